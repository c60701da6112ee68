package maplet.harness.attest;

/// Versions such as `7.2.22`, compared number by number.
final class Versions {
  private Versions() {}

  /// Like a comparator; a number that is missing counts as 0.
  ///
  /// @param first numbers with dots between them
  /// @param second the same
  static int compare(String first, String second) {
    String[] left = first.split("\\.", -1);
    String[] right = second.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = Integer.compare(number(left, i), number(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int index) {
    return index < parts.length ? Integer.parseInt(parts[index]) : 0;
  }
}
