package maplet.harness.subject;

import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/// What an implementation said when it panicked.
///
/// @param message in its own words, on one line; may be empty
/// @param place in its own code, as in `src/stage2.rs:120`; may be empty
public record Panic(String message, String place) {
  /// Nothing is known of it.
  public static final Panic UNKNOWN = new Panic("", "");

  private static final int LONGEST = 200;

  /// Numbers, which are operands more often than not.
  private static final Pattern NUMBERS = Pattern.compile("\\b(0x[0-9a-fA-F_]+|\\d[\\d_]*)\\b");

  public Panic {
    message = oneLine(message);
    place = oneLine(place);
  }

  private static String oneLine(String text) {
    return StringUtils.abbreviate(StringUtils.normalizeSpace(text), LONGEST);
  }

  /// What tells it from other panics, whatever the operands: numbers in its message are `#`.
  public String key() {
    return join(NUMBERS.matcher(message).replaceAll("#"));
  }

  /// In words, as in `a panic: attempt to add with overflow, at src/stage2.rs:120`.
  public String text() {
    String said = join(message);
    return said.isEmpty() ? "a panic" : "a panic: " + said;
  }

  private String join(String said) {
    if (place.isEmpty()) {
      return said;
    }
    return said.isEmpty() ? "at " + place : said + ", at " + place;
  }
}
