package maplet.model.arch.aarch64;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import maplet.model.arch.AddressBits;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;

/// The formats of stage 2 descriptors in one configuration (tables D8-51, D8-53 and D8-55).
final class Stage2Formats {
  static final Field VALID = Field.bit("valid", 0, "1: the descriptor is valid");
  static final Field TYPE =
      Field.defined(
          "type",
          1,
          1,
          "kind of a valid descriptor",
          new Value(0, "block (reserved where the level has none)"),
          new Value(1, "table, or page at level 3"));

  static final EntryFormat INVALID =
      EntryFormat.of(
          "invalid descriptor",
          Stage2Citations.INVALID_DESCRIPTORS,
          VALID,
          Field.ignored("63:1", 63, 1, "ignored while bit 0 is clear"));

  static final EntryFormat RESERVED_TYPE =
      EntryFormat.of(
          "reserved descriptor, treated as invalid",
          Stage2Citations.RESERVED_DESCRIPTORS,
          VALID,
          TYPE,
          Field.ignored("63:2", 63, 2, "ignored in an invalid descriptor"));

  private static final int LOWEST_BLOCK_BIT = 17;

  private final Stage2Config config;
  private final Stage2Attributes attributes;
  private final EntryFormat table;
  private final List<EntryFormat> leaves;

  Stage2Formats(Stage2Config config, Stage2Attributes attributes) {
    this.config = config;
    this.attributes = attributes;
    table = tableFormat();
    leaves = IntStream.range(0, config.levelsWithLeaves()).mapToObj(this::leafFormat).toList();
  }

  /// The format of an entry that points to a table, at any height.
  EntryFormat table() {
    return table;
  }

  /// The leaf of a height that has leaves.
  EntryFormat leaf(int height) {
    return leaves.get(height);
  }

  /// Where descriptors keep an address. With DS = 1 its bits 51:50 are in descriptor bits 9:8; with
  /// the 64 KiB granule and FEAT_LPA its bits 51:48 are in descriptor bits 15:12.
  AddressBits addressBits() {
    if (config.has(Stage2Feature.LPA2)) {
      return new AddressBits(bits(49, config.granuleShift()), 0, bits(9, 8), 50 - 8);
    }
    return config.has(Stage2Feature.LPA)
        ? new AddressBits(bits(47, 16), 0, bits(15, 12), 48 - 12)
        : new AddressBits(bits(47, config.granuleShift()), 0);
  }

  private static long bits(int msb, int lsb) {
    return (1L << msb + 1) - (1L << lsb);
  }

  private EntryFormat tableFormat() {
    List<Field> fields = new ArrayList<>(List.of(VALID, TYPE));
    fields.add(Field.ignored("7:2", 7, 2, "ignored"));
    fields.add(bits9To8(Field.ignored("9:8", 9, 8, "ignored")));
    fields.add(Field.ignored("11:10", 11, 10, "ignored; bit 10 while HAFT is 0"));
    addLowBits(fields);
    addAddress(fields, config.granuleShift(), "physical address of the next table");
    fields.add(Field.ignored("58:51", 58, 51, "ignored"));
    fields.add(Field.res0(63, 59));
    return new EntryFormat("table descriptor", Stage2Citations.TABLE_DESCRIPTORS, fields);
  }

  private EntryFormat leafFormat(int height) {
    int shift = config.granuleShift() + (config.granuleShift() - 3) * height;
    List<Field> fields = new ArrayList<>(List.of(VALID, TYPE));
    fields.addAll(attributes.fields());
    fields.add(bits9To8(Stage2Attributes.SH));
    fields.add(Field.res0(11, 11));
    addLowBits(fields);
    if (height > 0) {
      if (config.granuleShift() < 16) {
        fields.add(Field.res0(15, config.granuleShift()));
      }
      fields.add(Field.ignored("nT", 16, 16, "RES0 without FEAT_BBML1, a hint with it"));
      fields.add(Field.res0(shift - 1, LOWEST_BLOCK_BIT));
    }
    addAddress(fields, shift, "physical address of the memory");
    fields.add(Field.ignored("Contiguous", 52, 52, "a hint that never changes a translation"));
    fields.add(Field.ignored("55", 55, 55, "ignored outside Realm state"));
    fields.add(Field.ignored("58:56", 58, 56, "for software"));
    fields.add(Field.ignored("62:59", 62, 59, "for a System MMU"));
    fields.add(Field.res0(63, 63));
    String name =
        height == 0
            ? "page descriptor, level 3"
            : "block descriptor, level %d, %s"
                .formatted(Stage2Config.LAST_LEVEL - height, Stage2Config.size(shift));
    return new EntryFormat(name, Stage2Citations.DESCRIPTORS, fields);
  }

  /// Bits 9:8, which DS = 1 makes part of the address.
  private Field bits9To8(Field otherwise) {
    return config.has(Stage2Feature.LPA2)
        ? Field.address(9, 8, "bits 51:50 of the address")
        : otherwise;
  }

  /// The bits below the granule's address, from bit 12 on.
  private void addLowBits(List<Field> fields) {
    if (config.has(Stage2Feature.LPA)) {
      fields.add(Field.address(15, 12, "bits 51:48 of the address"));
    } else if (config.granuleShift() > 12) {
      fields.add(Field.res0(config.granuleShift() - 1, 12));
    }
  }

  private void addAddress(List<Field> fields, int lsb, String meaning) {
    if (config.has(Stage2Feature.LPA2)) {
      fields.add(Field.address(49, lsb, meaning));
      fields.add(Field.res0(50, 50));
    } else {
      fields.add(Field.address(47, lsb, meaning));
      fields.add(Field.res0(50, 48));
    }
  }
}
