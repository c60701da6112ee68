package maplet.harness.check;

/// How reports write addresses, words and ranges.
public final class Text {
  private Text() {}

  /// As in `0x40201000`.
  public static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /// As in `[0x1000, 0x3000)`.
  public static String range(long start, long end) {
    return "[" + hex(start) + ", " + hex(end) + ")";
  }
}
