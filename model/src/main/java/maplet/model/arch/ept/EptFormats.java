package maplet.model.arch.ept;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;

/// The formats of EPT entries, for one configuration.
final class EptFormats {
  private static final String SDM = "Intel SDM volume 3C";

  static final Citation MISCONFIGURATIONS = Citation.of(SDM, "29.3.3.1 EPT Misconfigurations");
  static final Citation VIOLATIONS = Citation.of(SDM, "29.3.3.2 EPT Violations");
  static final Citation TRANSLATION = Citation.of(SDM, "29.3.2 EPT Translation Mechanism");
  static final Citation MEMORY_TYPES = Citation.of(SDM, "29.3.7 EPT and Memory Typing");
  static final Citation ACCESSED_DIRTY =
      Citation.of(SDM, "29.3.5 Accessed and Dirty Flags for EPT");
  static final Citation CONVERTIBLE = Citation.of(SDM, "26.5.7.1 Convertible EPT Violations (#VE)");
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
  static final Field IGNORE_PAT =
      Field.bit("IPAT", 6, "1: the guest's PAT doesn't take part in the memory type")
          .citing(MEMORY_TYPES);
  static final Field PAGE_SIZE = Field.bit("page size", 7, "1: this entry maps a page");
  static final Field ACCESSED =
      Field.bit("A", 8, "accessed; hardware sets it").citing(ACCESSED_DIRTY);
  static final Field DIRTY =
      Field.bit("D", 9, "dirty; hardware sets it on a write").citing(ACCESSED_DIRTY);
  static final Field USER_EXECUTE =
      Field.bit("XU", 10, "instruction fetch from a user-mode linear address");
  static final Field SUPPRESS_VE =
      Field.bit("suppress #VE", 63, "1: an EPT violation here always exits").citing(CONVERTIBLE);

  private final EptConfiguration configuration;
  private final EntryFormat notPresent;
  private final List<EntryFormat> leaves;
  private final List<EntryFormat> tables;

  EptFormats(EptConfiguration configuration) {
    this.configuration = configuration;
    notPresent = declareNotPresent();
    leaves =
        IntStream.rangeClosed(0, configuration.largestLeaf()).mapToObj(this::declareLeaf).toList();
    tables = IntStream.range(1, configuration.levels()).mapToObj(this::declareTable).toList();
  }

  long addressMask() {
    return (1L << configuration.physicalBits()) - 4096;
  }

  EntryFormat notPresent() {
    return notPresent;
  }

  /// The leaf of a height that has leaves.
  EntryFormat leaf(int height) {
    return leaves.get(height);
  }

  /// The table entry of a height, 1 or more.
  EntryFormat table(int height) {
    return tables.get(height - 1);
  }

  /// Every format of a height.
  List<EntryFormat> all(int height) {
    List<EntryFormat> formats = new ArrayList<>(List.of(notPresent));
    if (height < leaves.size()) {
      formats.add(leaf(height));
    }
    if (height > 0) {
      formats.add(table(height));
    }
    return formats;
  }

  private EntryFormat declareNotPresent() {
    boolean userExecute = configuration.userExecute();
    List<Field> fields = new ArrayList<>(List.of(READ, WRITE, EXECUTE));
    fields.add(Field.ignored("9:3", 9, 3, "ignored in an entry that isn't present"));
    fields.add(userExecute ? USER_EXECUTE : ignored(10));
    fields.add(Field.ignored("62:11", 62, 11, "ignored in an entry that isn't present"));
    fields.add(suppression());
    return new EntryFormat("entry that is not present", TRANSLATION, fields);
  }

  /// Tables 29-3 (1 GiB), 29-5 (2 MiB), 29-7 (4 KiB).
  private EntryFormat declareLeaf(int height) {
    List<Field> fields = common();
    fields.addAll(List.of(MEMORY_TYPE, IGNORE_PAT, suppression()));
    fields.add(Field.ignored("62:52", 62, 52, "ignored without the features that use them"));
    fields.add(configuration.accessedDirty() ? DIRTY : ignored(9));
    fields.add(height == 0 ? ignored(7) : PAGE_SIZE);
    int lowest = 12 + 9 * height;
    int highest = configuration.physicalBits() - 1;
    fields.add(Field.address(highest, lowest, "host physical address of the page"));
    if (height > 0) {
      fields.add(Field.reserved(lowest - 1, 12));
    }
    return switch (height) {
      case 0 -> format("EPT PTE that maps a 4-KByte page", "Table 29-7", fields);
      case 1 -> format("EPT PDE that maps a 2-MByte page", "Table 29-5", fields);
      default -> format("EPT PDPTE that maps a 1-GByte page", "Table 29-3", fields);
    };
  }

  /// Tables 29-6 (PDE), 29-4 (PDPTE), 29-2 (PML4E), 29-1 (PML5E).
  private EntryFormat declareTable(int height) {
    List<Field> fields = common();
    fields.add(ignored(9));
    fields.add(Field.ignored("63:52", 63, 52, "ignored"));
    int highest = configuration.physicalBits() - 1;
    fields.add(Field.address(highest, 12, "host physical address of the table"));
    // Where a level has leaves, bit 7 tells; elsewhere it is reserved with the others.
    boolean hasPageSize = height < leaves.size();
    fields.add(Field.reserved(hasPageSize ? 6 : 7, 3));
    if (hasPageSize) {
      fields.add(PAGE_SIZE);
    }
    return switch (height) {
      case 1 -> format("EPT PDE that references an EPT page table", "Table 29-6", fields);
      case 2 -> format("EPT PDPTE that references an EPT page directory", "Table 29-4", fields);
      case 3 -> format("EPT PML4E", "Table 29-2", fields);
      default -> format("EPT PML5E", "Table 29-1", fields);
    };
  }

  /// What leaves and tables have in common. Bits beyond MAXPHYADDR are reserved.
  private List<Field> common() {
    List<Field> fields = new ArrayList<>(List.of(READ, WRITE, EXECUTE, ignored(11)));
    fields.add(configuration.accessedDirty() ? ACCESSED : ignored(8));
    fields.add(configuration.userExecute() ? USER_EXECUTE : ignored(10));
    if (configuration.physicalBits() < 52) {
      fields.add(Field.reserved(51, configuration.physicalBits()));
    }
    return fields;
  }

  private Field suppression() {
    return configuration.virtualizationException() ? SUPPRESS_VE : ignored(63);
  }

  private static Field ignored(int bit) {
    return Field.ignored("bit " + bit, bit, bit, "ignored in this configuration");
  }

  private static EntryFormat format(String name, String table, List<Field> fields) {
    return new EntryFormat(name, Citation.of(SDM, table), fields);
  }
}
