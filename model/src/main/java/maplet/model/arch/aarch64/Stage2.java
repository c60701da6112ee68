package maplet.model.arch.aarch64;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.apache.commons.lang3.Validate;

/// AArch64 VMSAv8-64 stage 2 with the 4 KiB granule: what its descriptors mean.
///
/// The regime is that of a processor with 48-bit addresses (VTCR_EL2.PS = 0b101, DS = 0), without
/// FWB (HCR_EL2.FWB = 0), without FEAT_XNX, and without hardware management of the access flag and
/// the dirty state (VTCR_EL2.HA = HD = 0).
public final class Stage2 extends TieredRegime {
  /// The most tables that can be concatenated at the initial level.
  private static final int MOST_CONCATENATED = 16;

  private static final int OUTPUT_BITS = 48;
  private static final int LAST_LEVEL = 3;

  private static final int SMALLEST_INPUT = 39;

  /// The names of the regimes that are checked by default: IPA sizes from 39 to 48 bits, each with
  /// every start level that the manual allows for it.
  public static final List<String> STANDARD =
      Stream.of(1, 0)
          .flatMap(level ->
              IntStream.rangeClosed(SMALLEST_INPUT, OUTPUT_BITS)
                  .filter(bits -> isLegal(bits, level))
                  .mapToObj(bits -> id(bits, level)))
          .toList();

  /// @param inputBits IPA size, 64 - VTCR_EL2.T0SZ
  /// @param startLevel as VTCR_EL2.SL0 says, 0 or 1
  private Stage2(int inputBits, int startLevel) {
    super(
        id(inputBits, startLevel),
        title(inputBits, startLevel),
        new Capabilities(inputBits, OUTPUT_BITS, pageShifts(12, 3), representable()),
        LAST_LEVEL - startLevel + 1,
        rootTables(inputBits, startLevel));
    Validate.isTrue(isLegal(inputBits, startLevel), "%s isn't a legal combination", id());
  }

  /// The regime with this name: granule, IPA size and start level.
  ///
  /// @throws IllegalArgumentException when one is missing, or they don't go together
  public static Stage2 of(RegimeId id) {
    id.takeOneOf(List.of("4k"));
    int inputBits =
        id.takeNumber("ipa").orElseThrow(() -> id.bad("must have an IPA size, as in ipa40"));
    int startLevel =
        id.takeNumber("l").orElseThrow(() -> id.bad("must have a start level, as in l1"));
    if (startLevel > 1 || inputBits < SMALLEST_INPUT || inputBits > OUTPUT_BITS) {
      throw id.bad("must have start level 0 or 1 and an IPA size from 39 to 48");
    }
    return new Stage2(inputBits, startLevel);
  }

  private static String id(int inputBits, int startLevel) {
    return "aarch64-4k-ipa%d-l%d".formatted(inputBits, startLevel);
  }

  /// The manual's rule for VTCR_EL2.SL0 and T0SZ (pseudocode AArch64.S2InconsistentSL): the initial
  /// table resolves at least one bit, and at most four more than a table has, by concatenation.
  private static boolean isLegal(int inputBits, int startLevel) {
    int below = 12 + 9 * (LAST_LEVEL - startLevel);
    return below + 1 <= inputBits && inputBits <= below + 9 + 4;
  }

  private static int rootTables(int inputBits, int startLevel) {
    int oneTable = 12 + 9 * (LAST_LEVEL - startLevel + 1);
    return Math.min(MOST_CONCATENATED, 1 << Math.max(0, inputBits - oneTable));
  }

  private static String title(int inputBits, int startLevel) {
    return "AArch64 stage 2, 4 KiB granule, %d-bit IPA, start level %d, %d table(s) in the root"
        .formatted(inputBits, startLevel, rootTables(inputBits, startLevel));
  }

  @Override
  public String architecture() {
    return "aarch64";
  }

  /// The manual counts from the root down, so that pages are at level 3.
  @Override
  public int level(int height) {
    return LAST_LEVEL - height;
  }

  @Override
  public AddressBits addressBits() {
    return new AddressBits(Stage2Formats.TABLE_ADDRESS.mask(), 0);
  }

  @Override
  protected EntryFormat formatOf(long word, int height) {
    if (Stage2Formats.VALID.get(word) == 0) {
      return Stage2Formats.INVALID;
    }
    if (Stage2Formats.TYPE.get(word) == 1) {
      return height == 0 ? Stage2Formats.leaf(0) : Stage2Formats.TABLE;
    }
    return height > 0 && hasLeaves(height)
        ? Stage2Formats.leaf(height)
        : Stage2Formats.RESERVED_TYPE;
  }

