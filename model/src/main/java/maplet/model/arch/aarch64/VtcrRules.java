package maplet.model.arch.aarch64;

import java.util.List;
import maplet.model.arch.Citation;
import maplet.model.arch.Field;
import maplet.model.arch.Problem;
import maplet.model.arch.Problems;

/// The rules that decide whether a value of VTCR_EL2 is legal on a processor.
final class VtcrRules {
  private static final Citation FIELDS = VtcrEl2.LAYOUT;
  private static final Citation MOST_T0SZ = ArmRegisters.pseudocode("AArch64.MaxTxSZ");
  private static final Citation LEAST_T0SZ = ArmRegisters.pseudocode("AArch64.S2MinTxSZ");
  private static final Citation INVALID_START = ArmRegisters.pseudocode("AArch64.S2InvalidSL");
  private static final Citation INCONSISTENT = ArmRegisters.pseudocode("AArch64.S2InconsistentSL");

  private static final int LAST_LEVEL = 3;

  /// The most concatenated tables are 2^4.
  private static final int MOST_CONCATENATED_BITS = 4;

  private final VtcrEl2 register;
  private final Stage2Processor processor;
  private final Problems problems = new Problems();

  VtcrRules(VtcrEl2 register, Stage2Processor processor) {
    this.register = register;
    this.processor = processor;
  }

  List<Problem> problems() {
    reservedBits();
    problems.when(register.granule().isEmpty(), FIELDS, "TG0 = 0b11 is reserved");
    register.granule().ifPresent(this::dependentOnGranule);
    hardwareUpdates();
    return problems.found();
  }

  private void reservedBits() {
    for (Field field : VtcrEl2.RES0) {
      problems.when(register.is(field), FIELDS, "bits %s are RES0", field.bits());
    }
    problems
        .when(!register.is(VtcrEl2.RES1), FIELDS, "bit 31 is RES1")
        .when(VtcrEl2.SH0.get(register.word()) == 1, FIELDS, "SH0 = 0b01 is reserved")
        .when(
            VtcrEl2.PS.get(register.word()) == 7,
            FIELDS,
            "PS = 0b111 asks for 56 bits, which only VMSAv9-128 descriptors hold")
        .when(
            register.is(VtcrEl2.VS) && !processor.wideVmids(),
            FIELDS,
            "VS is RES0 without FEAT_VMID16");
  }

  private void dependentOnGranule(TranslationGranule granule) {
    boolean extended = register.is(VtcrEl2.DS);
    boolean fourKib = granule == TranslationGranule.KIB_4;
    problems
        .when(extended && !processor.largeAddresses(), FIELDS, "DS is RES0 without FEAT_LPA2")
        .when(
            extended && granule == TranslationGranule.KIB_64,
            FIELDS,
            "DS is RES0 with the 64KB granule")
        .when(
            VtcrEl2.PS.get(register.word()) == 6 && register.outputBits() != 52,
            FIELDS,
            "PS = 0b110 asks for 52 bits, which %s descriptors hold with DS = 1 only",
            granule)
        .when(
            register.is(VtcrEl2.SL2) && !(extended && fourKib),
            FIELDS,
            "SL2 is RES0 unless DS is 1 and the granule 4KB");
    inputSize(granule);
    startLevel(granule);
  }

  /// AArch64.S2TxSZFaults.
  private void inputSize(TranslationGranule granule) {
    int t0sz = (int) VtcrEl2.T0SZ.get(register.word());
    int withSmallTables = granule == TranslationGranule.KIB_64 ? 47 : 48;
    boolean wide = granule == TranslationGranule.KIB_64 || register.is(VtcrEl2.DS);
    int widest = wide ? 12 : 16;
    problems
        .when(t0sz > withSmallTables, MOST_T0SZ, "T0SZ = %d is above %d", t0sz, withSmallTables)
        .when(
            t0sz > 39 && t0sz <= withSmallTables && !processor.smallTables(),
            MOST_T0SZ,
            "T0SZ = %d is above 39, which needs FEAT_TTST",
            t0sz)
        .when(
            t0sz < widest,
            LEAST_T0SZ,
            "T0SZ = %d is below %d (DS = %d, granule %s)",
            t0sz,
            widest,
            VtcrEl2.DS.get(register.word()),
            granule)
        .when(
            t0sz >= widest && register.inputBits() > processor.physicalBits(),
            LEAST_T0SZ,
            "the IPA size of %d bits is above the implemented physical address size, %d",
            register.inputBits(),
            processor.physicalBits());
  }

  private void startLevel(TranslationGranule granule) {
    int sl0 = (int) VtcrEl2.SL0.get(register.word());
    if (register.startLevel().isEmpty()) {
      problems.when(
          true,
          INVALID_START,
          "SL2 = %d and SL0 = %d is reserved with the granule %s",
          VtcrEl2.SL2.get(register.word()),
          sl0,
          granule);
      return;
    }
    int level = register.startLevel().getAsInt();
    int bits = processor.physicalBits();
    problems.when(
        bits < leastPhysicalBits(granule, level),
        INVALID_START,
        "start level %d with the granule %s needs physical addresses of %d bits, there are %d",
        level,
        granule,
        leastPhysicalBits(granule, level),
        bits);
    problems
        .when(
            granule == TranslationGranule.KIB_4 && level == LAST_LEVEL && !processor.smallTables(),
            INVALID_START,
            "start level 3 with the granule KIB_4 (SL0 = 3) needs FEAT_TTST")
        .when(
            granule == TranslationGranule.KIB_16 && level == 0 && !register.is(VtcrEl2.DS),
            INVALID_START,
            "start level 0 with the granule KIB_16 (SL0 = 3) needs DS = 1");
    consistency(granule, level);
  }

  private static int leastPhysicalBits(TranslationGranule granule, int level) {
    return switch (granule) {
      case KIB_4 -> level == 0 ? 44 : 0;
      case KIB_16 -> level == 1 ? 42 : 0;
      case KIB_64 -> level == 1 ? 44 : 0;
    };
  }

  private void consistency(TranslationGranule granule, int level) {
    int below = granule.shift() + granule.stride() * (LAST_LEVEL - level);
    int bits = register.inputBits();
    int least = below + 1;
    int most = below + granule.stride() + MOST_CONCATENATED_BITS;
    problems
        .when(
            bits < least,
            INCONSISTENT,
            "start level %d has no bit to resolve: it needs %d to %d IPA bits, there are %d",
            level,
            least,
            most,
            bits)
        .when(
            bits > most,
            INCONSISTENT,
            "start level %d needs more than 16 concatenated tables: it has %d to %d IPA bits, not"
                + " %d",
            level,
            least,
            most,
            bits);
  }

  private void hardwareUpdates() {
    boolean access = register.is(VtcrEl2.HA);
    boolean dirty = register.is(VtcrEl2.HD);
    problems
        .when(
            (access || dirty) && !processor.hardwareUpdates(),
            FIELDS,
            "HA and HD are RES0 without FEAT_HAFDBS")
        .when(dirty && !access, FIELDS, "HD = 1 has no effect while HA is 0");
  }
}
