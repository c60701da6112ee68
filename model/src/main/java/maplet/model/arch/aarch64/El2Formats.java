package maplet.model.arch.aarch64;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;

/// The formats of EL2 stage 1 descriptors, for one granule and 48-bit addresses.
final class El2Formats {
  private static final String ARM = "Arm ARM DDI 0487";
  private static final int ADDRESS_BITS = 48;

  static final Citation DESCRIPTORS = Citation.of(ARM, "D8.3.1 VMSAv8-64 descriptor formats");
  static final Citation PERMISSIONS = Citation.of(ARM, "D8.4.1 Stage 1 permissions");
  static final Citation HIERARCHICAL =
      Citation.of(ARM, "D8.4.1.3 Stage 1 hierarchical permissions");
  static final Citation MEMORY_TYPE = Citation.of(ARM, "D8.6.1 Stage 1 memory type, MAIR_ELx");
  static final Citation ACCESS_FLAG =
      Citation.of(ARM, "D8.5.1.1 Software management of the Access flag");
  static final Citation INPUT_SIZE = Citation.of(ARM, "D8.15.1.1 Translation fault");
  static final Citation OUTPUT_SIZE = Citation.of(ARM, "D8.15.1.2 Address size fault");
  static final Citation MAINTENANCE = Citation.of(ARM, "D8.17 TLB maintenance, TLBI VAE2IS");

  static final Field VALID = Field.bit("valid", 0, "1: the descriptor is valid");
  static final Field TYPE =
      Field.defined(
          "type",
          1,
          1,
          "kind of a valid descriptor",
          new Value(0, "block (reserved where the level has none)"),
          new Value(1, "table, or page at level 3"));
  static final Field ATTR_INDEX =
      Field.defined("AttrIndx", 4, 2, "which byte of MAIR_EL2 is the memory type")
          .citing(MEMORY_TYPE);
  static final Field AP1 =
      Field.bit("AP[1]", 6, "RES1 where EL2 has one range of addresses").citing(PERMISSIONS);
  static final Field AP2 = Field.bit("AP[2]", 7, "1: read-only").citing(PERMISSIONS);
  static final Field SH =
      Field.defined(
          "SH",
          9,
          8,
          "shareability; Device memory is Outer Shareable whatever it says",
          new Value(0b00, "Non-shareable"),
          new Value(0b10, "Outer Shareable"),
          new Value(0b11, "Inner Shareable"));
  static final Field AF =
      Field.bit("AF", 10, "access flag; a clear one faults while TCR_EL2.HA is 0")
          .citing(ACCESS_FLAG);
  static final Field XN = Field.bit("XN", 54, "1: never executed").citing(PERMISSIONS);
  static final Field XN_TABLE =
      Field.bit("XNTable", 60, "1: nothing below is executed").citing(HIERARCHICAL);
  static final Field AP_TABLE_1 =
      Field.bit("APTable[1]", 62, "1: nothing below is written").citing(HIERARCHICAL);

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

  private final EntryFormat table;
  private final List<EntryFormat> leaves;

  /// @param shifts lowest address bit of the leaves of each height; the first is the granule's
  El2Formats(List<Integer> shifts) {
    table = declareTable(shifts.getFirst());
    leaves =
        IntStream.range(0, shifts.size())
            .mapToObj(height -> declareLeaf(height, shifts.get(height)))
            .toList();
  }

  EntryFormat table() {
    return table;
  }

  /// The leaf of a height that has leaves.
  EntryFormat leaf(int height) {
    return leaves.get(height);
  }

  private static EntryFormat declareTable(int granuleShift) {
    List<Field> fields = new ArrayList<>(List.of(VALID, TYPE, XN_TABLE, AP_TABLE_1));
    fields.add(Field.ignored("11:2", 11, 2, "ignored"));
    addAddress(fields, granuleShift, "physical address of the next table");
    fields.add(Field.ignored("58:51", 58, 51, "ignored"));
    fields.add(Field.ignored("PXNTable", 59, 59, "ignored where EL2 has one range"));
    fields.add(Field.ignored("APTable[0]", 61, 61, "ignored where EL2 has one range"));
    fields.add(Field.ignored("NSTable", 63, 63, "ignored outside Secure state"));
    return new EntryFormat("table descriptor", DESCRIPTORS, fields);
  }

  private static EntryFormat declareLeaf(int height, int shift) {
    List<Field> fields = new ArrayList<>(List.of(VALID, TYPE, ATTR_INDEX, AP1, AP2, SH, AF, XN));
    fields.add(Field.ignored("NS", 5, 5, "ignored outside Secure state"));
    fields.add(Field.ignored("nG", 11, 11, "ignored where EL2 has one range"));
    addAddress(fields, shift, "physical address of the memory");
    fields.add(Field.ignored("DBM", 51, 51, "dirty bit modifier; ignored while HD is 0"));
    fields.add(Field.ignored("Contiguous", 52, 52, "a hint that never changes a translation"));
    fields.add(Field.ignored("PXN", 53, 53, "ignored where EL2 has one range"));
    fields.add(Field.ignored("63:55", 63, 55, "for software, and features that aren't used"));
    String name =
        height == 0 ? "page descriptor, level 3" : "block descriptor, level " + (3 - height);
    return new EntryFormat(name, DESCRIPTORS, fields);
  }

  private static void addAddress(List<Field> fields, int shift, String meaning) {
    fields.add(Field.address(ADDRESS_BITS - 1, shift, meaning));
    fields.add(Field.res0(50, ADDRESS_BITS));
    if (shift > 12) {
      fields.add(Field.res0(shift - 1, 12));
    }
  }
}
