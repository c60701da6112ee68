package maplet.harness.conform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import maplet.harness.subject.Panic;

/// Where a process crashed, as far as its last words say so: what two crashes of one cause have in
/// common. Offsets in a library aren't that, another build has others.
final class CrashPlace {
  /// As in `SIGSEGV (0xb), in C [libmine.so+0x1234] map_leaf+0x54`.
  private static final Pattern FRAME =
      Pattern.compile(
          "(SIG[A-Z]+)\\b.*, in \\S*\\s+\\[([^\\]+]+)\\+0x[0-9a-f]+\\](?:\\s+([^\\s+]+))?");

  private CrashPlace() {}

  /// Empty where nobody knows.
  ///
  /// @param end how the process ended
  /// @param reason how it ended, in words
  static String of(ChildProcess.End end, String reason) {
    if (end != ChildProcess.End.DIED) {
      return "";
    }
    Matcher frame = FRAME.matcher(reason);
    if (frame.find()) {
      String function = frame.group(3);
      return frame.group(1) + " in " + (function == null ? frame.group(2) : function);
    }
    return new Panic(reason, "").key();
  }
}
