package maplet.harness.conform;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import maplet.harness.check.Campaign;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.StepListener;
import maplet.harness.check.TraceReplay;
import maplet.harness.profile.Claims;
import maplet.harness.report.Reproduction;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Setup;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.Report;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.trace.Trace;
import maplet.harness.verdict.FindingName;
import maplet.model.arch.Regime;

/// Runs sequences of one regime in this process, one after another, whatever they find.
final class RegimeCampaign implements AutoCloseable {
  /// Sequences that are run in search of a smaller one.
  private static final int ATTEMPTS = 3000;

  /// The same where each try may take as long as the subject may.
  private static final int HANGING_ATTEMPTS = 16;

  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

  private final Regime regime;
  private final long seed;
  private final Findings findings;
  private final FindingStore store;
  private final FlightRecorder recorder;
  private final SequenceRunner runner;
  private final List<Workload> workloads;
  private final OutcomeBins bins = new OutcomeBins();
  private final Totals before;
  private final SubjectProvider provider;
  private final Duration patience;

  /// Findings of this sequence that nobody has made smaller yet.
  private final Set<FindingName> fresh = new HashSet<>();

  /// Whether a sequence of the campaign runs, and not one in search of a smaller one.
  private boolean running;

  RegimeCampaign(
      ConformPlan plan,
      String regimeId,
      SubjectProvider provider,
      FlightRecorder recorder,
      FindingStore store) {
    this.regime = plan.regime(regimeId);
    this.seed = plan.seed();
    this.findings = new Findings(plan);
    this.store = store;
    this.recorder = recorder;
    this.workloads = plan.workloads().of(plan.claims().layers());
    this.before = recorder.totals();
    this.provider = provider;
    this.patience = plan.patience();
    Claims claims = plan.claims();
    runner =
        new SequenceRunner(
            regime,
            provider,
            oracles(provider.reports()),
            claims.terms(),
            new Recording(recorder, enumSet(claims.operations()), this::keep));
    runner.host().watch(recorder::damage);
    runner.checker().exercised().add(before.exercised());
  }

  /// The oracles that can judge a subject.
  static Set<Oracle> oracles(Set<Report> reports) {
    Set<Oracle> oracles = EnumSet.allOf(Oracle.class);
    if (!reports.contains(Report.INVALIDATIONS)) {
      oracles.remove(Oracle.INVALIDATION);
    }
    return oracles;
  }

  private static Set<OperationKind> enumSet(Set<OperationKind> operations) {
    Set<OperationKind> copy = EnumSet.noneOf(OperationKind.class);
    copy.addAll(operations);
    return copy;
  }

  /// Runs the next sequences.
  ///
  /// @param untilSequence number of the first that isn't run
  /// @param untilNanos when the campaign has taken so long, no further sequence is begun
  /// @param toFinding whether none is begun after a finding
  void run(long untilSequence, long untilNanos, boolean toFinding) {
    boolean done = false;
    while (!done && recorder.sequence() < untilSequence && recorder.nanos() < untilNanos) {
      runSequence(recorder.sequence());
      done = toFinding && !store.all().isEmpty();
    }
    store.flush();
  }

  private void runSequence(long number) {
    long started = System.nanoTime();
    long operations = bins.total();
    long sequenceSeed = Campaign.sequenceSeed(seed, regime, number);
    Workload workload = workloads.get((int) (number % workloads.size()));
    recorder.seed(sequenceSeed);
    recorder.phase(FlightRecorder.Phase.RUNNING);
    running = true;
    List<Divergence> divergences = runner.run(sequenceSeed, workload, workload.length(), bins);
    running = false;
    for (Divergence found : divergences) {
      diverged(found);
    }
    recorder.end(
        bins.total() - operations,
        System.nanoTime() - started,
        bins,
        runner.checker().exercised(),
        runner.checker().liberties(),
        before);
    recorder.sequence(number + 1);
    recorder.phase(FlightRecorder.Phase.IDLE);
  }

  /// Keeps what a sequence has just found, for it may not come to its end.
  private void keep(Divergence divergence) {
    FindingName name = Findings.name(divergence);
    if (running && !store.knows(name)) {
      keep(name, Reproduction.unreproduced(divergence));
      fresh.add(name);
    }
  }

  /// Makes what a sequence has found smaller, or counts it.
  private void diverged(Divergence divergence) {
    FindingName name = Findings.name(divergence);
    if (!fresh.remove(name)) {
      store.count(name);
      return;
    }
    recorder.phase(FlightRecorder.Phase.MINIMISING);
    long started = System.nanoTime();
    boolean hangs = divergence.failure().equals(Optional.of(SubjectFailure.Kind.HANG));
    provider.patience(hangs ? SHORT_PATIENCE : patience);
    int attempts = hangs ? HANGING_ATTEMPTS : ATTEMPTS;
    keep(name, Reproduction.of(divergence, runner, attempts));
    provider.patience(patience);
    recorder.minimised(System.nanoTime() - started);
  }

  private void keep(FindingName name, Reproduction reproduction) {
    store.put(
        findings.of(name, reproduction, recorder.sequence(), recorder.seed()),
        findings.trace(name, reproduction.minimised(), recorder.seed()));
  }

  /// Runs the operations of a trace.
  List<Divergence> replay(Trace trace) {
    return TraceReplay.run(runner, trace, new OutcomeBins());
  }

  /// A divergence of [#replay] with its walk, as small as it is.
  Reproduction explain(Divergence divergence) {
    return Reproduction.of(divergence, runner, 1);
  }

  @Override
  public void close() {
    runner.close();
  }

  /// Writes down what is about to be done.
  ///
  /// @param operations that the subject has; an enum set, for each operation is looked up
  /// @param keep gets what diverges, at once
  private record Recording(
      FlightRecorder recorder, Set<OperationKind> operations, Consumer<Divergence> keep)
      implements StepListener {
    @Override
    public boolean applies(OperationSlot slot) {
      return operations.contains(slot.kind);
    }

    @Override
    public void begins(Setup setup) {
      recorder.begin(setup);
    }

    @Override
    public void step(OperationSlot slot) {
      recorder.add(slot);
    }

    @Override
    public void diverged(Divergence found) {
      keep.accept(found);
    }

    @Override
    public void destroys() {
      recorder.destroys();
    }
  }
}
