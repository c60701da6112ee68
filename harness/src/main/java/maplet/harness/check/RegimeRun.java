package maplet.harness.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import maplet.harness.check.RegimeResult.SeededDivergence;
import maplet.harness.sequence.Workload;
import maplet.model.arch.Regime;

/// How far a campaign is on one regime. Workers take its sequences one by one.
final class RegimeRun {
  private final Plan plan;
  private final Regime regime;
  private final List<Workload> workloads;
  private final OutcomeBins bins = new OutcomeBins();
  private final WalkBins walks = new WalkBins();
  private final ExerciseBins exercised = new ExerciseBins();
  private final List<SeededDivergence> divergences = new ArrayList<>();
  private long left;
  private long sequences;
  private long busyNanos;
  private long done;

  RegimeRun(Plan plan, Regime regime) {
    this.plan = plan;
    this.regime = regime;
    this.workloads = plan.workloads().workloads();
    this.left = plan.operations(regime);
  }

  Regime regime() {
    return regime;
  }

  /// A sequence for one worker.
  ///
  /// @param number of the sequence in the regime
  record Share(RegimeRun of, long number, long seed, Workload workload, int operations) {}

  /// Takes the next sequence; empty where the regime is at its end.
  synchronized Optional<Share> next() {
    if (isOver()) {
      return Optional.empty();
    }
    long number = sequences++;
    Workload workload = workloads.get((int) (number % workloads.size()));
    long seed = Campaign.sequenceSeed(plan.seed(), regime, number);
    int length = Schedule.length(seed, number / workloads.size());
    int operations = (int) Math.min(left, length);
    left -= operations;
    return Optional.of(new Share(this, number, seed, workload, operations));
  }

  /// Whether there is no further sequence.
  synchronized boolean isOver() {
    return left <= 0 || plan.toDivergence() && !divergences.isEmpty();
  }

  /// A sequence has ended.
  ///
  /// @param operations how many it had
  /// @return operations of all sequences that have ended
  synchronized long ended(long nanos, long operations) {
    busyNanos += nanos;
    done += operations;
    return done;
  }

  synchronized void diverged(SeededDivergence found) {
    boolean known =
        divergences.stream()
            .anyMatch(each ->
                each.sequence() <= found.sequence()
                    && each.divergence().isLike(found.divergence()));
    if (!known) {
      divergences.removeIf(each -> each.divergence().isLike(found.divergence()));
      divergences.add(found);
    }
  }

  /// A worker has done all that it will.
  synchronized void add(OutcomeBins counted, SequenceRunner runner) {
    bins.add(counted);
    walks.add(runner.checker().walks());
    exercised.add(runner.checker().exercised());
  }

  synchronized RegimeResult result() {
    divergences.sort(Comparator.comparingLong(SeededDivergence::sequence));
    Duration share = Duration.ofNanos(busyNanos / plan.jobs());
    return new RegimeResult(regime, sequences, bins, walks, exercised, share, divergences);
  }
}
