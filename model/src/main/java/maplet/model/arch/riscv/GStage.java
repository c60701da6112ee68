package maplet.model.arch.riscv;

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
import maplet.model.arch.NameWord;
import maplet.model.arch.Syndrome;
import maplet.model.arch.TieredRegime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;

/// The RISC-V G-stage: what its page-table entries mean, in one mode of hgatp, with or without the
/// extensions that entries depend on.
///
/// The root has two more index bits than other tables and so takes four frames. Entries that are
/// invalid may be cached: Svvptc isn't assumed.
public final class GStage extends TieredRegime {
  /// The words of a name that have a value, as a profile's fields.
  public static final List<NameWord> WORDS =
      List.of(new NameWord("mode", "", "mode of hgatp, as in sv39x4"));

  /// The name of the regime that stands for the architecture where nobody asks for another.
  public static final String TYPICAL = "riscv-sv48x4-svpbmt";

  /// The names of the regimes that are checked by default.
  public static final List<String> STANDARD =
      List.of(
          "riscv-sv39x4",
          "riscv-sv48x4",
          "riscv-sv57x4",
          "riscv-sv39x4-svpbmt",
          "riscv-sv48x4-svpbmt",
          "riscv-sv39x4-svadu",
          "riscv-sv48x4-svadu-svpbmt",
          "riscv-sv39x4-svnapot",
          "riscv-sv39x4-svadu-svnapot",
          "riscv-sv48x4-svadu-svnapot-svpbmt");

  private static final int ROOT_FRAMES = 4;
  private static final int OUTPUT_BITS = 56;
  private static final long NAPOT_SIZE = 64 << 10;

  private final GStageConfiguration configuration;
  private final GStageFormats formats;

  private GStage(GStageConfiguration configuration) {
    super(
        configuration.id(),
        title(configuration),
        new Capabilities(
            configuration.inputBits(),
            OUTPUT_BITS,
            pageShifts(12, configuration.levels()),
            representable(configuration)),
        configuration.levels(),
        ROOT_FRAMES);
    this.configuration = configuration;
    formats = new GStageFormats(configuration);
  }

  private static String title(GStageConfiguration configuration) {
    return "RISC-V G-stage, S%s, %d-bit GPA%s"
        .formatted(
            configuration.mode().substring(1),
            configuration.inputBits(),
            configuration.svpbmt() ? "" : ", memory types from PMAs");
  }

  /// The regime with this name: `riscv-` and the mode of hgatp, then in this order `svadu`,
  /// `svnapot` and `svpbmt` for the extensions.
  ///
  /// @throws IllegalArgumentException when the name has no mode
  public static GStage of(RegimeId id) {
    return new GStage(GStageConfiguration.parse(id));
  }

  @Override
  public String architecture() {
    return "riscv";
  }

  /// The manual counts from the leaves up, as heights do.
  @Override
  public int level(int height) {
    return height;
  }

  @Override
  public AddressBits addressBits() {
    return new AddressBits(GStageFormats.PPN.mask(), 2);
  }

  @Override
  protected EntryFormat formatOf(long word, int height) {
    if (GStageFormats.V.get(word) == 0) {
      return GStageFormats.INVALID;
    }
    return isPointer(word) ? GStageFormats.POINTER : formats.leaf(height);
  }

  @Override
  public List<EntryFormat> formats(int height) {
    // A pointer can be found at the last level too, and is then reserved.
    return List.of(GStageFormats.INVALID, formats.leaf(height), GStageFormats.POINTER);
  }

  /// Step 4: an entry with R = 0 and X = 0 points to the next table. (W alone is reserved, step 3.)
  private static boolean isPointer(long word) {
    return GStageFormats.R.get(word) == 0
        && GStageFormats.W.get(word) == 0
        && GStageFormats.X.get(word) == 0;
  }

  /// Steps 3 to 5 of the algorithm in "Virtual Address Translation Process".
  @Override
  protected Entry decodeAt(long word, int height) {
    if (GStageFormats.V.get(word) == 0) {
      return new Entry.Absent();
    }
    if (GStageFormats.R.get(word) == 0 && GStageFormats.W.get(word) == 1) {
      return reserved("W is set without R, which is reserved");
    }
    EntryFormat format = formatOf(word, height);
    long reserved = word & format.reservedMask();
    if (reserved != 0) {
      return reserved("reserved bits 0x%x of the %s are set".formatted(reserved, format.name()));
    }
    if (isPointer(word)) {
      return height == 0
          ? reserved("an entry of the last level points to another table")
          : new Entry.Table(addressBits().extract(word));
    }
    if (configuration.svpbmt() && GStageFormats.PBMT.get(word) == 3) {
      return reserved("PBMT = 3 is reserved");
    }
    long address = addressBits().extract(word);
    if (isNapot(word, height)) {
      if ((address & NAPOT_SIZE - 1) != NAPOT_SIZE / 2) {
        return reserved("N is set, and the low four bits of the PPN aren't 1000");
      }
      address -= NAPOT_SIZE / 2;
    } else if ((address & (1L << indexShift(height)) - 1) != 0) {
      return reserved("a misaligned superpage: low bits of the PPN are set");
    }
    return new Entry.Leaf(address, new Attributes(permissions(word), memoryType(word)));
  }

