package maplet.harness.check;

/// How grave a violation is, the gravest first: of what one step shows the gravest leads, the
/// others follow from it more often than not.
public enum Gravity {
  /// There was no answer to judge.
  NO_ANSWER,
  /// Memory is reachable that must not be, or was written.
  REACHABLE,
  /// A mapping is lost, in whole or in part.
  LOST,
  /// Frames aren't what they are to be.
  FRAMES,
  /// Stores and invalidations come in the wrong order, or not at all.
  ORDER,
  /// Words of tables aren't those that are described.
  WORDS,
  /// Only the answer is wrong.
  ANSWERS,
  /// All is right, but took too much.
  COST
}
