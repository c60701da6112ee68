package maplet.model.arch.aarch64;

import java.util.List;
import java.util.stream.Stream;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;

/// The formats of stage 2 descriptors, 4 KiB granule, 48-bit output.
final class Stage2Formats {
  private static final String ARM = "Arm ARM DDI 0487";

  static final Citation DESCRIPTORS =
      Citation.of(ARM, "D8.3 Translation table descriptor formats");
  static final Citation TRANSLATION = Citation.of(ARM, "D8.2 Translation process");
  static final Citation PERMISSIONS = Citation.of(ARM, "D8.4 Memory access control");
  static final Citation MEMORY_TYPE =
      Citation.of(
          ARM, "Stage 2 memory type and Cacheability attributes when FEAT_S2FWB is disabled");
  static final Citation SHAREABILITY = Citation.of(ARM, "Stage 2 Shareability attributes");
  static final Citation ACCESS_FLAG = Citation.of(ARM, "D8.5 Hardware updates to the tables");
  static final Citation BREAK_BEFORE_MAKE =
      Citation.of(ARM, "D8.17 TLB maintenance, break-before-make");

  static final Field VALID = Field.bit("valid", 0, "1: the descriptor is valid");
  static final Field TYPE =
      Field.defined(
          "type",
          1,
          1,
          "kind of a valid descriptor",
          new Value(0, "block (reserved where the level has none)"),
          new Value(1, "table, or page at level 3"));
  static final Field TABLE_ADDRESS = Field.address(47, 12, "physical address of the next table");
  static final Field MEM_ATTR =
      Field.defined(
              "MemAttr",
              5,
              2,
              "memory type, without FWB: outer in 3:2, inner in 1:0",
              new Value(0b0000, "Device-nGnRnE"),
              new Value(0b0001, "Device-nGnRE"),
              new Value(0b0010, "Device-nGRE"),
              new Value(0b0011, "Device-GRE"),
              new Value(0b0101, "Normal, Non-cacheable"),
              new Value(0b0110, "Normal, outer Non-cacheable, inner Write-Through"),
              new Value(0b0111, "Normal, outer Non-cacheable, inner Write-Back"),
              new Value(0b1001, "Normal, outer Write-Through, inner Non-cacheable"),
              new Value(0b1010, "Normal, Write-Through"),
              new Value(0b1011, "Normal, outer Write-Through, inner Write-Back"),
              new Value(0b1101, "Normal, outer Write-Back, inner Non-cacheable"),
              new Value(0b1110, "Normal, outer Write-Back, inner Write-Through"),
              new Value(0b1111, "Normal, Write-Back"))
          .citing(MEMORY_TYPE);
  static final Field S2AP =
      Field.defined(
              "S2AP",
              7,
              6,
              "data access permissions",
              new Value(0b00, "none"),
              new Value(0b01, "read"),
              new Value(0b10, "write"),
              new Value(0b11, "read and write"))
          .citing(PERMISSIONS);
  static final Field SH =
      Field.defined(
              "SH",
              9,
              8,
              "shareability; Device memory is Outer Shareable whatever it says",
              new Value(0b00, "Non-shareable"),
              new Value(0b10, "Outer Shareable"),
              new Value(0b11, "Inner Shareable"))
          .citing(SHAREABILITY);
  static final Field AF =
      Field.bit("AF", 10, "access flag; a clear one faults while HA is 0").citing(ACCESS_FLAG);
  static final Field XN =
      Field.defined(
              "XN", 54, 54, "execute-never", new Value(0, "executable"), new Value(1, "never"))
          .citing(PERMISSIONS);

  static final EntryFormat INVALID =
      EntryFormat.of(
          "invalid descriptor",
          DESCRIPTORS,
          VALID,
          Field.ignored("63:1", 63, 1, "ignored while bit 0 is clear"));

  static final EntryFormat RESERVED_TYPE =
      EntryFormat.of(
          "reserved descriptor, treated as invalid",
          DESCRIPTORS,
          VALID,
          TYPE,
          Field.ignored("63:2", 63, 2, "ignored in an invalid descriptor"));

  static final EntryFormat TABLE =
      EntryFormat.of(
          "table descriptor",
          DESCRIPTORS,
          VALID,
          TYPE,
          Field.ignored("11:2", 11, 2, "ignored"),
          TABLE_ADDRESS,
          Field.res0(50, 48),
          Field.ignored("58:51", 58, 51, "ignored"),
          Field.res0(63, 59));

  private static final List<EntryFormat> LEAVES =
      List.of(
          leaf("page descriptor, level 3", 12),
          leaf("block descriptor, level 2, 2 MiB", 21),
          leaf("block descriptor, level 1, 1 GiB", 30));

  private Stage2Formats() {}

  /// The leaf of a height, 0 to 2.
  static EntryFormat leaf(int height) {
    return LEAVES.get(height);
  }

  private static EntryFormat leaf(String name, int lowestAddressBit) {
    List<Field> common =
        List.of(
            VALID,
            TYPE,
            MEM_ATTR,
            S2AP,
            SH,
            AF,
            Field.ignored("FnXS", 11, 11, "ignored without FEAT_XS"),
            Field.address(47, lowestAddressBit, "physical address of the memory"),
            Field.res0(50, 48),
            Field.ignored("DBM", 51, 51, "dirty bit modifier; ignored while HD is 0"),
            Field.ignored("Contiguous", 52, 52, "a hint that never changes a translation"),
            Field.res0(53, 53),
            XN,
            Field.ignored("58:55", 58, 55, "for software"),
            Field.ignored("63:59", 63, 59, "ignored without the features that use them"));
    return new EntryFormat(
        name,
        DESCRIPTORS,
        lowestAddressBit == 12
            ? common
            : Stream.concat(
                    common.stream(), Stream.of(Field.res0(lowestAddressBit - 1, 12)))
                .toList());
  }
}