  @Override
  public List<EntryFormat> formats(int height) {
    List<EntryFormat> formats = new ArrayList<>(List.of(Stage2Formats.INVALID));
    if (hasLeaves(height)) {
      formats.add(Stage2Formats.leaf(height));
    }
    if (height > 0) {
      formats.add(Stage2Formats.TABLE);
    }
    if (height == 0 || !hasLeaves(height)) {
      formats.add(Stage2Formats.RESERVED_TYPE);
    }
    return formats;
  }

  /// D8.3.1: bit 0 says whether a descriptor is valid, bit 1 which kind it is.
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
          Stage2Formats.DESCRIPTORS);
    }
    if (format.equals(Stage2Formats.TABLE)) {
      return new Entry.Table(word & Stage2Formats.TABLE_ADDRESS.mask());
    }
    Attributes attributes = new Attributes(permissions(word), memoryType(word));
    return new Entry.Leaf(word & format.field("address").mask(), attributes);
  }

  /// D8.4.2: S2AP[0] grants reads, S2AP[1] writes, and XN = 0 fetches, each on its own. (A fetch
  /// needs no read permission while EL2 is AArch64.)
  private static Permissions permissions(long word) {
    boolean executeNever = Stage2Formats.XN.get(word) != 0;
    return new Permissions(
        (int) Stage2Formats.S2AP.get(word) | (executeNever ? 0 : Permissions.EXECUTE));
  }

  /// D8.6.5: MemAttr[3:2] is 0b00 for Device memory, else the outer cacheability; MemAttr[1:0] is
  /// then the inner one. Maplet's memory types don't tell inner from outer: the weaker of the two
  /// counts. Inner 0b00 is reserved, and taken for the weakest.
  private static MemoryType memoryType(long word) {
    long outer = Stage2Formats.MEM_ATTR.get(word) >>> 2;
    long inner = Stage2Formats.MEM_ATTR.get(word) & 0b11;
    if (outer == 0b00) {
      return MemoryType.DEVICE;
    }
    return switch ((int) Math.min(outer, inner)) {
      case 0b00, 0b01 -> MemoryType.NON_CACHEABLE;
      case 0b10 -> MemoryType.WRITE_THROUGH;
      default -> MemoryType.WRITE_BACK;
    };
  }

  @Override
  protected long leafWord(long hpa, Attributes attributes, int height) {
    long word = Stage2Formats.VALID.set(hpa, 1);
    word = Stage2Formats.TYPE.set(word, height == 0 ? 1 : 0);
    word = Stage2Formats.MEM_ATTR.set(word, memAttr(attributes.memoryType()));
    word = Stage2Formats.S2AP.set(word, attributes.permissions().bits() & 0b11);
    // Normal memory is Inner Shareable; Device is always Outer Shareable and SH isn't looked at.
    boolean device = attributes.memoryType() == MemoryType.DEVICE;
    word = Stage2Formats.SH.set(word, device ? 0b00 : 0b11);
    word = Stage2Formats.AF.set(word, 1);
    boolean executable = (attributes.permissions().bits() & Permissions.EXECUTE) != 0;
    return Stage2Formats.XN.set(word, executable ? 0 : 1);
  }

  private static int memAttr(MemoryType type) {
    return switch (type) {
      case DEVICE -> 0b0001; // nGnRE: what a hypervisor gives devices; nGnRnE is for few
      case NON_CACHEABLE -> 0b0101;
      case WRITE_THROUGH -> 0b1010;
      case WRITE_BACK -> 0b1111;
      case WRITE_PROTECTED -> throw new IllegalArgumentException("not representable: " + type);
    };
  }

  @Override
  protected long tableWord(long tableAddress, int height) {
    return tableAddress | 0b11;
  }

  private static BitSet representable() {
    BitSet codes = new BitSet();
    for (MemoryType type : MemoryType.values()) {
      for (int bits = 1; bits <= 0b111 && type != MemoryType.WRITE_PROTECTED; bits++) {
        codes.set(Attributes.code(bits, type));
      }
    }
    return codes;
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
      case PERMISSION, ACCESS_FLAG ->
          hasLeaves(height)
              ? Optional.empty()
              : Optional.of("only leaves are judged, and this level has none");
      case MISCONFIGURATION -> Optional.of("the architecture reports no misconfiguration");
      case ADDRESS_SIZE -> Optional.of("every address in a descriptor fits the output size");
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
    return new Maintenance(12, true, false, Stage2Formats.BREAK_BEFORE_MAKE);
  }
}