  private static Entry.Reserved reserved(String reason) {
    return new Entry.Reserved(FaultKind.MISCONFIGURATION, reason, GStageFormats.ALGORITHM);
  }

  /// Svnapot: N in a leaf of the last level, where the low bits of the PPN say how large the page
  /// is; 64 KiB is the only size there is.
  private boolean isNapot(long word, int height) {
    return configuration.svnapot() && height == 0 && GStageFormats.N.get(word) == 1;
  }

  /// Bytes that a leaf maps.
  long leafSize(long word, int height) {
    return isNapot(word, height) ? NAPOT_SIZE : 1L << indexShift(height);
  }

  /// Whether a clear A, or D on a store, is hardware's to set, not a fault.
  boolean setsFlags() {
    return configuration.svadu();
  }

  /// Step 6. All G-stage accesses count as user-mode accesses, so U = 0 grants nothing.
  private static Permissions permissions(long word) {
    boolean user = GStageFormats.U.get(word) == 1;
    return user ? new Permissions((int) (word >>> 1) & 0b111) : Permissions.NONE;
  }

  private MemoryType memoryType(long word) {
    if (!configuration.svpbmt()) {
      return MemoryType.WRITE_BACK;
    }
    return switch ((int) GStageFormats.PBMT.get(word)) {
      case 0 -> MemoryType.WRITE_BACK;
      case 1 -> MemoryType.NON_CACHEABLE;
      default -> MemoryType.DEVICE;
    };
  }

  @Override
  protected long leafWord(long hpa, Attributes attributes, int height) {
    long word = addressBits().place(hpa);
    word |= (long) attributes.permissions().bits() << 1;
    word = GStageFormats.V.set(word, 1);
    word = GStageFormats.U.set(word, 1);
    // Where hardware sets them, a new page is neither accessed nor dirty.
    word = GStageFormats.A.set(word, configuration.svadu() ? 0 : 1);
    word = GStageFormats.D.set(word, configuration.svadu() ? 0 : 1);
    return GStageFormats.PBMT.set(
        word,
        switch (attributes.memoryType()) {
          case NON_CACHEABLE -> 1;
          case DEVICE -> 2;
          case WRITE_BACK, WRITE_THROUGH, WRITE_PROTECTED -> 0;
        });
  }

  @Override
  protected long tableWord(long tableAddress, int height) {
    return GStageFormats.V.set(addressBits().place(tableAddress), 1);
  }

  /// Without Svpbmt the physical memory attributes decide; Maplet calls that write-back, as for
  /// RAM.
  private static BitSet representable(GStageConfiguration configuration) {
    List<MemoryType> types = new ArrayList<>(List.of(MemoryType.WRITE_BACK));
    if (configuration.svpbmt()) {
      types.add(MemoryType.NON_CACHEABLE);
      types.add(MemoryType.DEVICE);
    }
    BitSet codes = new BitSet();
    for (MemoryType type : types) {
      for (int bits : new int[] {1, 3, 4, 5, 7}) {
        codes.set(Attributes.code(bits, type));
      }
    }
    return codes;
  }

  @Override
  public WalkResult walk(WordMemory memory, long root, long gpa, Access access) {
    return new GStageWalk(this, memory, access).from(root, gpa);
  }

  /// Address of an entry, for the walk.
  long entryAt(long table, long gpa, int height) {
    return entryAddress(table, gpa, height);
  }

  @Override
  public Optional<String> whyNever(FaultKind kind, int height) {
    return switch (kind) {
      case TRANSLATION, MISCONFIGURATION, PERMISSION -> Optional.empty();
      case ACCESS_FLAG ->
          configuration.svadu() ? Optional.of("hardware sets A and D (Svadu)") : Optional.empty();
      case ADDRESS_SIZE -> Optional.of("every PPN fits the 56 bits of a physical address");
    };
  }

  @Override
  public List<String> features() {
    return configuration.features();
  }

  @Override
  public Syndrome syndrome(WalkResult.Faulted fault, Access access, long gpa) {
    return GuestPageFault.syndrome(access, gpa);
  }

  @Override
  public HypervisorRegisters registers() {
    return new HypervisorRegisters(
        "hgatp",
        rootAlignment(),
        Citation.of(
            "RISC-V privileged architecture",
            "Guest Physical Address Translation (Two-Stage Address Translation)"),
        "scause",
        "htval");
  }

  @Override
  public HardwareFlags hardwareFlags() {
    return configuration.svadu()
        ? new HardwareFlags(GStageFormats.A.mask(), GStageFormats.D.mask(), 0, false)
        : HardwareFlags.NONE;
  }

  @Override
  public Maintenance maintenance() {
    // HFENCE.GVMA works as SFENCE.VMA does (Hypervisor Memory-Management Fence Instructions), and
    // that one, given an address, orders accesses to leaf entries only; software that modifies a
    // non-leaf entry should execute it with rs1 = x0 (Supervisor Memory-Management Fence
    // Instruction).
    return new Maintenance(2, false, false, true, GStageFormats.FENCE);
  }
}
