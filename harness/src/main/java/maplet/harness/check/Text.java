package maplet.harness.check;

import java.util.Locale;

/// How reports write addresses, words and ranges.
public final class Text {
  private Text() {}

  /// As in `0x40201000`.
  public static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /// As in `1 operation`, or `1,200 operations`.
  ///
  /// @param unit in the singular; its plural takes an s
  public static String count(long number, String unit) {
    return String.format(Locale.ROOT, "%,d %s%s", number, unit, number == 1 ? "" : "s");
  }

  /// As in `[0x1000, 0x3000)`.
  public static String range(long start, long end) {
    return "[" + hex(start) + ", " + hex(end) + ")";
  }
}
