package maplet.harness.conform;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import maplet.harness.check.Campaign;
import maplet.harness.check.Divergence;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.Schedule;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.StepListener;
import maplet.harness.check.TraceReplay;
import maplet.harness.profile.Claims;
import maplet.harness.report.Reproduction;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Setup;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.trace.Trace;
import maplet.model.arch.Regime;

/// Runs sequences of one regime in this process, one after another, whatever they find.
final class RegimeCampaign implements AutoCloseable {
  private final Regime regime;
  private final long seed;
  private final FindingStore store;
  private final FlightRecorder recorder;
  private final SequenceRunner runner;
  private final List<Workload> workloads;
  private final OutcomeBins bins = new OutcomeBins();
  private final Totals before;
  private final FindingKeeper keeper;

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
    this.store = store;
    this.recorder = recorder;
    this.workloads = plan.workloads().of(plan.claims().layers());
    this.before = recorder.totals();
    Claims claims = plan.claims();
    runner =
        new SequenceRunner(
            regime,
            provider,
            plan.oracles(provider.reports()),
            claims.terms(),
            new Recording(recorder, enumSet(claims.operations()), this::found));
    runner.host().watch(recorder::damage);
    runner.checker().exercised().add(before.exercised());
    keeper = new FindingKeeper(plan, runner, provider, recorder, store);
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
    keeper.resume();
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
    recorder.seed(Campaign.sequenceSeed(seed, regime, number));
    recorder.phase(FlightRecorder.Phase.RUNNING);
    running = true;
    List<Divergence> divergences = runNumbered(number, bins);
    running = false;
    keeper.ended(divergences);
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

  private List<Divergence> runNumbered(long number, OutcomeBins counted) {
    Workload workload = workloads.get((int) (number % workloads.size()));
    long sequenceSeed = Campaign.sequenceSeed(seed, regime, number);
    int length = Schedule.length(sequenceSeed, number / workloads.size());
    return runner.run(sequenceSeed, workload, length, counted);
  }

  private void found(Divergence divergence) {
    if (running) {
      keeper.found(divergence);
    }
  }

  /// Runs sequences of the campaign once more, and counts nothing.
  ///
  /// @param from number of the first
  /// @param to number of the last
  /// @param name the word of a finding's name
  /// @return the last divergence that has it
  Optional<Divergence> again(long from, long to, String name) {
    Optional<Divergence> met = Optional.empty();
    for (long number = from; number <= to; number++) {
      for (Divergence found : runNumbered(number, new OutcomeBins())) {
        met = Findings.name(found).word().equals(name) ? Optional.of(found) : met;
      }
    }
    return met;
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
