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

/// Intel EPT: what its entries mean, in one configuration of processor and hypervisor.
public final class Ept extends TieredRegime {
  /// The name of the regime that stands for the architecture where nobody asks for another.
  public static final String TYPICAL = "ept-4";

  /// The names of the regimes that are checked by default.
  public static final List<String> STANDARD =
      List.of(
          "ept-4",
          "ept-5",
          "ept-4-pa36",
          "ept-5-pa52",
          "ept-4-noxo",
          "ept-4-no2m",
          "ept-4-no1g",
          "ept-4-mbe",
          "ept-4-ad",
          "ept-4-ve",
          "ept-4-ipat",
          "ept-4-mbe-ad",
          "ept-5-pa52-noxo-mbe",
          "ept-5-mbe-ad-ve-ipat");

  private final EptConfiguration configuration;
  private final EptFormats formats;

  private Ept(EptConfiguration configuration) {
    super(
        configuration.id(),
        title(configuration),
        new Capabilities(
            configuration.inputBits(),
            configuration.physicalBits(),
            pageShifts(12, configuration.largestLeaf() + 1),
            representable(configuration)),
        configuration.levels(),
        1);
    this.configuration = configuration;
    formats = new EptFormats(configuration);
  }

  private static String title(EptConfiguration configuration) {
    return "Intel EPT, %d-level, %d-bit GPA, MAXPHYADDR %d"
        .formatted(configuration.levels(), configuration.inputBits(), configuration.physicalBits());
  }

  /// The regime with this name: `ept-4` or `ept-5`, then in this order `paN` for a MAXPHYADDR other
  /// than 46, `noxo`, `no2m` or `no1g` for what the processor lacks, and `mbe`, `ad`, `ve`, `ipat`
  /// for what is on.
  ///
  /// @throws IllegalArgumentException when words are missing or don't go together
  public static Ept of(RegimeId id) {
    return new Ept(EptConfiguration.parse(id));
  }

  @Override
  public String architecture() {
    return "ept";
  }

  @Override
  public List<String> features() {
    return configuration.features();
  }

  /// The SDM names the levels PML5E, PML4E, PDPTE, PDE, PTE; it numbers page-walk lengths from 1
  /// for the PTE.
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
    if (permissionBits(word) == 0) {
      return formats.notPresent();
    }
    return isLeaf(word, height) ? formats.leaf(height) : formats.table(height);
  }

  @Override
  public List<EntryFormat> formats(int height) {
    return formats.all(height);
  }

  /// What bits 2:0 grant, and bit 10 with mode-based execute control. An entry is present when any
  /// of them is set (29.3.2).
  int permissionBits(long word) {
    int bits =
        (EptFormats.READ.get(word) != 0 ? Permissions.READ : 0)
            | (EptFormats.WRITE.get(word) != 0 ? Permissions.WRITE : 0)
            | (EptFormats.EXECUTE.get(word) != 0 ? Permissions.EXECUTE : 0);
    boolean user = configuration.userExecute() && EptFormats.USER_EXECUTE.get(word) != 0;
    return user ? bits | Permissions.USER_EXECUTE : bits;
  }

  private boolean isLeaf(long word, int height) {
    return height == 0 || hasLeaves(height) && EptFormats.PAGE_SIZE.get(word) != 0;
  }

  /// 29.3.3.1: what is misconfigured.
  @Override
  protected Entry decodeAt(long word, int height) {
    int permissions = permissionBits(word);
    if (permissions == 0) {
      return new Entry.Absent();
    }
    if (!configuration.isLegal(permissions)) {
      return misconfiguration(
          (permissions & Permissions.WRITE) != 0
              ? "bit 0 (read) is clear and bit 1 (write) is set"
              : "bit 0 (read) is clear and an execute bit is set, without execute-only"
                  + " translations");
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
    Permissions permissions = new Permissions(permissionBits(word));
    return new Entry.Leaf(word & formats.addressMask(), new Attributes(permissions, type));
  }

  private static Entry.Reserved misconfiguration(String reason) {
    return new Entry.Reserved(FaultKind.MISCONFIGURATION, reason, EptFormats.MISCONFIGURATIONS);
  }

  @Override
  protected long leafWord(long hpa, Attributes attributes, int height) {
    long word = withPermissions(hpa, attributes.permissions().bits());
    word = EptFormats.MEMORY_TYPE.set(word, typeCode(attributes.memoryType()));
    word = EptFormats.IGNORE_PAT.set(word, configuration.ignorePat() ? 1 : 0);
    word = EptFormats.SUPPRESS_VE.set(word, configuration.virtualizationException() ? 1 : 0);
    return height == 0 ? word : EptFormats.PAGE_SIZE.set(word, 1);
  }

  private static long withPermissions(long address, int permissions) {
    long word = EptFormats.READ.set(address, permissions & Permissions.READ);
    word = EptFormats.WRITE.set(word, (permissions & Permissions.WRITE) != 0 ? 1 : 0);
    word = EptFormats.EXECUTE.set(word, (permissions & Permissions.EXECUTE) != 0 ? 1 : 0);
    return EptFormats.USER_EXECUTE.set(word, (permissions & Permissions.USER_EXECUTE) != 0 ? 1 : 0);
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

  /// Tables grant everything, so that leaves decide.
  @Override
  protected long tableWord(long tableAddress, int height) {
    return withPermissions(tableAddress, allPermissions(configuration));
  }

  private static int allPermissions(EptConfiguration configuration) {
    return configuration.userExecute()
        ? Permissions.ALL_BITS
        : Permissions.ALL_BITS & ~Permissions.USER_EXECUTE;
  }

  private static BitSet representable(EptConfiguration configuration) {
    BitSet codes = new BitSet();
    for (MemoryType type : MemoryType.values()) {
      for (int bits = 1; bits <= allPermissions(configuration); bits++) {
        if (configuration.isLegal(bits)) {
          codes.set(Attributes.code(bits, type));
        }
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
  public HardwareFlags hardwareFlags() {
    return configuration.accessedDirty()
        ? new HardwareFlags(
            EptFormats.ACCESSED.mask(), EptFormats.DIRTY.mask(), EptFormats.ACCESSED.mask(), false)
        : HardwareFlags.NONE;
  }

  @Override
  public Maintenance maintenance() {
    return new Maintenance(-1, false, false, EptFormats.INVALIDATION);
  }
}
