package maplet.harness.conform;

/// A check word over some numbers: not a secret, but nothing that a stray store comes upon.
final class Checksum {
  private static final long START = 0x4d41504c45540002L;
  private static final long FACTOR = 0x9e3779b97f4a7c15L;
  private static final int TURN = 29;

  private Checksum() {}

  /// The check word of the first numbers.
  ///
  /// @param salt tells numbers from the same ones elsewhere
  static long of(long salt, long[] numbers, int count) {
    long check = next(START, salt);
    for (int i = 0; i < count; i++) {
      check = next(check, numbers[i]);
    }
    return check;
  }

  private static long next(long check, long number) {
    return Long.rotateLeft((check ^ number) * FACTOR, TURN);
  }
}
