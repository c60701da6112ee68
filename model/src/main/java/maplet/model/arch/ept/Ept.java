package maplet.model.arch.ept;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.RegimeId;
import maplet.model.arch.AddressBits;
import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.Maintenance;
import maplet.model.arch.TieredRegime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;

/// Intel EPT: what its entries mean.
///
/// The regime is that of a processor with execute-only translations, 2 MiB and 1 GiB pages
/// (IA32_VMX_EPT_VPID_CAP bits 0, 16, 17), with accessed and dirty flags off (EPTP bit 6 = 0),
/// without mode-based execute control.
public final class Ept extends TieredRegime {
  /// The names of the regimes that are checked by default.
  public static final List<String> STANDARD = List.of("ept-4");

  private static final int DEFAULT_PHYSICAL_BITS = 46;

  private final EptFormats formats;

  /// @param levels the page-walk length of the EPTP
  /// @param inputBits width of a guest physical address
  /// @param physicalBits MAXPHYADDR
  private Ept(String id, int levels, int inputBits, int physicalBits) {
    super(
        id,
        "Intel EPT, %d-level, %d-bit GPA, MAXPHYADDR %d".formatted(levels, inputBits, physicalBits),
        new Capabilities(inputBits, physicalBits, pageShifts(12, 3), representable()),
        levels,
        1);
    formats = new EptFormats(physicalBits, levels);
  }

  /// The regime with this name: the page-walk length, as in `ept-4`.
  ///
  /// @throws IllegalArgumentException when the name has no such word
  public static Ept of(RegimeId id) {
    int levels = Integer.parseInt(id.takeOneOf(List.of("4")));
    return new Ept("ept-" + levels, levels, 12 + 9 * levels, DEFAULT_PHYSICAL_BITS);
  }

  @Override
  public String architecture() {
    return "ept";
  }

  /// The SDM names the levels PML4E, PDPTE, PDE, PTE; it numbers page-walk lengths from 1 for the
  /// PTE.
  @Override
  public int level(int height) {
    return height + 1;
  }

  @Override
  public AddressBits addressBits() {
    return new AddressBits(formats.addressMask(), 0);
  }

  @Override
  protected EntryFormat formatOf(long word, int height) {
    if (!isPresent(word)) {
      return formats.notPresent();
    }
    return isLeaf(word, height) ? formats.leaf(height) : formats.table(height);
  }

  @Override
  public List<EntryFormat> formats(int height) {
    return formats.all(height, hasLeaves(height));
  }

  private static boolean isPresent(long word) {
    return EptFormats.READ.get(word) != 0
        || EptFormats.WRITE.get(word) != 0
        || EptFormats.EXECUTE.get(word) != 0;
  }

  private boolean isLeaf(long word, int height) {
    return height == 0 || hasLeaves(height) && EptFormats.PAGE_SIZE.get(word) != 0;
  }

  /// 29.3.2: an entry is not present when bits 2:0 are clear. 29.3.3.1: what is misconfigured.
  @Override
  protected Entry decodeAt(long word, int height) {
    if (!isPresent(word)) {
      return new Entry.Absent();
    }
    if (EptFormats.READ.get(word) == 0 && EptFormats.WRITE.get(word) != 0) {
      return misconfiguration("bit 0 (read) is clear and bit 1 (write) is set");
    }
    EntryFormat format = formatOf(word, height);
    if ((word & format.reservedMask()) != 0) {
      return misconfiguration(
          "reserved bits 0x%x of the %s are set"
              .formatted(word & format.reservedMask(), format.name()));
    }
    if (!isLeaf(word, height)) {
      return new Entry.Table(word & formats.addressMask());
    }
    return switch ((int) EptFormats.MEMORY_TYPE.get(word)) {
      case 0 -> leaf(word, MemoryType.DEVICE);
      case 1 -> leaf(word, MemoryType.NON_CACHEABLE);
      case 4 -> leaf(word, MemoryType.WRITE_THROUGH);
      case 5 -> leaf(word, MemoryType.WRITE_PROTECTED);
      case 6 -> leaf(word, MemoryType.WRITE_BACK);
      default -> misconfiguration("memory types 2, 3 and 7 are reserved");
    };
  }

  private Entry leaf(long word, MemoryType type) {
    return new Entry.Leaf(word & formats.addressMask(), new Attributes(permissions(word), type));
  }

  private static Permissions permissions(long word) {
    return new Permissions((int) (word & 0b111));
  }

  private static Entry.Reserved misconfiguration(String reason) {
    return new Entry.Reserved(FaultKind.MISCONFIGURATION, reason, EptFormats.MISCONFIGURATIONS);
  }

  @Override
  protected long leafWord(long hpa, Attributes attributes, int height) {
    long word = EptFormats.MEMORY_TYPE.set(hpa, typeCode(attributes.memoryType()));
    word |= attributes.permissions().bits();
    return height == 0 ? word : EptFormats.PAGE_SIZE.set(word, 1);
  }

  private static int typeCode(MemoryType type) {
    return switch (type) {
      case DEVICE -> 0;
      case NON_CACHEABLE -> 1;
      case WRITE_THROUGH -> 4;
      case WRITE_PROTECTED -> 5;
      case WRITE_BACK -> 6;
    };
  }

  @Override
  protected long tableWord(long tableAddress, int height) {
    return tableAddress | 0b111;
  }

  private static BitSet representable() {
    BitSet codes = new BitSet();
    for (MemoryType type : MemoryType.values()) {
      for (int bits : new int[] {1, 3, 4, 5, 7}) {
        codes.set(Attributes.code(bits, type));
      }
    }
    return codes;
  }

  /// 29.3.2, "EPT Translation Mechanism", and 29.3.3.2, "EPT Violations".
  @Override
  public WalkResult walk(WordMemory memory, long root, long gpa, Access access) {
    return new EptWalk(this, memory, access).from(root, gpa);
  }

  /// Address of an entry, for the walk.
  long entryAt(long table, long gpa, int height) {
    return entryAddress(table, gpa, height);
  }

  @Override
  public Optional<String> whyNever(FaultKind kind, int height) {
    return switch (kind) {
      case TRANSLATION, MISCONFIGURATION -> Optional.empty();
      case PERMISSION ->
          hasLeaves(height)
              ? Optional.empty()
              : Optional.of("permissions are judged at the leaf, and this level has none");
      case ACCESS_FLAG -> Optional.of("EPT has no access-flag fault");
      case ADDRESS_SIZE -> Optional.of("an address beyond MAXPHYADDR is a misconfiguration");
    };
  }

  @Override
  public List<String> features() {
    return List.of();
  }

  @Override
  public HardwareFlags hardwareFlags() {
    return HardwareFlags.NONE;
  }

  @Override
  public Maintenance maintenance() {
    return new Maintenance(-1, false, false, EptFormats.INVALIDATION);
  }
}
