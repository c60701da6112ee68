package maplet.model.arch.aarch64;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.arch.DecodedFault;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;
import org.apache.commons.lang3.Validate;

/// Stage 2 aborts taken to EL2: how a faulting walk is reported in ESR_EL2 and HPFAR_EL2, and what
/// these tell.
public final class Stage2Fault {
  private static final int FIRST_LEVEL = -1;
  private static final int LAST_LEVEL = 3;
  private static final int ADDRESS_SIZE_BEFORE_LEVEL_0 = 0b10_1001;
  private static final int TRANSLATION_BEFORE_LEVEL_0 = 0b10_1011;
  private static final int KINDS_END = 0b01_0000;
  private static final long PAGE_OFFSET = 0xfff;

  private Stage2Fault() {}

  /// What the processor reports when the translation of an access of the guest's faults.
  ///
  /// After a permission fault HPFAR_EL2 is UNKNOWN; here it holds the address then too, which is
  /// one of the values allowed, and [#decode] doesn't look at it.
  ///
  /// @param access the guest's own access; a fetch of either privilege is reported alike
  /// @param gpa the faulting IPA
  /// @throws IllegalArgumentException when stage 2 has no fault of this kind at this level
  public static Syndrome syndrome(WalkResult.Faulted fault, Access access, long gpa) {
    return new Syndrome(
        esr(fault.kind(), fault.level(), access).encode(), HpfarEl2.of(gpa).encode());
  }

  /// What the processor reports when stage 1's own read of a descriptor faults in stage 2.
  ///
  /// @param access the guest's access that stage 1 was to translate
  /// @param gpa IPA of the stage 1 descriptor
  /// @throws IllegalArgumentException when stage 2 has no fault of this kind at this level
  public static Syndrome syndromeOfStage1Walk(WalkResult.Faulted fault, Access access, long gpa) {
    EsrEl2 esr = esr(fault.kind(), fault.level(), access).with(EsrEl2.S1PTW, 1);
    return new Syndrome(esr.encode(), HpfarEl2.of(gpa).encode());
  }

  /// ESR_EL2 of an abort from a lower exception level, without a valid instruction syndrome.
  ///
  /// @param level -1 to 3; a permission or access flag fault needs a leaf, and so a level from 0 on
  /// @throws IllegalArgumentException when stage 2 has no fault of this kind at this level
  static EsrEl2 esr(FaultKind kind, int level, Access access) {
    int exceptionClass =
        switch (access) {
          case READ, WRITE -> EsrEl2.DATA_ABORT;
          case EXECUTE, USER_EXECUTE -> EsrEl2.INSTRUCTION_ABORT;
        };
    return new EsrEl2(0)
        .with(EsrEl2.EC, exceptionClass)
        .with(EsrEl2.IL, 1)
        .with(EsrEl2.WNR, access == Access.WRITE ? 1 : 0)
        .with(EsrEl2.FSC, statusCode(kind, level));
  }

  /// The fault status code; level -1 has codes of its own.
  private static int statusCode(FaultKind kind, int level) {
    int first =
        switch (kind) {
          case TRANSLATION, ADDRESS_SIZE -> FIRST_LEVEL;
          case ACCESS_FLAG, PERMISSION -> 0;
          case MISCONFIGURATION ->
              throw new IllegalArgumentException("stage 2 has no fault of kind " + kind);
        };
    Validate.isTrue(
        first <= level && level <= LAST_LEVEL,
        "level (%d) of a fault of kind %s must be from %d to %d",
        level,
        kind,
        first,
        LAST_LEVEL);
    return switch (kind) {
      case ADDRESS_SIZE -> level < 0 ? ADDRESS_SIZE_BEFORE_LEVEL_0 : level;
      case TRANSLATION -> level < 0 ? TRANSLATION_BEFORE_LEVEL_0 : 0b00_0100 + level;
      case ACCESS_FLAG -> 0b00_1000 + level;
      case PERMISSION, MISCONFIGURATION -> 0b00_1100 + level;
    };
  }

