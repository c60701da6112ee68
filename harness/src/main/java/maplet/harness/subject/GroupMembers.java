package maplet.harness.subject;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The processes of a group, as `/proc` tells them.
///
/// @param session the id of the process that began it
/// @param mark in the environment of all
record GroupMembers(long session, String mark) {
  private static final Path PROC = Path.of("/proc");

  private static final boolean SESSIONS =
      Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
              .anyMatch(each -> Files.isExecutable(Path.of(each, "setsid")))
          && Files.isDirectory(PROC.resolve("self"));

  /// Fields of `/proc/PID/stat` after the name: state, parent, group, session.
  private static final int STATE = 0;

  private static final int SESSION = 3;

  /// Whether processes can have a session of their own, and be found by it.
  static boolean hasSessions() {
    return SESSIONS;
  }

  /// Ends the members that there are.
  ///
  /// @return whether there were any
  boolean end() {
    boolean any = false;
    if (SESSIONS) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
        for (Path folder : folders) {
          long pid = Long.parseLong(folder.getFileName().toString());
          if (pid != ProcessHandle.current().pid() && isMember(folder)) {
            any |= ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
          }
        }
      } catch (IOException e) {
        return any; // nobody can be found
      }
    }
    return any;
  }

  private boolean isMember(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SESSION + 2);
      boolean isDead = fields[STATE].equals("Z") || fields[STATE].equals("X");
      return !isDead
          && (fields[SESSION].equals(Long.toString(session))
              || Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1)
                  .contains(mark));
    } catch (IOException e) {
      return false; // it has ended, or is somebody else's
    }
  }
}
