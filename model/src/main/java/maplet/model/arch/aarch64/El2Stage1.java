package maplet.model.arch.aarch64;

import java.util.ArrayList;
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
import maplet.model.arch.Citation;
import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.HypervisorRegisters;
import maplet.model.arch.Maintenance;
import maplet.model.arch.Syndrome;
import maplet.model.arch.TieredRegime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;

/// AArch64 VMSAv8-64 stage 1 of EL2 with one range of addresses (HCR_EL2.E2H = 0): the hypervisor's
/// own address space, whose memory types MAIR_EL2 gives.
///
/// What is a guest physical address elsewhere is the hypervisor's virtual address here. Hardware
/// keeps no flags (TCR_EL2.HA = HD = 0), and SCTLR_EL2.WXN is 0.
public final class El2Stage1 extends TieredRegime {
  /// The names of the regimes that are checked by default.
  static final List<String> STANDARD =
      List.of(
          "aarch64-el2-4k-va39",
          "aarch64-el2-4k-va48",
          "aarch64-el2-4k-va40-pa40",
          "aarch64-el2-16k-va47",
          "aarch64-el2-64k-va42",
          "aarch64-el2-4k-va39-mair00000000000400ff");

  private static final int LAST_LEVEL = 3;
  private static final long LEAST_ROOT_ALIGNMENT = 64;

  /// What stage 1 of EL2 can't express: a page that isn't readable.
  private static final int READ_WRITE_EXECUTE =
      Permissions.READ | Permissions.WRITE | Permissions.EXECUTE;

  private final El2Config config;
  private final El2Formats formats;

  private El2Stage1(El2Config config) {
    super(
        config.id(),
        config.title(),
        new Capabilities(
            config.inputBits(),
            config.outputBits(),
            pageShifts(config.granuleShift(), config.levelsWithLeaves()),
            representable(config)),
        config.levels(),
        1);
    this.config = config;
    formats = new El2Formats(capabilities().pageShifts());
  }

  /// The regime with this name, whose word `el2` was read.
  static El2Stage1 of(RegimeId id) {
    return new El2Stage1(El2Config.of(id));
  }

  private static BitSet representable(El2Config config) {
    BitSet codes = new BitSet();
    for (MemoryType type : MemoryType.values()) {
      for (int bits = 1; bits <= READ_WRITE_EXECUTE; bits += 2) {
        codes.set(Attributes.code(bits, type), config.indexOf(type).isPresent());
      }
    }
    return codes;
  }

  @Override
  public String architecture() {
    return "aarch64";
  }

  @Override
  public List<String> features() {
    return config.features();
  }

  @Override
  public int level(int height) {
    return LAST_LEVEL - height;
  }

  @Override
  public AddressBits addressBits() {
    return new AddressBits(formats.leaf(0).field("address").mask(), 0);
  }

  @Override
  protected EntryFormat formatOf(long word, int height) {
    if (El2Formats.VALID.get(word) == 0) {
      return El2Formats.INVALID;
    }
    if (El2Formats.TYPE.get(word) == 1) {
      return height == 0 ? formats.leaf(0) : formats.table();
    }
    return height > 0 && hasLeaves(height) ? formats.leaf(height) : El2Formats.RESERVED_TYPE;
  }

  @Override
  public List<EntryFormat> formats(int height) {
    List<EntryFormat> all = new ArrayList<>(List.of(El2Formats.INVALID));
    if (hasLeaves(height)) {
      all.add(formats.leaf(height));
    }
    if (height > 0) {
      all.add(formats.table());
    }
    if (height == 0 || !hasLeaves(height)) {
      all.add(El2Formats.RESERVED_TYPE);
    }
    return all;
  }

  @Override
  protected Entry decodeAt(long word, int height) {
    EntryFormat format = formatOf(word, height);
    if (format.equals(El2Formats.INVALID)) {
      return new Entry.Absent();
    }
    if (format.equals(El2Formats.RESERVED_TYPE)) {
      return new Entry.Reserved(
          FaultKind.TRANSLATION, "bits 1:0 are 0b01, which is reserved", El2Formats.INPUT_SIZE);
    }
    long address = word & format.field("address").mask();
    if (address >>> config.outputBits() != 0) {
      return new Entry.Reserved(
          FaultKind.ADDRESS_SIZE,
          "the address 0x%x has more bits than TCR_EL2.PS allows".formatted(address),
          El2Formats.OUTPUT_SIZE);
    }
    if (format.equals(formats.table())) {
      return new Entry.Table(address);
    }
    MemoryType type =
        config.typeOf((int) El2Formats.ATTR_INDEX.get(word)).orElse(MemoryType.DEVICE);
    return new Entry.Leaf(address, new Attributes(leafPermissions(word), type));
  }

