package maplet.model.arch.aarch64;

import java.util.List;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Problem;
import maplet.model.arch.Problems;
import org.apache.commons.lang3.Validate;

/// VTTBR_EL2, the Virtualization Translation Table Base Register, for VMSAv8-64 (Arm ARM
/// D24.2.225): VMID and root of stage 2.
///
/// Every 64-bit value can be decoded; where the base address lies in it depends on VTCR_EL2.
///
/// @param word the register's value
public record VttbrEl2(long word) {
  private static final Citation LAYOUT = ArmRegisters.register("VTTBR_EL2");
  private static final Citation BASE = ArmRegisters.pseudocode("AArch64.S2TTBaseAddress");
  private static final Citation OUT_OF_RANGE = ArmRegisters.pseudocode("AArch64.OAOutOfRange");

  public static final Field VMID =
      Field.defined("VMID", 63, 48, "15:8 are ignored while VTCR_EL2.VS is 0");

  /// Bits 47:1 of the base address, where it has 48 bits.
  public static final Field BADDR =
      Field.address(47, 1, "root of stage 2; bits below its alignment are RES0");

  /// Bits 47:6 of the base address, where it has 52 bits.
  public static final Field BADDR_LOW =
      Field.address(47, 6, "bits 47:6 of the root of stage 2; those below its alignment are RES0");

  /// Bits 51:48 of the base address, where it has 52 bits.
  public static final Field BADDR_HIGH =
      Field.defined("BADDR[51:48]", 5, 2, "bits 51:48 of the root of stage 2");

  public static final Field CNP =
      Field.bit("CnP", 0, "1: all processors in the Inner Shareable domain share these tables");

  private static final EntryFormat PLAIN =
      EntryFormat.of("VTTBR_EL2, 48-bit base address", LAYOUT, VMID, BADDR, CNP);
  private static final EntryFormat EXTENDED =
      EntryFormat.of(
          "VTTBR_EL2, 52-bit base address",
          LAYOUT,
          VMID,
          BADDR_LOW,
          BADDR_HIGH,
          Field.res0(1, 1),
          CNP);

  private static final int NARROW_VMID_BITS = 8;
  private static final int HIGH_SHIFT = 48;

  /// The register for a root.
  ///
  /// @param configuration what VTCR_EL2 decides
  /// @param vmid 0 to 0xffff
  /// @param base physical address of the root, aligned so far that the register can hold it: to 64
  ///   bytes and below 2^52 with an extended base, else to two bytes and below 2^48
  /// @param common the bit CnP
  /// @throws IllegalArgumentException when a value doesn't fit its field
  public static VttbrEl2 of(
      Stage2Configuration configuration, int vmid, long base, boolean common) {
    boolean extended = configuration.extendedBase();
    long mask = extended ? (1L << 52) - (1L << 6) : (1L << HIGH_SHIFT) - 2;
    Validate.isTrue((base & ~mask) == 0, "base (0x%x) must have no bits outside 0x%x", base, mask);
    long word = VMID.set(0, vmid);
    word = CNP.set(word, common ? 1 : 0);
    if (!extended) {
      return new VttbrEl2(word | base);
    }
    word = BADDR_HIGH.set(word, base >>> HIGH_SHIFT);
    return new VttbrEl2(word | base & BADDR_LOW.mask());
  }

  /// The register with this encoding; every value has one.
  public static VttbrEl2 decode(long word) {
    return new VttbrEl2(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// The layout under a configuration.
  public static EntryFormat format(Stage2Configuration configuration) {
    return configuration.extendedBase() ? EXTENDED : PLAIN;
  }

  /// The VMID as the TLB sees it: 16 bits, or 8 while VS is 0.
  public int vmid(Stage2Configuration configuration) {
    int vmid = (int) VMID.get(word);
    return configuration.wideVmids() ? vmid : vmid & (1 << NARROW_VMID_BITS) - 1;
  }

  /// The bit CnP.
  public boolean common() {
    return CNP.get(word) != 0;
  }

  /// Physical address of the root as the register's address bits say it, aligned or not.
  public long base(Stage2Configuration configuration) {
    return configuration.extendedBase()
        ? BADDR_HIGH.get(word) << HIGH_SHIFT | word & BADDR_LOW.mask()
        : word & BADDR.mask();
  }

  /// The rules that this value breaks.
  ///
  /// @param configuration a legal one, as [VtcrEl2#configuration] gives it
  public List<Problem> problems(Stage2Configuration configuration) {
    long base = base(configuration);
    long alignment = configuration.rootAlignment();
    boolean res0 = configuration.extendedBase() && (word & 0b10) != 0;
    return new Problems()
        .when(
            !configuration.wideVmids() && VMID.get(word) >>> NARROW_VMID_BITS != 0,
            LAYOUT,
            "VMID = 0x%x has more than 8 bits while VTCR_EL2.VS is 0: the rest is ignored",
            VMID.get(word))
        .when(
            (base & alignment - 1) != 0,
            BASE,
            "the base 0x%x isn't aligned to 0x%x bytes: the bits below are RES0",
            base,
            alignment)
        .when(res0, LAYOUT, "bit 1 is RES0 with a 52-bit base address")
        .when(
            base >>> configuration.outputBits() != 0,
            OUT_OF_RANGE,
            "the base 0x%x has more than %d bits: an address size fault at level 0",
            base,
            configuration.outputBits())
        .found();
  }
}