  /// What ESR_EL2 and HPFAR_EL2 tell.
  ///
  /// HPFAR_EL2 is written for translation, access flag and address size faults, and for permission
  /// faults on a stage 1 walk; after any other its value is UNKNOWN. Fault status codes that aren't
  /// stage 2's own have neither kind nor level. The access isn't told where stage 1's walk faulted
  /// (hardware may have read or updated the descriptor) or cache maintenance did (WnR is always 1).
  ///
  /// @throws IllegalArgumentException when EC is neither abort from a lower exception level
  public static DecodedFault decode(Syndrome syndrome) {
    return decode(syndrome, 0, 0);
  }

  /// What ESR_EL2, HPFAR_EL2 and FAR_EL2 tell: an IPA has the low twelve bits of its VA, unless
  /// stage 1's walk faulted or ESR_EL2.FnV is 1.
  ///
  /// @param far FAR_EL2, the faulting virtual address
  /// @throws IllegalArgumentException when EC is neither abort from a lower exception level
  public static DecodedFault decode(Syndrome syndrome, long far) {
    EsrEl2 esr = EsrEl2.decode(syndrome.cause());
    boolean offsetKnown = !esr.is(EsrEl2.S1PTW) && !esr.is(EsrEl2.FNV);
    return decode(syndrome, far, offsetKnown ? PAGE_OFFSET : 0);
  }

  private static DecodedFault decode(Syndrome syndrome, long far, long offsetKnown) {
    EsrEl2 esr = EsrEl2.decode(syndrome.cause());
    int exceptionClass = esr.exceptionClass();
    Validate.isTrue(
        exceptionClass == EsrEl2.INSTRUCTION_ABORT || exceptionClass == EsrEl2.DATA_ABORT,
        "EC (0x%x) must be 0x20 or 0x24: an abort from a lower exception level",
        exceptionClass);
    int code = (int) EsrEl2.FSC.get(esr.word());
    Optional<FaultKind> kind = kind(code);
    long pageKnown = pageIsReported(esr, kind) ? HpfarEl2.REPORTED : 0;
    return new DecodedFault(
        HpfarEl2.decode(syndrome.detail()).ipa() | far & PAGE_OFFSET,
        pageKnown | offsetKnown,
        accesses(esr),
        kind,
        level(code));
  }

  /// The cases in which HPFAR_EL2 is written.
  private static boolean pageIsReported(EsrEl2 esr, Optional<FaultKind> kind) {
    return kind.isPresent() && (kind.get() != FaultKind.PERMISSION || esr.is(EsrEl2.S1PTW));
  }

  private static Set<Access> accesses(EsrEl2 esr) {
    if (esr.is(EsrEl2.S1PTW)) {
      return Set.of();
    }
    if (esr.exceptionClass() == EsrEl2.INSTRUCTION_ABORT) {
      return Set.of(Access.EXECUTE);
    }
    if (esr.is(EsrEl2.CM)) {
      return Set.of();
    }
    return Set.of(esr.is(EsrEl2.WNR) ? Access.WRITE : Access.READ);
  }

  private static Optional<FaultKind> kind(int code) {
    return switch (code >>> 2) {
      case 0b0000 -> Optional.of(FaultKind.ADDRESS_SIZE);
      case 0b0001 -> Optional.of(FaultKind.TRANSLATION);
      case 0b0010 -> Optional.of(FaultKind.ACCESS_FLAG);
      case 0b0011 -> Optional.of(FaultKind.PERMISSION);
      default ->
          switch (code) {
            case ADDRESS_SIZE_BEFORE_LEVEL_0 -> Optional.of(FaultKind.ADDRESS_SIZE);
            case TRANSLATION_BEFORE_LEVEL_0 -> Optional.of(FaultKind.TRANSLATION);
            default -> Optional.empty();
          };
    };
  }

  private static OptionalInt level(int code) {
    if (code < KINDS_END) {
      return OptionalInt.of(code & 0b11);
    }
    return kind(code).isPresent() ? OptionalInt.of(FIRST_LEVEL) : OptionalInt.empty();
  }
}
