package maplet.harness.nativeabi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import maplet.harness.subject.Panic;

/// Finds a panic's message and place in what was written to the error output.
final class PanicText {
  /// As Rust writes it: `thread 'x' panicked at src/stage2.rs:12:5:`, and the message on the next
  /// line; up to 1.72 `panicked at 'message', src/stage2.rs:12:5`.
  private static final Pattern RUST =
      Pattern.compile(
          "panicked at (?:'(?<old>[^\\n]*)', )?(?<place>[^\\s:][^\\n:]*:\\d+)(?::\\d+)?:?"
              + "(?:\\r?\\n(?<message>[^\\n]*))?");

  /// As C's assert and most kernels write it: `stage2.c:12: map: Assertion 'x' failed.`
  private static final Pattern PLACE_FIRST =
      Pattern.compile("(?<place>[\\w./+-]+\\.\\w+:\\d+)(?::\\d+)?:\\s*(?<message>[^\\n]*)");

  private PanicText() {}

  /// The last panic in a text; where none has a known form, the last line is the message.
  static Panic parse(String text) {
    Panic found = Panic.UNKNOWN;
    Matcher rust = RUST.matcher(text);
    while (rust.find()) {
      String old = rust.group("old");
      String next = rust.group("message");
      String message = old != null ? old : next == null ? "" : next;
      found = new Panic(message, shortened(rust.group("place")));
    }
    if (!found.equals(Panic.UNKNOWN)) {
      return found;
    }
    Matcher first = PLACE_FIRST.matcher(text);
    while (first.find()) {
      found = new Panic(first.group("message"), shortened(first.group("place")));
    }
    if (!found.equals(Panic.UNKNOWN)) {
      return found;
    }
    String last = text.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
    return new Panic(last, "");
  }

  /// A file with the folder that it is in: the rest is another one on another machine.
  private static String shortened(String place) {
    int last = place.lastIndexOf('/');
    int before = last < 0 ? -1 : place.lastIndexOf('/', last - 1);
    return place.substring(before + 1);
  }
}
