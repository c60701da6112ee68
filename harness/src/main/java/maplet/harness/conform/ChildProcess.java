package maplet.harness.conform;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.Strings;

/// A JVM of our own that has the subject loaded and obeys [Worker]'s commands.
final class ChildProcess implements AutoCloseable {
  /// How a command ended.
  enum End {
    ANSWERED,
    DIED,
    HUNG
  }

  /// The hidden command that the child runs.
  static final String COMMAND = "conform-worker";

  private static final String MAIN = "maplet.harness.cli.Main";
  private static final Duration START_TIME = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 2;

  private final FlightRecorder recorder;
  private final Path log;
  private final Path crashFile;
  private final Process process;
  private final Writer commands;

  /// Starts a child, and waits until it has loaded the subject.
  ///
  /// @throws IllegalArgumentException when it couldn't load it
  ///
  /// @param recording the recorder's file
  ChildProcess(ConformPlan plan, String regime, FlightRecorder recorder, Path recording)
      throws IOException, InterruptedException {
    this.recorder = recorder;
    log = plan.folder().resolve(regime + ".child.log");
    crashFile = plan.folder().resolve(regime + ".crash.log");
    Files.deleteIfExists(crashFile);
    long replies = recorder.replies();
    ProcessBuilder builder =
        new ProcessBuilder(command(plan, regime, recording))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(plan.environment());
    process = builder.start();
    commands = process.outputWriter(StandardCharsets.UTF_8);
    if (await(replies, START_TIME, false) != End.ANSWERED) {
      close();
      throw new IllegalArgumentException(
          "%s can't be loaded: %s".formatted(plan.subject().text(), lastLine()));
    }
  }

  private List<String> command(ConformPlan plan, String regime, Path recording) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:-CreateCoredumpOnCrash",
            // An exception that is thrown often must still say where.
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:ErrorFile=" + crashFile,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            MAIN,
            COMMAND,
            "--subject",
            plan.subject().text(),
            "--regime",
            regime,
            "--recorder",
            recording.toString(),
            "--seed",
            Long.toString(plan.seed()),
            "--workload",
            plan.workloads().toString(),
            "--out",
            plan.folder().toString()));
    plan.profileFile().ifPresent(file -> command.addAll(List.of("--profile", file.toString())));
    return command;
  }

  /// Gives a command and waits for its end; a child that hung is killed.
  ///
  /// @param patience how long the subject may take for a step
  End command(String line, Duration patience) throws IOException, InterruptedException {
    long replies = recorder.replies();
    try {
      commands.write(line + "\n");
      commands.flush();
    } catch (IOException e) {
      process.waitFor();
      return End.DIED;
    }
    End end = await(replies, patience, true);
    if (end == End.HUNG) {
      close();
    }
    return end;
  }

  private End await(long replies, Duration patience, boolean isAlive) throws InterruptedException {
    long beats = recorder.beats();
    long since = System.nanoTime();
    while (recorder.replies() == replies) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return recorder.replies() == replies ? End.DIED : End.ANSWERED;
      }
      if (isAlive && recorder.beats() != beats) {
        beats = recorder.beats();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        return End.HUNG;
      }
    }
    return End.ANSWERED;
  }

  /// Why the child died, in words.
  String reason() throws IOException {
    List<String> facts = new ArrayList<>();
    if (Files.exists(crashFile)) {
      List<String> lines = Files.readAllLines(crashFile, StandardCharsets.ISO_8859_1);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).replaceFirst("^#\\s*", "");
        if (line.startsWith("SIG")) {
          facts.add(line.replaceFirst(",? ?pid=.*", ""));
        } else if (line.startsWith("Problematic frame") && i + 1 < lines.size()) {
          facts.add("in " + lines.get(i + 1).replaceFirst("^#\\s*", ""));
        }
      }
    }
    if (facts.isEmpty()) {
      int code = process.exitValue();
      facts.add(code > 128 ? signal(code - 128) : "the process ended with code " + code);
      facts.add("its last words: " + lastLine());
    }
    return String.join(", ", facts);
  }

  private static String signal(int number) {
    return switch (number) {
      case 4 -> "SIGILL";
      case 6 -> "SIGABRT";
      case 7 -> "SIGBUS";
      case 8 -> "SIGFPE";
      case 9 -> "SIGKILL";
      case 11 -> "SIGSEGV";
      default -> "signal " + number;
    };
  }

  /// What the child said last, but for where its own command line has help.
  private String lastLine() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("try '"))
        .map(line -> Strings.CS.removeStart(line, "maplet " + COMMAND + ": "))
        .reduce("none", (_, line) -> line);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    try {
      commands.close();
    } catch (IOException e) {
      // What wasn't sent can't be: the other end is gone.
      return;
    }
  }
}
