package maplet.harness.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import maplet.harness.check.RegimeResult.SeededDivergence;
import maplet.harness.sequence.SeededChoices;
import maplet.harness.sequence.Workload;
import maplet.model.arch.Regime;

/// Runs a plan: regime after regime, all workers on the sequences of one regime at a time.
///
/// Which sequences run, and what each does, is a function of the plan alone, not of the workers;
/// only a time limit makes a difference to how many.
public final class Campaign {
  /// Hears how far a campaign is, from any thread.
  public interface Progress {
    /// Called after each sequence.
    ///
    /// @param operations done on this regime so far
    void advanced(Regime regime, long operations);
  }

  private final Plan plan;
  private final Progress progress;

  public Campaign(Plan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /// Runs the plan to its end.
  public List<RegimeResult> run() throws InterruptedException {
    List<RegimeResult> results = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(plan.jobs())) {
      for (Regime regime : plan.regimes()) {
        results.add(new RegimeRun(regime).run(workers));
      }
    }
    return results;
  }

  /// The seed of a regime's n-th sequence.
  public static long sequenceSeed(long seed, Regime regime, long sequence) {
    return SeededChoices.split(SeededChoices.split(seed, regime.id().hashCode()), sequence);
  }

  /// The campaign on one regime.
  private final class RegimeRun {
    private final Regime regime;
    private final long started = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final OutcomeBins bins = new OutcomeBins();
    private final WalkBins walks = new WalkBins();
    private long handedOut;
    private long sequences;
    private final List<SeededDivergence> divergences = new ArrayList<>();

    RegimeRun(Regime regime) {
      this.regime = regime;
    }

    RegimeResult run(ExecutorService workers) throws InterruptedException {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < plan.jobs(); i++) {
        running.add(workers.submit(this::work));
      }
      for (Future<?> worker : running) {
        try {
          worker.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException("a worker of the campaign failed", e.getCause());
        }
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
      divergences.sort(Comparator.comparingLong(SeededDivergence::sequence));
      return new RegimeResult(regime, sequences, bins, walks, elapsed, divergences);
    }

    private void work() {
      OutcomeBins counted = new OutcomeBins();
      try (SequenceRunner runner = new SequenceRunner(regime, plan.provider(), plan.oracles())) {
        Optional<Share> share = next();
        while (share.isPresent()) {
          runShare(runner, share.get(), counted);
          share = next();
        }
        synchronized (this) {
          bins.add(counted);
          walks.add(runner.checker().walks());
        }
      }
    }

    private void runShare(SequenceRunner runner, Share share, OutcomeBins counted) {
      long seed = sequenceSeed(plan.seed(), regime, share.sequence());
      for (Divergence found : runner.run(seed, share.workload(), share.operations(), counted)) {
        diverged(new SeededDivergence(share.sequence(), seed, found));
      }
      progress.advanced(regime, done.addAndGet(share.operations()));
    }

    private synchronized void diverged(SeededDivergence found) {
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

    private synchronized Optional<Share> next() {
      long left = plan.operations() - handedOut;
      boolean late = sequences > 0 && System.nanoTime() - started >= plan.time().toNanos();
      if (left <= 0 || late || plan.toDivergence() && !divergences.isEmpty()) {
        return Optional.empty();
      }
      Workload workload = plan.workloads().workload(sequences);
      int operations = (int) Math.min(left, workload.length());
      handedOut += operations;
      return Optional.of(new Share(sequences++, workload, operations));
    }
  }

  /// One sequence for one worker.
  private record Share(long sequence, Workload workload, int operations) {}
}
