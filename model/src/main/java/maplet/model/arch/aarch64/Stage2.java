package maplet.model.arch.aarch64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.RegimeId;
import maplet.model.arch.AddressBits;
import maplet.model.arch.Citation;
import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.HardwareFlags;
import maplet.model.arch.HypervisorRegisters;
import maplet.model.arch.Maintenance;
import maplet.model.arch.NameWord;
import maplet.model.arch.Syndrome;
import maplet.model.arch.TieredRegime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;

/// AArch64 VMSAv8-64 stage 2: what its descriptors mean.
///
/// A name says the granule (`4k`, `16k`, `64k`), the IPA size (`ipa40`), the start level (`l1`,
/// `lm1` for -1) and then, in this order and where they differ from the plainest: the PA size that
/// VTCR_EL2.PS gives (`pa40`), 52-bit addresses (`lpa2`, `lpa`), forced memory types (`fwb`),
/// execute permission of EL1 and EL0 apart (`xnx`), and what hardware writes (`ha`, `hd`).
public final class Stage2 extends TieredRegime {
  /// The words of a name that have a value, as a profile's fields.
  public static final List<NameWord> WORDS =
      List.of(
          new NameWord("granule", "", "4k, 16k or 64k"),
          new NameWord("inputBits", "ipa", "IPA size, 64 - VTCR_EL2.T0SZ"),
          new NameWord("startLevel", "l", "initial level, -1 to 3"),
          new NameWord("outputBits", "pa", "VTCR_EL2.PS, where it isn't the usual"));

  /// The name of the regime that stands for the architecture where nobody asks for another.
  public static final String TYPICAL = "aarch64-4k-ipa48-l0";

  /// The names of the regimes that are checked by default: with the 4 KiB granule, IPA sizes from
  /// 39 to 48 bits with every start level that suits them; every other granule and start level with
  /// the narrowest and the widest roots; and every feature, alone and with others.
  public static final List<String> STANDARD =
      List.of(
          "aarch64-4k-ipa39-l1",
          "aarch64-4k-ipa40-l1",
          "aarch64-4k-ipa41-l1",
          "aarch64-4k-ipa42-l1",
          "aarch64-4k-ipa43-l1",
          "aarch64-4k-ipa40-l0",
          "aarch64-4k-ipa41-l0",
          "aarch64-4k-ipa42-l0",
          "aarch64-4k-ipa43-l0",
          "aarch64-4k-ipa44-l0",
          "aarch64-4k-ipa45-l0",
          "aarch64-4k-ipa46-l0",
          "aarch64-4k-ipa47-l0",
          "aarch64-4k-ipa48-l0",
          "aarch64-4k-ipa31-l1",
          "aarch64-4k-ipa25-l2",
          "aarch64-4k-ipa34-l2",
          "aarch64-4k-ipa16-l3",
          "aarch64-4k-ipa25-l3",
          "aarch64-4k-ipa32-l1-pa32",
          "aarch64-4k-ipa40-l1-pa40",
          "aarch64-4k-ipa48-l0-pa44-fwb",
          "aarch64-4k-ipa40-l1-fwb",
          "aarch64-4k-ipa40-l1-xnx",
          "aarch64-4k-ipa40-l1-ha",
          "aarch64-4k-ipa40-l1-hd",
          "aarch64-4k-ipa48-l0-fwb-xnx-hd",
          "aarch64-4k-ipa52-l0-lpa2",
          "aarch64-4k-ipa49-lm1-lpa2",
          "aarch64-4k-ipa52-lm1-lpa2-fwb-xnx-hd",
          "aarch64-4k-ipa48-l0-pa48-lpa2",
          "aarch64-16k-ipa37-l1",
          "aarch64-16k-ipa47-l1",
          "aarch64-16k-ipa48-l1",
          "aarch64-16k-ipa40-l2",
          "aarch64-16k-ipa29-l3",
          "aarch64-16k-ipa36-l2-pa36-xnx",
          "aarch64-16k-ipa48-l1-fwb-xnx-ha",
          "aarch64-16k-ipa48-l0-lpa2",
          "aarch64-16k-ipa51-l1-lpa2-hd",
          "aarch64-16k-ipa52-l0-pa44-lpa2-fwb",
          "aarch64-64k-ipa43-l1",
          "aarch64-64k-ipa48-l1",
          "aarch64-64k-ipa30-l2",
          "aarch64-64k-ipa46-l2",
          "aarch64-64k-ipa33-l3",
          "aarch64-64k-ipa42-l2-pa42-fwb",
          "aarch64-64k-ipa52-l1-lpa",
          "aarch64-64k-ipa46-l2-lpa-xnx",
          "aarch64-64k-ipa52-l1-pa48-lpa-hd");

  /// Width of an address that VTTBR_EL2.BADDR holds as it is.
  private static final int PLAIN_BASE_BITS = 48;

  private static final long EXTENDED_BASE_ALIGNMENT = 64;

  private final Stage2Config config;
  private final Stage2Attributes attributes;
  private final Stage2Formats formats;

  private Stage2(Stage2Config config, Stage2Attributes attributes) {
    super(
        config.id(),
        config.title(),
        new Capabilities(
            config.inputBits(),
            config.outputBits(),
            pageShifts(config.granuleShift(), config.levelsWithLeaves()),
            attributes.representable()),
        config.levels(),
        config.rootTables());
    this.config = config;
    this.attributes = attributes;
    formats = new Stage2Formats(config, attributes);
  }

  /// The regime with this name.
  ///
  /// @throws IllegalArgumentException when a word is missing, or the words don't go together; the
  ///   message says why
  public static Stage2 of(RegimeId id) {
    Stage2Config config = Stage2Config.of(id);
    return new Stage2(config, new Stage2Attributes(config));
  }

