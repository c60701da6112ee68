package maplet.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import maplet.harness.check.Campaign;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.Plan;
import maplet.harness.check.RegimeResult;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.TraceReplay;
import maplet.harness.check.WorkloadMix;
import maplet.harness.profile.ProfileReader;
import maplet.harness.report.CoverageTable;
import maplet.harness.report.FaultTable;
import maplet.harness.report.SummaryTable;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.trace.ShippedTraces;
import maplet.harness.trace.Trace;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maplet check`: random sequences on every regime, and all shipped traces, checked after each
/// step.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Runs random operation sequences and the shipped traces, checked after every step.",
    footer = {
      "Without options: a minute on all architectures, and all shipped traces.",
      "Ctrl-C ends it early: what was found until then is printed, with exit code 130."
    })
final class CheckCommand implements Callable<Integer> {
  private static final Duration DEFAULT_TIME = Duration.ofSeconds(50);

  /// What a heap of 2 GiB holds.
  private static final int MOST_JOBS = 12;

  /// Longer than anybody waits.
  private static final Duration UNLIMITED = Duration.ofDays(3650);

  /// How long somebody who pressed Ctrl-C waits for findings to be made smaller, and printed.
  private static final long MOST_LAST_SECONDS = 30;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RegimeSelection selection = new RegimeSelection();

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Only the regimes of this profile (JSON).")
  private List<Path> profiles = new ArrayList<>();

  @Option(
      names = "--ops",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Operations for each architecture, as in 10000000 or 10M.")
  private long operations;

  @Option(
      names = "--time",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Time for all architectures together, as in 30s, 10m or 8h (default: 50s).")
  private Duration time = Duration.ZERO;

  @Option(
      names = "--seed",
      paramLabel = "S",
      converter = SeedConverter.class,
      description = "Names all sequences; the same seed gives the same ones (default: 1).")
  private long seed = 1;

  @Mixin private JobsOption jobs = new JobsOption(MOST_JOBS);

  @Option(
      names = "--workload",
      paramLabel = "W",
      description = "pages (1-16 granules in 16 MiB), huge, table, or all (default: all).")
  private WorkloadMix workload = WorkloadMix.ALL;

  @Mixin private OracleSelection selected = new OracleSelection();

  @Mixin private DetailOption detail = new DetailOption();

  @Option(
      names = "--coverage",
      description = "Ends with how often each operation, and each walk, ended how.")
  private boolean coverage;

  @Option(
      names = "--allow-incomplete",
      description = "Exit code 0 though something wasn't exercised.")
  private boolean allowIncomplete;

  @Option(
      names = "--out",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "Where traces of divergences are saved (default: here).")
  private Path folder = Path.of(".");

  private final SubjectProvider provider;

  private volatile boolean interrupted;
  private volatile Optional<Campaign> campaign = Optional.empty();

  /// Checks Maplet's own implementation.
  CheckCommand() {
    this(new InProcessSubject.Provider());
  }

  /// @param provider the implementation to check
  CheckCommand(SubjectProvider provider) {
    this.provider = provider;
  }

  @Override
  public Integer call() throws Exception {
    CountDownLatch said = new CountDownLatch(1);
    try (Interruption _ = new Interruption(() -> interrupt(said))) {
      return check();
    } finally {
      said.countDown();
    }
  }

  /// Ends the check early, and waits until it has said what it found.
  private void interrupt(CountDownLatch said) {
    interrupted = true;
    campaign.ifPresent(Campaign::stop);
    try {
      boolean ignored = said.await(MOST_LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int check() throws Exception {
    long started = System.nanoTime();
    Set<Oracle> oracles = selected.oracles();
    OutputFolder.prepare(spec, folder);
    Output output = new Output(spec.commandLine(), folder, detail);
    SummaryTable summary = new SummaryTable();
    OutcomeBins bins = new OutcomeBins();
    List<Regime> regimes = regimes();
    CheckVerdict verdict = new CheckVerdict(workload, allowIncomplete);
    if (!selection.namesRegimes() && profiles.isEmpty()) {
      replayShippedTraces(regimes, oracles, output, summary, bins);
    }
    List<String> walks = new ArrayList<>();
    for (RegimeResult result : runCampaign(regimes, started, oracles, output)) {
      bins.add(result.bins());
      walks.addAll(FaultTable.lines(result.regime(), result.walks()));
      verdict.add(result);
      summarise(result, oracles, output, summary);
    }
    output.clearProgress();
    output.lines(summary.lines());
    if (coverage) {
      output.lines(CoverageTable.lines(bins));
      output.lines(walks);
    }
    output.lines(verdict.lines());
    output.lines(selected.notes());
    double seconds = (System.nanoTime() - started) / 1e9;
    String line = verdict.line(summary, seconds, "seed " + seed);
    output.lines(List.of(interrupted ? "INTERRUPTED, until then " + line : line));
    return verdict.exitCode(summary);
  }

  private List<Regime> regimes() throws IOException {
    if (selection.given() + profiles.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--arch, --regime and --profile: give only one of them");
    }
    if (!profiles.isEmpty()) {
      Path profile = profiles.getFirst();
      if (!Files.isRegularFile(profile)) {
        throw new ParameterException(
            spec.commandLine(), "--profile %s: expected a file that exists".formatted(profile));
      }
      return ProfileReader.read(profile).regimes();
    }
    return selection.regimes();
  }

  /// @param started when the time began
  private List<RegimeResult> runCampaign(
      List<Regime> regimes, long started, Set<Oracle> oracles, Output output)
      throws InterruptedException {
    boolean unlimited = operations > 0 && time.isZero();
    Duration all = time.isZero() ? DEFAULT_TIME : time;
    Duration left = unlimited ? UNLIMITED : all.minusNanos(System.nanoTime() - started);
    long most = operations > 0 ? operations : Long.MAX_VALUE;
    Plan plan =
        new Plan(regimes, provider, seed, most, left, jobs.count(), workload, oracles, false);
    Campaign running = new Campaign(plan, output::progress);
    campaign = Optional.of(running);
    if (interrupted) {
      running.stop(); // before it was there
    }
    return running.run();
  }

  private void summarise(
      RegimeResult result, Set<Oracle> oracles, Output output, SummaryTable summary) {
    summary.add(
        result.regime().id(), result.bins().total(), result.elapsed(), result.divergences().size());
    for (RegimeResult.SeededDivergence found : result.divergences()) {
      output.divergence(
          found.divergence(),
          provider,
          oracles,
          OptionalLong.of(found.seed()),
          "seed %d, sequence %d (maplet check --regime %s --seed %d)"
              .formatted(seed, found.sequence(), result.regime().id(), seed));
    }
  }

  private void replayShippedTraces(
      List<Regime> regimes,
      Set<Oracle> oracles,
      Output output,
      SummaryTable summary,
      OutcomeBins bins)
      throws Exception {
    for (String name : ShippedTraces.names()) {
      Trace trace = ShippedTraces.read(name);
      Regime regime = Regimes.find(trace.header().regime());
      if (regimes.contains(regime) && !interrupted) {
        OutcomeBins counted = new OutcomeBins();
        long started = System.nanoTime();
        try (SequenceRunner runner = new SequenceRunner(regime, provider, oracles)) {
          List<Divergence> found = TraceReplay.run(runner, trace, counted);
          Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
          summary.add(name, counted.total(), elapsed, found.size());
          bins.add(counted);
          for (Divergence each : found) {
            output.divergence(
                each, provider, oracles, OptionalLong.empty(), "shipped trace " + name);
          }
        }
      }
    }
  }
}
