package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import maplet.harness.conform.Acceptance;
import maplet.harness.conform.ConformPlan;
import maplet.harness.conform.Conformance;
import maplet.harness.conform.TraceRun;
import maplet.harness.text.ShellWord;
import maplet.harness.verdict.ConformReport;
import maplet.harness.verdict.Expectation;
import maplet.harness.verdict.ExpectationReader;
import maplet.harness.verdict.TextReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `maplet conform`: somebody else's implementation against the model.
@Command(
    name = "conform",
    mixinStandardHelpOptions = true,
    description = "Checks an implementation of your own, by random sequences in a child process.",
    footer = {
      "What was interrupted (Ctrl-C: exit code 130, after a report of what there is) goes on where"
          + " it was, as long as subject, profile and seed are the"
          + " same.",
      "Exit codes: 0 conforms; 1 something diverges unexpectedly, or no longer diverges that was"
          + " expected to; 2 bad input; 3 the environment lacks something, or the run's counts"
          + " can't be right; 4 incomplete: something that the profile claims wasn't exercised."
    })
final class ConformCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConformOptions options = new ConformOptions();

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "Divergences that are known (JSON); one that is gone fails as stale.")
  private Optional<Path> expect = Optional.empty();

  @Option(
      names = "--accept",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "Only add these findings, as the report names them, to the file of --expect (default:"
              + " expected.json), with their traces.")
  private List<String> accept = List.of();

  @Option(names = "--reason", paramLabel = "WHY", description = "Why they are accepted.")
  private String reason = "";

  @Option(
      names = "--time",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Time for all regimes together, as in 30s, 10m or 8h (default: 60s).")
  private Duration time = Duration.ZERO;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Sequences for each regime at most.")
  private long sequences;

  @Option(
      names = "--patience",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "A subject that takes longer for one operation hangs (default: 10s).")
  private Duration patience = Duration.ofSeconds(10);

  @Option(
      names = "--in-process",
      description = "Load the subject into this process: faster to start, but it can end it.")
  private boolean inProcess;

  @Option(
      names = "--allow-incomplete",
      description = "Exit code 0 though something that the profile claims wasn't exercised.")
  private boolean allowIncomplete;

  @Option(names = "--replay", paramLabel = "TRACE", description = "Only run this trace.")
  private Optional<Path> replay = Optional.empty();

  @Mixin private ReportFiles files = new ReportFiles();

  @Mixin private DetailOption detail = new DetailOption();

  @Override
  public Integer call() throws Exception {
    boolean unlimited = sequences > 0 && time.isZero();
    Duration limit =
        unlimited ? Duration.ofDays(3650) : time.isZero() ? Duration.ofSeconds(60) : time;
    long most = sequences > 0 ? sequences : Long.MAX_VALUE;
    ConformPlan plan = options.plan(most, limit, patience, inProcess);
    if (!accept.isEmpty()) {
      return accept(plan);
    }
    List<Expectation> expectations =
        expect.isPresent() ? ExpectationReader.read(existing(expect.get())) : List.of();
    PrintWriter out = spec.commandLine().getOut();
    if (replay.isPresent()) {
      return replay(plan, existing(replay.get()), out);
    }
    files.open();
    OutputFolder.prepare(plan.folder());
    PrintWriter err = spec.commandLine().getErr();
    Conformance conformance =
        new Conformance(
            plan,
            line -> {
              err.println(line);
              err.flush();
            });
    ConformReport report;
    try (Interruption _ = new Interruption(() -> interrupted(conformance, plan))) {
      report = conformance.run(expectations).allowingIncomplete(allowIncomplete);
    }
    detail.of(TextReport.lines(report)).forEach(out::println);
    out.println(report.line());
    out.flush();
    List<String> problems = files.write(report, plan.folder());
    problems.forEach(err::println);
    err.flush();
    int code = ExitCodes.of(report.verdict(), allowIncomplete);
    return code == ExitCodes.CONFORMS && !problems.isEmpty() ? ExitCodes.ENVIRONMENT : code;
  }

  private int accept(ConformPlan plan) throws IOException {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "--accept needs --reason WHY, which whoever comes later reads");
    }
    Path file = expect.orElse(Path.of("expected.json"));
    PrintWriter out = spec.commandLine().getOut();
    List<String> lines = Acceptance.accept(plan.folder(), accept, reason, file);
    lines.forEach(out::println);
    out.printf(
        "ACCEPTED: %s in %s%n", lines.size() == 1 ? "1 finding" : lines.size() + " findings", file);
    out.flush();
    return ExitCodes.CONFORMS;
  }

  /// Says what there is so far, and how to go on.
  private void interrupted(Conformance conformance, ConformPlan plan) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ConformReport report = conformance.soFar();
      detail.of(TextReport.lines(report)).forEach(out::println);
      out.println("INTERRUPTED, until then " + report.line());
      files.write(report, plan.folder()).forEach(out::println);
    } catch (IOException e) {
      out.println("INTERRUPTED; what there is so far can't be read: " + e);
    }
    List<String> words = new ArrayList<>(List.of("maplet"));
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    out.println("to go on: " + ShellWord.command(words));
    out.flush();
  }

  private int replay(ConformPlan plan, Path trace, PrintWriter out) throws Exception {
    List<String> lines = TraceRun.run(plan, trace);
    detail.of(lines).forEach(out::println);
    out.println((lines.isEmpty() ? "CONFORMS: " : "DIVERGES: ") + trace);
    out.flush();
    return lines.isEmpty() ? ExitCodes.CONFORMS : ExitCodes.DIVERGENCE;
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": expected a file that exists");
    }
    return file;
  }
}
