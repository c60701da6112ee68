package maplet.model.arch.ept;

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

/// Intel EPT: what its entries mean, in one configuration of processor and hypervisor.
///
/// The plainest is `ept-4`: a processor with execute-only translations, 2 MiB and 1 GiB pages
/// (IA32_VMX_EPT_VPID_CAP bits 0, 16, 17) and 46 physical address bits; accessed and dirty flags
/// are off (EPTP bit 6), and so are mode-based execute control and EPT-violation #VE. The words of
/// a name, in this order, change one thing each:
///
/// | word | says |
/// |---|---|
/// | `4`, `5` | the page-walk length: 48 or 57 bits of guest physical address |
/// | `paN` | MAXPHYADDR, 36 to 52; 46 is not written |
/// | `noxo` | no execute-only translations (capability bit 0) |
/// | `no2m` | no pages of 2 MiB and 1 GiB (capability bits 16 and 17) |
/// | `no1g` | no pages of 1 GiB (capability bit 17) |
/// | `mbe` | mode-based execute control: bit 10 grants user-mode fetches, bit 2 the others |
/// | `ad` | accessed and dirty flags, which hardware sets (EPTP bit 6) |
/// | `ve` | EPT-violation #VE; software suppresses it (bit 63) in every leaf |
/// | `ipat` | software sets ignore-PAT (bit 6) in every leaf |
public final class Ept extends TieredRegime {
  /// The words of a name that have a value, as a profile's fields.
  public static final List<NameWord> WORDS =
      List.of(
          new NameWord("levels", "", "page-walk length, 4 or 5"),
          new NameWord("outputBits", "pa", "MAXPHYADDR, where it isn't 46"));

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
  private final EptEntries entries;

  private Ept(EptConfiguration configuration) {
    super(
        configuration.id(),
        title(configuration),
        new Capabilities(
            configuration.inputBits(),
            configuration.physicalBits(),
            pageShifts(12, configuration.largestLeaf() + 1),
            configuration.representable()),
        configuration.levels(),
        1);
    this.configuration = configuration;
    formats = new EptFormats(configuration);
    entries = new EptEntries(configuration, formats);
  }

  private static String title(EptConfiguration configuration) {
    return "Intel EPT, %d-level, %d-bit GPA, MAXPHYADDR %d"
        .formatted(configuration.levels(), configuration.inputBits(), configuration.physicalBits());
  }

  /// The regime with this name, whose words are those of the table above.
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
    return entries.format(word, height);
  }

  @Override
  public List<EntryFormat> formats(int height) {
    return formats.all(height);
  }

  @Override
  protected Entry decodeAt(long word, int height) {
    return entries.decode(word, height);
  }

  @Override
  protected long leafWord(long hpa, Attributes attributes, int height) {
    return entries.leafWord(hpa, attributes, height);
  }

  @Override
  protected long tableWord(long tableAddress, int height) {
    return entries.tableWord(tableAddress);
  }

  /// 29.3.2, "EPT Translation Mechanism", and 29.3.3, "EPT-Induced VM Exits".
  @Override
  public WalkResult walk(WordMemory memory, long root, long gpa, Access access) {
    return new EptWalk(this, memory, access).from(root, gpa);
  }

  /// Address of an entry, for the walk.
  long entryAt(long table, long gpa, int height) {
    return entryAddress(table, gpa, height);
  }

  EptConfiguration configuration() {
    return configuration;
  }

  EptEntries entries() {
    return entries;
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
  public Syndrome syndrome(WalkResult.Faulted fault, Access access, long gpa) {
    return EptFault.syndrome(fault, access, configuration.userExecute());
  }

  @Override
  public HypervisorRegisters registers() {
    return new HypervisorRegisters(
        "EPTP",
        rootAlignment(),
        Citation.of("Intel SDM volume 3C", "25.6.11 Extended-Page-Table Pointer (EPTP)"),
        "exit reason",
        "exit qualification");
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
    return new Maintenance(-1, false, false, false, EptFormats.INVALIDATION);
  }
}
