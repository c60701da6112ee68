package maplet.model.arch.aarch64;

import java.util.List;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Problem;
import maplet.model.arch.Problems;

/// HPFAR_EL2, the Hypervisor IPA Fault Address Register (Arm ARM D24.2.76).
///
/// FIPA has room for IPA bits 55:12; those above the implemented address size are RES0.
///
/// @param word the register's value
public record HpfarEl2(long word) {
  private static final Citation LAYOUT = ArmRegisters.register("HPFAR_EL2");

  public static final Field NS =
      Field.bit("NS", 63, "Secure EL2: the IPA is from the Non-secure IPA space");
  public static final Field FIPA = Field.address(47, 4, "bits 55:12 of the faulting IPA");

  /// The register's layout.
  public static final EntryFormat FORMAT =
      EntryFormat.of("HPFAR_EL2", LAYOUT, NS, Field.res0(62, 48), FIPA, Field.res0(3, 0));

  private static final int PAGE_SHIFT = 12;

  /// The IPA bits that the register reports.
  static final long REPORTED = (1L << 56) - (1L << PAGE_SHIFT);

  /// The register after a fault at an IPA in Non-secure state. An IPA has at most 56 bits: what
  /// lies above them isn't reported.
  public static HpfarEl2 of(long ipa) {
    return new HpfarEl2(FIPA.set(0, (ipa & REPORTED) >>> PAGE_SHIFT));
  }

  /// The register with this encoding; every value has one.
  public static HpfarEl2 decode(long word) {
    return new HpfarEl2(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// The faulting IPA in bytes, without its low twelve bits.
  public long ipa() {
    return FIPA.get(word) << PAGE_SHIFT;
  }

  /// The rules that this value breaks.
  ///
  /// @param physicalBits the implemented physical address size, 32 to 56
  public List<Problem> problems(int physicalBits) {
    long res0 = word & FORMAT.mask(Field.Kind.RES0);
    return new Problems()
        .when(res0 != 0, LAYOUT, "RES0 bits 0x%x are set", res0)
        .when(
            ipa() >>> physicalBits != 0,
            LAYOUT,
            "FIPA holds 0x%x, more than %d bits",
            ipa(),
            physicalBits)
        .found();
  }
}
