package maplet.harness.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import maplet.harness.trace.InputFormatException;
import maplet.model.Access;

/// Reads what the recorder's QEMU plugin (`first_touch.c`) writes: one first touch a line.
final class QemuTouchLog {
  private static final Pattern TOUCH = Pattern.compile("(read|write|exec) 0x([0-9a-f]{1,16})");

  private QemuTouchLog() {}

  /// The touches in the order of the log.
  ///
  /// @param source the file's name in messages
  /// @throws InputFormatException when a line isn't a touch, or there is no line
  static List<Touch> parse(String source, List<String> lines) {
    if (lines.isEmpty()) {
      throw new InputFormatException(
          source,
          0,
          "expected first touches, but the log is empty",
          "run QEMU with '-plugin first_touch.so -d plugin -D FILE', as record.sh does");
    }
    List<Touch> touches = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher touch = TOUCH.matcher(lines.get(i));
      if (!touch.matches()) {
        throw new InputFormatException(
            source,
            i + 1,
            "expected 'read', 'write' or 'exec' and an address, as in 'write 0x40001000', but found"
                + " '"
                + lines.get(i)
                + "'",
            "give the file that '-d plugin -D FILE' wrote; log nothing but 'plugin' to it");
      }
      touches.add(new Touch(access(touch.group(1)), Long.parseUnsignedLong(touch.group(2), 16)));
    }
    return List.copyOf(touches);
  }

  private static Access access(String name) {
    return switch (name) {
      case "read" -> Access.READ;
      case "write" -> Access.WRITE;
      default -> Access.EXECUTE;
    };
  }
}
