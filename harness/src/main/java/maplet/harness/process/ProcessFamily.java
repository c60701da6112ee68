package maplet.harness.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Strings;

/// The processes that are started here, and all that they start in their turn, daemons too. They
/// end with this family, and that ends with this process, even where this process is killed.
///
/// They have a session of their own, where the machine has `setsid`, so that a signal to a whole
/// group of processes isn't one to this one; and a shell between them and this process, so that one
/// to their parent isn't, either. Where there is no `/proc`, only those are found whose parents are
/// still there.
public final class ProcessFamily implements AutoCloseable {
  private static final Path PROCESSES = Path.of("/proc");
  private static final String MARK = "_MAPLET_FAMILY_";
  private static final int ROUNDS = 200;
  private static final long ROUND_MILLIS = 5;

  /// Runs a command, and ends as it does, without a word of its own.
  private static final String RUN = "exec 3>&2 2>/dev/null; (exec \"$@\" 2>&3 3>&-); exit $?";

  /// Waits until nobody can write to it any more, and ends all that have the mark.
  private static final String GUARD =
      """
      trap '' HUP INT QUIT TERM
      while read -r line; do :; done
      n=0
      while [ $n -lt 200 ]; do
        found=$(grep -lsF "$1" /proc/[0-9]*/environ)
        [ -n "$found" ] || exit 0
        for file in $found; do
          pid=${file#/proc/}
          kill -9 "${pid%/environ}"
        done
        n=$((n + 1))
        sleep 0.02
      done
      """;

  private final String mark;
  private final Process guard;
  private final List<Process> started = new ArrayList<>();

  /// @param home a name for families of which one follows another, see [#endOrphans]
  public ProcessFamily(String home) throws IOException {
    mark = markOf(home) + UUID.randomUUID().toString().replace('-', '_') + "=";
    guard =
        new ProcessBuilder("sh", "-c", GUARD, "sh", mark)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  private static String markOf(String home) {
    UUID name = UUID.nameUUIDFromBytes(home.getBytes(StandardCharsets.UTF_8));
    return MARK + name.toString().replace('-', '_') + "_";
  }

  /// Ends what families with this name have left, whose processes are gone. One that is alive must
  /// not have the same name.
  public static void endOrphans(String home) {
    end(markOf(home));
  }

  /// Starts a process as a member.
  ///
  /// @param builder with everything that the process is to have; its command and its environment
  ///   are changed
  public Process start(ProcessBuilder builder) throws IOException {
    builder.environment().put(Strings.CS.removeEnd(mark, "="), "1");
    List<String> command = new ArrayList<>();
    if (isThere("setsid")) {
      command.add("setsid");
    }
    command.addAll(List.of("sh", "-c", RUN, "sh"));
    command.addAll(builder.command());
    Process process = builder.command(command).start();
    started.add(process);
    return process;
  }

  private static boolean isThere(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(StringUtils.split(path, ':'))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// Ends all members, and waits until they are gone.
  public void endAll() {
    for (Process process : started) {
      List<ProcessHandle> descendants = process.descendants().toList();
      process.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
    end(mark);
    started.forEach(process -> process.onExit().join());
    started.clear();
  }

  private static void end(String mark) {
    // Once more after the last was ended, for it may have started another.
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> found = withMark(mark);
      if (found.isEmpty()) {
        return;
      }
      found.forEach(ProcessHandle::destroyForcibly);
      try {
        Thread.sleep(ROUND_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static List<ProcessHandle> withMark(String mark) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROCESSES)) {
      return found;
    }
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path folder : folders) {
        long pid = Long.parseLong(folder.getFileName().toString());
        if (pid != self && hasMark(folder.resolve("environ"), mark)) {
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      return found; // those that are known by now
    }
    return found;
  }

  private static boolean hasMark(Path environment, String mark) {
    try {
      return new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1)
          .contains(mark);
    } catch (IOException e) {
      return false; // it has ended, or is somebody else's
    }
  }

  /// Ends all members; then no more can be started.
  @Override
  public void close() {
    endAll();
    try {
      guard.getOutputStream().close();
    } catch (IOException e) {
      guard.destroyForcibly(); // nobody is left to be guarded
    }
  }
}
