package maplet.model;

import java.util.Locale;

/// Why an architecture's walk ends without an address. Each architecture adds its level and its
/// syndrome; these are the kinds that all of them share.
public enum FaultKind {
  /// No valid entry on the walk (EPT violation with RWX = 0, Arm translation fault, V = 0).
  TRANSLATION,
  /// A valid leaf that doesn't grant the access.
  PERMISSION,
  /// A valid leaf whose access flag is clear while hardware doesn't set it.
  ACCESS_FLAG,
  /// An address wider than the regime's input or output.
  ADDRESS_SIZE,
  /// An entry with an encoding that the manual reserves.
  MISCONFIGURATION;

  private static final FaultKind[] ALL = values();

  /// The kind with the given ordinal, without copying the array of values.
  public static FaultKind of(int ordinal) {
    return ALL[ordinal];
  }

  /// The name in lower case with dashes, as in `access-flag`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
