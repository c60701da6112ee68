package maplet.impl.arch.ept;

import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Permissions;

/// The two words of an EPT exit, made from a fault: exit reason and exit qualification (SDM volume
/// 3C, 28.2.1, Table 28-7).
public final class EptSyndrome {
  private static final int EXIT_VIOLATION = 48;
  private static final int EXIT_MISCONFIGURATION = 49;

  /// Bits 7 and 8: a linear address led here, and it was translated already.
  private static final long BY_LINEAR_ADDRESS = 0x180;

  /// Bits 5:3 hold the granted R, W and X, bit 6 the granted user execute.
  private static final int GRANTED_SHIFT = 3;

  private static final int DATA = Permissions.READ | Permissions.WRITE;
  private static final int FETCH = 4;

  private EptSyndrome() {}

  /// The exit reason.
  ///
  /// @throws IllegalArgumentException for a kind of fault that EPT doesn't have
  public static long cause(FaultKind kind) {
    return switch (kind) {
      case TRANSLATION, PERMISSION -> EXIT_VIOLATION;
      case MISCONFIGURATION -> EXIT_MISCONFIGURATION;
      case ACCESS_FLAG, ADDRESS_SIZE -> throw new IllegalArgumentException("no EPT exit: " + kind);
    };
  }

  /// The exit qualification; a misconfiguration has none.
  ///
  /// @param granted permission bits (see [Permissions]) that all entries of the walk grant
  ///   together; 0 where an entry isn't present, and user execute only with mode-based execute
  ///   control
  /// @throws IllegalArgumentException for a kind of fault that EPT doesn't have
  public static long detail(FaultKind kind, Access access, int granted) {
    if (cause(kind) == EXIT_MISCONFIGURATION) {
      return 0;
    }
    // Reads and writes have the bits of their permissions; a fetch of either privilege has bit 2.
    int data = access.permission() & DATA;
    return BY_LINEAR_ADDRESS | (long) granted << GRANTED_SHIFT | (data != 0 ? data : FETCH);
  }
}
