package maplet.harness.conform;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import maplet.harness.process.BoundedOutput;
import maplet.harness.process.ProcessFamily;
import org.apache.commons.lang3.Strings;

/// A JVM of our own that has the subject loaded and obeys [Worker]'s commands.
final class ChildProcess implements AutoCloseable {
  /// How a command ended.
  enum End {
    ANSWERED,
    DIED,
    HUNG,
    /// The child's record of what it does was overwritten.
    DAMAGED
  }

  /// The hidden command that the child runs.
  static final String COMMAND = "conform-worker";

  private static final String RECORDING = ".child.recorder";
  private static final String CRASH = ".crash.log";
  private static final String MAIN = "maplet.harness.cli.Main";
  private static final Duration START_TIME = Duration.ofMinutes(2);
  private static final Duration DAMAGE_TIME = Duration.ofSeconds(1);
  private static final long POLL_MILLIS = 2;
  private static final SecureRandom NONCES = new SecureRandom();

  private final FlightRecorder campaign;
  private final FlightRecorder recorder;
  private final Path recording;
  private final Path log;
  private final Path crashLog;
  private final Path crashFile;
  private final ProcessFamily family;
  private final Process process;
  private final BoundedOutput output;
  private final Writer commands;
  private final End loaded;
  private final long started = System.nanoTime();

  private Duration patience = Duration.ZERO;
  private long damagedSince;
  private long answered;

  /// Starts a child, and waits until it has loaded the subject, see [#loaded].
  ///
  /// @param campaign where this process keeps what the child counts
  /// @param scratch folder of what both processes share; it names the child's family, too
  /// @throws IllegalArgumentException when the subject isn't one
  ChildProcess(ConformPlan plan, String regime, FlightRecorder campaign, Path scratch)
      throws IOException, InterruptedException {
    this.campaign = campaign;
    long nonce = NONCES.nextLong() | 1;
    String name = "%s.%016x".formatted(regime, nonce);
    recording = scratch.resolve(name + RECORDING);
    log = scratch.resolve(regime + ".child.log");
    crashLog = scratch.resolve(regime + ".crash.log");
    crashFile = scratch.resolve(name + CRASH);
    recorder = campaign.forChild(recording, nonce);
    family = new ProcessFamily(scratch.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command(plan, regime, nonce)).redirectErrorStream(true);
    builder.environment().putAll(plan.environment());
    process = family.start(builder);
    output = new BoundedOutput(process.getInputStream());
    commands = process.outputWriter(StandardCharsets.UTF_8);
    loaded = awaitLoading(plan);
    campaign.describeAs(recorder);
  }

  private End awaitLoading(ConformPlan plan) throws IOException, InterruptedException {
    long since = System.nanoTime();
    while (recorder.phase() != FlightRecorder.Phase.LOADING && recorder.replies() == 0) {
      boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (ended && recorder.phase() != FlightRecorder.Phase.LOADING
          || System.nanoTime() - since > START_TIME.toNanos()) {
        String words = lastLine();
        close();
        throw new IOException("no child process can be started: " + words);
      }
    }
    End end = await(plan.patience(), false);
    if (end == End.ANSWERED && recorder.result() == Worker.NOT_LOADABLE) {
      process.waitFor(plan.patience().toMillis(), TimeUnit.MILLISECONDS);
      String words = lastLine();
      close();
      throw new IllegalArgumentException(
          "%s can't be loaded: %s".formatted(plan.subject().text(), words));
    }
    if (end != End.ANSWERED) {
      family.endAll();
    }
    return end;
  }

  /// How loading the subject ended; only where it was answered are there commands.
  End loaded() {
    return loaded;
  }

  /// Time since the child was started.
  long nanos() {
    return System.nanoTime() - started;
  }

  /// What the child was doing last.
  FlightRecorder recorder() {
    return recorder;
  }

  private List<String> command(ConformPlan plan, String regime, long nonce) {
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
            "--nonce",
            Long.toString(nonce),
            "--seed",
            Long.toString(plan.seed()),
            "--workload",
            plan.workloads().toString(),
            "--out",
            plan.folder().toString()));
    plan.without().forEach(oracle -> command.addAll(List.of("--without", oracle.toString())));
    plan.profileFile().ifPresent(file -> command.addAll(List.of("--profile", file.toString())));
    return command;
  }

  /// Gives a command and waits for its end; a child that doesn't answer is ended, with all that it
  /// has started. What it has counted is the campaign's then.
  ///
  /// @param patience how long the subject may take for a step
  End command(String line, Duration patience) throws IOException, InterruptedException {
    try {
      commands.write(line + "\n");
      commands.flush();
    } catch (IOException e) {
      process.waitFor();
      return ended(End.DIED);
    }
    return ended(await(patience, true));
  }

  private End ended(End end) throws IOException {
    if (end != End.ANSWERED) {
      family.endAll();
    }
    take();
    return end == End.ANSWERED && isDamaged() ? End.DAMAGED : end;
  }

  private End await(Duration mostPatience, boolean isAlive)
      throws IOException, InterruptedException {
    patience = mostPatience;
    long beats = recorder.beats();
    long since = System.nanoTime();
    damagedSince = 0;
    answered++;
    while (recorder.replies() != answered) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return recorder.replies() == answered ? End.ANSWERED : End.DIED;
      }
      take();
      if (isDamagedForLong()) {
        return End.DAMAGED;
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

  private boolean isDamaged() {
    return !recorder.isIntact() || recorder.committed().isEmpty();
  }

  /// A child that sees the damage itself tells more, and repairs it.
  private boolean isDamagedForLong() {
    if (!isDamaged()) {
      damagedSince = 0;
      return false;
    }
    long now = System.nanoTime();
    damagedSince = damagedSince == 0 ? now : damagedSince;
    return now - damagedSince > DAMAGE_TIME.toNanos();
  }

  /// Takes over what the child has counted.
  ///
  /// @throws IOException when that can't be true
  private void take() throws IOException {
    Optional<long[]> committed = recorder.committed();
    if (committed.isPresent()) {
      Optional<String> wrong = campaign.contradiction(committed.get(), System.nanoTime() - started);
      if (wrong.isPresent()) {
        throw new IOException(
            "the counts of the child process can't be true (%s): the subject may have written to"
                    .formatted(wrong.get())
                + " its memory; what was found until then is kept");
      }
      campaign.accept(committed.get());
    }
  }

  /// Why the child didn't answer, in words.
  String reason(End end) throws IOException, InterruptedException {
    return switch (end) {
      case ANSWERED -> "an answer";
      case HUNG -> "none for %d s".formatted(patience.toSeconds());
      case DAMAGED -> "Maplet's own record of this run, which lies elsewhere, was overwritten";
      case DIED -> death();
    };
  }

  private String death() throws IOException, InterruptedException {
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
  private String lastLine() throws InterruptedException {
    output.await();
    return new String(output.text(), StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("try '"))
        .map(line -> Strings.CS.removeStart(line, "maplet " + COMMAND + ": "))
        .reduce("none", (_, line) -> line);
  }

  /// Ends the child, and all that it has started.
  @Override
  public void close() throws IOException {
    family.close();
    Files.write(log, output.text());
    try {
      commands.close();
    } catch (IOException e) {
      // What wasn't sent can't be: the other end is gone.
    }
    recorder.close();
    Files.deleteIfExists(recording);
    if (Files.exists(crashFile)) {
      Files.move(crashFile, crashLog, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Deletes what children have left whose parents were killed.
  static void sweep(Path scratch) throws IOException {
    for (String left : List.of(RECORDING, CRASH)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(scratch, "*.????????????????" + left)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
