package maplet.harness.sequence;

/// A stream of choices from which the grammar decodes operations.
public interface ChoiceSource {
  /// A number from 0 to `bound - 1`.
  ///
  /// @param bound at least 1
  int choose(int bound);

  /// A number from 0 to `bound - 1`.
  ///
  /// @param bound at least 1
  long chooseLong(long bound);
}
