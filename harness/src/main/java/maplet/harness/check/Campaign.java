package maplet.harness.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import maplet.harness.check.RegimeResult.SeededDivergence;
import maplet.harness.sequence.SeededChoices;
import maplet.harness.subject.Terms;
import maplet.model.arch.Regime;

/// Runs a plan in rounds: a sequence of each workload in each regime, see [Schedule], whoever of
/// the workers is free.
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
  private final List<RegimeRun> runs;
  private final int turns;

  private volatile boolean stopped;
  private boolean begun;
  private int turn;

  public Campaign(Plan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
    this.runs = plan.regimes().stream().map(regime -> new RegimeRun(plan, regime)).toList();
    this.turns = runs.size() * plan.workloads().workloads().size();
  }

  /// Runs the plan to its end.
  public List<RegimeResult> run() throws InterruptedException {
    try (ExecutorService workers = Executors.newFixedThreadPool(plan.jobs())) {
      List<Future<?>> running = new ArrayList<>();
      long started = System.nanoTime();
      for (int i = 0; i < plan.jobs(); i++) {
        running.add(
            workers.submit(
                () -> new Worker(plan.time().toNanos() - (System.nanoTime() - started)).work()));
      }
      for (Future<?> worker : running) {
        try {
          worker.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException("a worker of the campaign failed", e.getCause());
        }
      }
    }
    return runs.stream().map(RegimeRun::result).toList();
  }

  /// Begins no further sequence: [#run] returns what there is when those that run have ended.
  public void stop() {
    stopped = true;
  }

  /// The seed of a regime's n-th sequence.
  public static long sequenceSeed(long seed, Regime regime, long sequence) {
    return SeededChoices.split(SeededChoices.split(seed, regime.id().hashCode()), sequence);
  }

  /// Takes the next sequence of a round; empty where there is none any more.
  ///
  /// @param deadline when it has passed there is none, but one in all
  private synchronized Optional<RegimeRun.Share> next(Deadline deadline) {
    if (stopped || begun && deadline.passed()) {
      return Optional.empty();
    }
    begun = true;
    for (int i = 0; i < turns; i++) {
      RegimeRun run = runs.get(turn % runs.size());
      turn = (turn + 1) % turns;
      Optional<RegimeRun.Share> share = run.next();
      if (share.isPresent()) {
        return share;
      }
    }
    return Optional.empty();
  }

  /// One thread, with a runner for each regime that it has come to.
  private final class Worker {
    private final Map<RegimeRun, Runner> runners = new HashMap<>();
    private final Deadline deadline;

    Worker(long nanos) {
      this.deadline = Deadline.in(nanos);
    }

    void work() {
      try (Machines machines = new Machines(plan.provider())) {
        Optional<RegimeRun.Share> share = next(deadline);
        while (share.isPresent()) {
          run(share.get(), machines);
          share = next(deadline);
        }
        runners.forEach((run, runner) -> run.add(runner.counted, runner.sequences));
      }
    }

    private void run(RegimeRun.Share share, Machines machines) {
      Runner runner = runners.computeIfAbsent(share.of(), run -> new Runner(run, machines));
      long started = System.nanoTime();
      long before = runner.counted.total();
      for (Divergence found :
          runner.sequences.run(
              share.seed(), share.workload(), share.operations(), runner.counted)) {
        share.of().diverged(new SeededDivergence(share.number(), share.seed(), found));
      }
      long operations = runner.counted.total() - before;
      long done = share.of().ended(System.nanoTime() - started, operations);
      progress.advanced(share.of().regime(), done);
    }

    /// What runs the sequences of a regime, and what they ended in.
    private final class Runner {
      private final SequenceRunner sequences;
      private final OutcomeBins counted = new OutcomeBins();

      Runner(RegimeRun run, Machines machines) {
        sequences =
            new SequenceRunner(
                run.regime(),
                plan.provider(),
                machines,
                plan.oracles(),
                Terms.STRICT,
                new StepListener() {});
        sequences.endAt(deadline);
      }
    }
  }
}