  @Override
  public String architecture() {
    return "aarch64";
  }

  /// The manual counts from the root down, so that pages are at level 3.
  @Override
  public int level(int height) {
    return Stage2Config.LAST_LEVEL - height;
  }

  @Override
  public AddressBits addressBits() {
    return formats.addressBits();
  }

  /// What leaves say besides their address, for the walk.
  Stage2Attributes attributes() {
    return attributes;
  }

  @Override
  protected EntryFormat formatOf(long word, int height) {
    if (Stage2Formats.VALID.get(word) == 0) {
      return Stage2Formats.INVALID;
    }
    if (Stage2Formats.TYPE.get(word) == 1) {
      return height == 0 ? formats.leaf(0) : formats.table();
    }
    return height > 0 && hasLeaves(height) ? formats.leaf(height) : Stage2Formats.RESERVED_TYPE;
  }

  @Override
  public List<EntryFormat> formats(int height) {
    List<EntryFormat> all = new ArrayList<>(List.of(Stage2Formats.INVALID));
    if (hasLeaves(height)) {
      all.add(formats.leaf(height));
    }
    if (height > 0) {
      all.add(formats.table());
    }
    if (height == 0 || !hasLeaves(height)) {
      all.add(Stage2Formats.RESERVED_TYPE);
    }
    return all;
  }

  /// D8.3: bit 0 says whether a descriptor is valid, bit 1 which kind it is. Then the address is
  /// looked at (AArch64.S2Walk), and only of a leaf the rest, by whoever walks.
  @Override
  protected Entry decodeAt(long word, int height) {
    EntryFormat format = formatOf(word, height);
    if (format.equals(Stage2Formats.INVALID)) {
      return new Entry.Absent();
    }
    if (format.equals(Stage2Formats.RESERVED_TYPE)) {
      return new Entry.Reserved(
          FaultKind.TRANSLATION,
          "bits 1:0 are 0b01, which is reserved at level %d and treated as invalid"
              .formatted(level(height)),
          Stage2Citations.RESERVED_DESCRIPTORS);
    }
    boolean table = format.equals(formats.table());
    long size = 1L << (table ? config.granuleShift() : indexShift(height));
    long address = addressBits().extract(word) & -size;
    if (address >>> config.outputBits() != 0) {
      return new Entry.Reserved(
          FaultKind.ADDRESS_SIZE,
          "the address 0x%x has more than the %d bits that VTCR_EL2.PS allows"
              .formatted(address, config.outputBits()),
          Stage2Citations.OUTPUT_SIZE);
    }
    return table ? new Entry.Table(address) : new Entry.Leaf(address, attributes.decode(word));
  }

  @Override
  protected long leafWord(long hpa, Attributes wanted, int height) {
    long word = Stage2Formats.VALID.set(addressBits().place(hpa), 1);
    return Stage2Formats.TYPE.set(word, height == 0 ? 1 : 0) | attributes.encode(wanted);
  }

  @Override
  protected long tableWord(long tableAddress, int height) {
    long word = Stage2Formats.VALID.set(addressBits().place(tableAddress), 1);
    return Stage2Formats.TYPE.set(word, 1);
  }

  /// D8.2, "Translation process", for stage 2.
  @Override
  public WalkResult walk(WordMemory memory, long root, long gpa, Access access) {
    return new Stage2Walk(this, memory, access).from(root, gpa);
  }

  /// Address of a descriptor, for the walk.
  long entryAt(long table, long gpa, int height) {
    return entryAddress(table, gpa, height);
  }

  @Override
  public Optional<String> whyNever(FaultKind kind, int height) {
    return switch (kind) {
      case TRANSLATION -> Optional.empty();
      case PERMISSION ->
          hasLeaves(height)
              ? Optional.empty()
              : Optional.of("only leaves are judged, and this level has none");
      case ACCESS_FLAG ->
          config.hardwareAccessFlag()
              ? Optional.of("hardware sets a clear access flag (HA = 1)")
              : whyNever(FaultKind.PERMISSION, height);
      case MISCONFIGURATION -> Optional.of("the architecture reports no misconfiguration");
      case ADDRESS_SIZE ->
          config.outputBits() < config.addressBits()
              ? Optional.empty()
              : Optional.of("every address in a descriptor fits the output size");
    };
  }

  @Override
  public List<String> features() {
    return config.inWords();
  }

  @Override
  public Syndrome syndrome(WalkResult.Faulted fault, Access access, long gpa) {
    return Stage2Fault.syndrome(fault, access, gpa);
  }

  /// The root is aligned to its own size, and to 64 bytes at least where VTTBR_EL2.BADDR holds a
  /// 52-bit address (pseudocode AArch64.S2TTBaseAddress).
  @Override
  public HypervisorRegisters registers() {
    boolean extendedBase =
        config.has(Stage2Feature.LPA2) || capabilities().outputBits() > PLAIN_BASE_BITS;
    return new HypervisorRegisters(
        "VTTBR_EL2",
        Math.max(usedRootSize(), extendedBase ? EXTENDED_BASE_ALIGNMENT : 0),
        Citation.of("Arm ARM DDI 0487", "VTTBR_EL2, BADDR"),
        "ESR_EL2",
        "HPFAR_EL2");
  }

  @Override
  public HardwareFlags hardwareFlags() {
    return attributes.hardwareFlags();
  }

  @Override
  public Maintenance maintenance() {
    return new Maintenance(12, true, true, false, Stage2Citations.BREAK_BEFORE_MAKE);
  }
}
