package maplet.impl.arch.aarch64;

import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Permissions;

/// The two words of a stage 2 abort, made from a fault: ESR_EL2 and HPFAR_EL2 (Arm ARM D24.2).
public final class Stage2Syndrome {
  /// EC 0x20 at bit 26, and IL: fetches.
  private static final long INSTRUCTION_ABORT = 0x8200_0000L;

  /// EC 0x24 at bit 26, and IL, which is 1 without a valid instruction syndrome: loads and stores.
  private static final long DATA_ABORT = 0x9200_0000L;

  private static final long WRITE_NOT_READ = 1L << 6;

  /// Bits 5:2 of the status code name the kind, by its ordinal; -1 where stage 2 has no such fault.
  private static final byte[] CLASSES = new byte[5];

  static {
    CLASSES[FaultKind.ADDRESS_SIZE.ordinal()] = 0;
    CLASSES[FaultKind.TRANSLATION.ordinal()] = 1;
    CLASSES[FaultKind.ACCESS_FLAG.ordinal()] = 2;
    CLASSES[FaultKind.PERMISSION.ordinal()] = 3;
    CLASSES[FaultKind.MISCONFIGURATION.ordinal()] = -1;
  }

  /// Status codes at level -1: 0x29 for an address size, 0x2b for a translation fault.
  private static final int BEFORE_LEVEL_0 = 0x29;

  /// IPA bits 55:12 come to lie at bits 47:4.
  private static final int FIPA_SHIFT = 8;

  private static final long FIPA = 0x0000_ffff_ffff_fff0L;

  private Stage2Syndrome() {}

  /// ESR_EL2 of an abort from a lower exception level, with ISV = 0 and S1PTW = 0.
  ///
  /// @param level -1 to 3, from 0 on for permission and access flag faults
  /// @throws IllegalArgumentException when stage 2 has no such fault at this level
  public static long cause(FaultKind kind, int level, Access access) {
    boolean write = (access.permission() & Permissions.WRITE) != 0;
    boolean data = write || (access.permission() & Permissions.READ) != 0;
    return (data ? DATA_ABORT : INSTRUCTION_ABORT)
        | (write ? WRITE_NOT_READ : 0)
        | statusCode(CLASSES[kind.ordinal()], level);
  }

  private static int statusCode(int kindClass, int level) {
    if (level == -1 && (kindClass == 0 || kindClass == 1)) {
      return BEFORE_LEVEL_0 + 2 * kindClass;
    }
    if (kindClass < 0 || level < 0 || level > 3) {
      throw new IllegalArgumentException("no such stage 2 fault at level " + level);
    }
    return kindClass << 2 | level;
  }

  /// HPFAR_EL2: the page of the IPA. (Hardware leaves it UNKNOWN after a permission fault.)
  ///
  /// @param gpa the IPA in bytes; its bits 63:56 don't exist and are dropped
  public static long detail(long gpa) {
    return gpa >>> FIPA_SHIFT & FIPA;
  }
}
