package maplet.model.arch.ept;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;

/// The formats of EPT entries, for one MAXPHYADDR.
final class EptFormats {
  private static final String SDM = "Intel SDM volume 3C";

  static final Citation MISCONFIGURATIONS =
      Citation.of(SDM, "29.3.3.1 EPT Misconfigurations");
  static final Citation VIOLATIONS = Citation.of(SDM, "29.3.3.2 EPT Violations");
  static final Citation TRANSLATION = Citation.of(SDM, "29.3.2 EPT Translation Mechanism");
  static final Citation MEMORY_TYPES = Citation.of(SDM, "29.3.7 EPT and Memory Typing");
  static final Citation INVALIDATION =
      Citation.of(SDM, "29.4.3.1 Operations that Invalidate Cached Mappings");

  static final Field READ = Field.bit("R", 0, "read access");
  static final Field WRITE = Field.bit("W", 1, "write access");
  static final Field EXECUTE = Field.bit("X", 2, "instruction fetch");
  static final Field MEMORY_TYPE =
      Field.defined(
              "memory type",
              5,
              3,
              "EPT memory type; 2, 3 and 7 are reserved",
              new Field.Value(0, "UC"),
              new Field.Value(1, "WC"),
              new Field.Value(4, "WT"),
              new Field.Value(5, "WP"),
              new Field.Value(6, "WB"))
          .citing(MEMORY_TYPES);
  static final Field PAGE_SIZE = Field.bit("page size", 7, "1: this entry maps a page");

  private static final Field IGNORE_PAT =
      Field.bit("IPAT", 6, "1: the guest's PAT doesn't take part in the memory type")
          .citing(MEMORY_TYPES);
  private static final Field NO_PAGE_SIZE = Field.ignored("bit 7", 7, 7, "ignored in a 4 KiB leaf");
  private static final Field ACCESSED =
      Field.ignored("A", 8, 8, "accessed flag; ignored while EPTP bit 6 is 0");
  private static final Field DIRTY =
      Field.ignored("D", 9, 9, "dirty flag; ignored while EPTP bit 6 is 0");
  private static final Field USER_EXECUTE =
      Field.ignored("XU", 10, 10, "user-mode fetch; ignored without mode-based execute control");
  private static final Field BIT_11 = Field.ignored("bit 11", 11, 11, "ignored");
  private static final Field HIGH =
      Field.ignored("62:52", 62, 52, "ignored without the features that use them");
  private static final Field SUPPRESS_VE =
      Field.ignored("suppress #VE", 63, 63, "ignored without EPT-violation #VE");

  private static final EntryFormat NOT_PRESENT =
      EntryFormat.of(
          "entry that is not present",
          TRANSLATION,
          READ,
          WRITE,
          EXECUTE,
          Field.ignored("63:3", 63, 3, "ignored while bits 2:0 are clear"));

  private final int physicalBits;
  private final List<EntryFormat> leaves;
  private final List<EntryFormat> tables;

  /// @param physicalBits MAXPHYADDR
  /// @param levels the page-walk length
  EptFormats(int physicalBits, int levels) {
    this.physicalBits = physicalBits;
    leaves = IntStream.rangeClosed(0, 2).mapToObj(this::declareLeaf).toList();
    tables = IntStream.range(1, levels).mapToObj(this::declareTable).toList();
  }

  long addressMask() {
    return (1L << physicalBits) - 4096;
  }

  EntryFormat notPresent() {
    return NOT_PRESENT;
  }

  /// The leaf of a height, 0 to 2.
  EntryFormat leaf(int height) {
    return leaves.get(height);
  }

  /// The table entry of a height, 1 or more.
  EntryFormat table(int height) {
    return tables.get(height - 1);
  }

  /// Tables 29-3 (1 GiB), 29-5 (2 MiB), 29-7 (4 KiB).
  private EntryFormat declareLeaf(int height) {
    List<Field> fields = common();
    fields.addAll(List.of(MEMORY_TYPE, IGNORE_PAT, DIRTY, SUPPRESS_VE, HIGH));
    fields.add(height == 0 ? NO_PAGE_SIZE : PAGE_SIZE);
    int lowest = 12 + 9 * height;
    fields.add(Field.address(physicalBits - 1, lowest, "host physical address of the page"));
    if (height > 0) {
      fields.add(Field.reserved(lowest - 1, 12));
    }
    return switch (height) {
      case 0 -> format("EPT PTE that maps a 4-KByte page", "Table 29-7", fields);
      case 1 -> format("EPT PDE that maps a 2-MByte page", "Table 29-5", fields);
      default -> format("EPT PDPTE that maps a 1-GByte page", "Table 29-3", fields);
    };
  }

  /// Tables 29-6 (PDE), 29-4 (PDPTE), 29-2 (PML4E and PML5E).
  private EntryFormat declareTable(int height) {
    List<Field> fields = common();
    fields.add(Field.ignored("bit 9", 9, 9, "ignored"));
    fields.add(Field.ignored("63:52", 63, 52, "ignored"));
    fields.add(Field.address(physicalBits - 1, 12, "host physical address of the table"));
    // A PML4E has no page size bit: 7:3 are reserved. In the lower entries it is 0 here.
    fields.add(Field.reserved(height > 2 ? 7 : 6, 3));
    if (height <= 2) {
      fields.add(PAGE_SIZE);
    }
    return switch (height) {
      case 1 -> format("EPT PDE that references an EPT page table", "Table 29-6", fields);
      case 2 -> format("EPT PDPTE that references an EPT page directory", "Table 29-4", fields);
      default ->
          format("EPT PML4E or PML5E", "Table 29-2", fields);
    };
  }

  List<EntryFormat> all(int height, boolean leaves) {
    List<EntryFormat> formats = new ArrayList<>(List.of(notPresent()));
    if (leaves) {
      formats.add(leaf(height));
    }
    if (height > 0) {
      formats.add(table(height));
    }
    return formats;
  }

  private List<Field> common() {
    return new ArrayList<>(
        List.of(
            READ,
            WRITE,
            EXECUTE,
            ACCESSED,
            USER_EXECUTE,
            BIT_11,
            Field.reserved(51, physicalBits)));
  }

  private static EntryFormat format(String name, String table, List<Field> fields) {
    return new EntryFormat(name, Citation.of(SDM, table), fields);
  }
}
