package maplet.harness.subject;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A process that waits for the end of this JVM, and then ends all members of its groups: nothing
/// else can where this JVM is killed.
final class GroupGuard {
  /// What the marks of all groups of this JVM begin with.
  static final String MARK =
      ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8) + ".";

  /// Its input ends with this JVM, which alone has the other end.
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      cat > /dev/null
      for round in 1 2 3 4 5 6 7 8 9 10; do
        files=$(grep -lsF -e "$1" /proc/[0-9]*/environ)
        [ -n "$files" ] || exit 0
        for file in $files; do
          pid=${file#/proc/}
          kill -9 "${pid%/environ}" 2> /dev/null
        done
      done
      """;

  private static @Nullable OutputStream input;

  private GroupGuard() {}

  /// The command that waits for the end of its input.
  ///
  /// @param mark of the members
  static List<String> command(String mark) {
    return ProcessGroup.inSession(List.of("sh", "-c", SCRIPT, "maplet-guard", mark));
  }

  /// Starts it where it doesn't run.
  static synchronized void start() throws IOException {
    if (input == null && GroupMembers.hasSessions()) {
      ProcessBuilder builder =
          new ProcessBuilder(command(MARK))
              .directory(new File("/"))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD);
      input = builder.start().getOutputStream();
    }
  }
}
