package maplet.model.arch.riscv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;
import maplet.model.arch.Problem;
import maplet.model.arch.Problems;
import org.apache.commons.lang3.Validate;

/// The CSR hgatp of a hart with HSXLEN = 64: mode, VMID and root of the G-stage.
///
/// Every 64-bit value can be decoded; [#problems] says whether software may write it.
///
/// @param word the CSR's value
public record Hgatp(long word) {
  private static final Citation LAYOUT =
      Citation.of(
          "RISC-V privileged architecture",
          "Hypervisor Guest Address Translation and Protection Register (hgatp)");
  private static final Citation ROOT =
      Citation.of(
          "RISC-V privileged architecture",
          "Guest Physical Address Translation (Two-Stage Address Translation)");

  /// What the field MODE selects.
  public enum Mode {
    BARE(0, 0),
    SV39X4(8, 41),
    SV48X4(9, 50),
    SV57X4(10, 59);

    private final int code;
    private final int inputBits;

    Mode(int code, int inputBits) {
      this.code = code;
      this.inputBits = inputBits;
    }

    /// The field's value.
    public int code() {
      return code;
    }

    /// Width of a guest physical address in bits, or 0 for BARE, which doesn't translate.
    public int inputBits() {
      return inputBits;
    }

    static Optional<Mode> of(long code) {
      return Arrays.stream(values()).filter(mode -> mode.code == code).findAny();
    }
  }

  /// Bits 63:60.
  public static final Field MODE =
      Field.defined(
          "MODE",
          63,
          60,
          "address-translation scheme; other values are reserved",
          new Value(0, "Bare: no translation or protection"),
          new Value(8, "Sv39x4"),
          new Value(9, "Sv48x4"),
          new Value(10, "Sv57x4"));

  /// Bits 57:44.
  public static final Field VMID = Field.defined("VMID", 57, 44, "virtual machine identifier");

  /// Bits 43:0.
  public static final Field PPN =
      Field.address(43, 0, "physical page number of the root; the low two bits are zero");

  /// The CSR's layout.
  public static final EntryFormat FORMAT =
      EntryFormat.of("hgatp", LAYOUT, MODE, Field.reserved(59, 58), VMID, PPN);

  private static final int PAGE_SHIFT = 12;
  private static final int LARGEST_ROOT = 1 << 14;

  /// An hgatp with reserved bits clear.
  ///
  /// @param vmid 0 to 2^14 - 1
  /// @param root physical address of the root table, a multiple of 4096 below 2^56
  /// @throws IllegalArgumentException when a value doesn't fit its field
  public static Hgatp of(Mode mode, int vmid, long root) {
    Validate.isTrue(
        (root & (1 << PAGE_SHIFT) - 1) == 0, "root (0x%x) must be a multiple of 4096", root);
    long word = MODE.set(0, mode.code());
    word = VMID.set(word, vmid);
    return new Hgatp(PPN.set(word, root >>> PAGE_SHIFT));
  }

  /// The hgatp with this encoding; every value has one.
  public static Hgatp decode(long word) {
    return new Hgatp(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// The mode, unless MODE has a reserved value.
  public Optional<Mode> mode() {
    return Mode.of(MODE.get(word));
  }

  /// The VMID, 0 to 2^14 - 1.
  public int vmid() {
    return (int) VMID.get(word);
  }

  /// Physical address of the root table as PPN says it.
  public long root() {
    return PPN.get(word) << PAGE_SHIFT;
  }

  /// The rules that software breaks by writing this value.
  ///
  /// @param vmidBits VMIDLEN, 0 to 14
  /// @param physicalBits width of a physical address in bits, 12 to 56
  public List<Problem> problems(int vmidBits, int physicalBits) {
    Optional<Mode> mode = mode();
    boolean bare = mode.equals(Optional.of(Mode.BARE));
    long reserved = word & FORMAT.reservedMask();
    return new Problems()
        .when(mode.isEmpty(), LAYOUT, "MODE = %d is reserved", MODE.get(word))
        .when(reserved != 0, LAYOUT, "bits 59:58 must be written as zero")
        .when(
            bare && (word & (VMID.mask() | PPN.mask())) != 0,
            LAYOUT,
            "MODE is Bare, so the remaining fields must be zero")
        .when(
            vmid() >>> vmidBits != 0,
            LAYOUT,
            "VMID = 0x%x has more than VMIDLEN = %d bits",
            vmid(),
            vmidBits)
        .when(
            root() >>> physicalBits != 0,
            LAYOUT,
            "the root 0x%x has more than %d bits",
            root(),
            physicalBits)
        .when(
            (root() & LARGEST_ROOT - 1) != 0,
            ROOT,
            "PPN[1:0] must be zero: the root is 16 KiB and aligned to its size, not at 0x%x",
            root())
        .found();
  }
}