  /// D8.4.1: always readable; AP\[2\] takes writing, XN executing.
  private static Permissions leafPermissions(long word) {
    return new Permissions(
        Permissions.READ
            | (El2Formats.AP2.get(word) == 0 ? Permissions.WRITE : 0)
            | (El2Formats.XN.get(word) == 0 ? Permissions.EXECUTE : 0));
  }

  /// D8.4.1.3: what an entry that points to a table lets pass.
  static int passedByTable(long word) {
    return Permissions.READ
        | (El2Formats.AP_TABLE_1.get(word) == 0 ? Permissions.WRITE : 0)
        | (El2Formats.XN_TABLE.get(word) == 0 ? Permissions.EXECUTE : 0);
  }

  @Override
  protected long leafWord(long hpa, Attributes attributes, int height) {
    int permissions = attributes.permissions().bits();
    boolean device = attributes.memoryType() == MemoryType.DEVICE;
    long word = El2Formats.VALID.set(hpa, 1);
    word = El2Formats.TYPE.set(word, height == 0 ? 1 : 0);
    word = El2Formats.ATTR_INDEX.set(word, config.indexOf(attributes.memoryType()).orElseThrow());
    word = El2Formats.AP1.set(word, 1);
    word = El2Formats.AP2.set(word, (permissions & Permissions.WRITE) != 0 ? 0 : 1);
    word = El2Formats.SH.set(word, device ? 0b00 : 0b11);
    word = El2Formats.AF.set(word, 1);
    return El2Formats.XN.set(word, (permissions & Permissions.EXECUTE) != 0 ? 0 : 1);
  }

  @Override
  protected long tableWord(long tableAddress, int height) {
    return El2Formats.TYPE.set(El2Formats.VALID.set(tableAddress, 1), 1);
  }

  @Override
  public WalkResult walk(WordMemory memory, long root, long va, Access access) {
    return new El2Walk(this, memory, access).from(root, va);
  }

  /// Address of a descriptor, for the walk.
  long entryAt(long table, long va, int height) {
    return entryAddress(table, va, height);
  }

  @Override
  public Optional<String> whyNever(FaultKind kind, int height) {
    return switch (kind) {
      case TRANSLATION -> Optional.empty();
      case PERMISSION, ACCESS_FLAG ->
          hasLeaves(height)
              ? Optional.empty()
              : Optional.of("only leaves are judged, and this level has none");
      case MISCONFIGURATION -> Optional.of("the architecture reports no misconfiguration");
      case ADDRESS_SIZE ->
          config.outputBits() < Long.SIZE - Long.numberOfLeadingZeros(addressBits().mask())
              ? Optional.empty()
              : Optional.of("every address in a descriptor fits the output size");
    };
  }

  /// The codes of a stage 2 fault, as an abort taken without a change of exception level: EC 0x21
  /// and 0x25 instead of 0x20 and 0x24. FAR_EL2 has the address.
  @Override
  public Syndrome syndrome(WalkResult.Faulted fault, Access access, long va) {
    long sameLevel = 1L << 26;
    return new Syndrome(Stage2Fault.syndrome(fault, access, va).cause() | sameLevel, va);
  }

  /// The root is aligned to its own size; a table of fewer than eight entries to 64 bytes.
  @Override
  public HypervisorRegisters registers() {
    return new HypervisorRegisters(
        "TTBR0_EL2",
        Math.max(usedRootSize(), LEAST_ROOT_ALIGNMENT),
        Citation.of("Arm ARM DDI 0487", "TTBR0_EL2, BADDR"),
        "ESR_EL2",
        "FAR_EL2");
  }

  @Override
  public HardwareFlags hardwareFlags() {
    return HardwareFlags.NONE;
  }

  @Override
  public Maintenance maintenance() {
    return new Maintenance(12, true, true, false, El2Formats.MAINTENANCE);
  }
}
