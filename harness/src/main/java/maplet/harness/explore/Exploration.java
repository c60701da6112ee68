package maplet.harness.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import maplet.harness.check.Divergence;
import org.apache.commons.lang3.function.FailableRunnable;

/* Overview
 *
 * Breadth first, in waves. A wave is the next few thousand states in the order of their numbers;
 * threads visit them in chunks, and what they find waits with its chunk. When all are done, the
 * chunks' finds are added in the chunks' order. So nobody writes to the store while others read it,
 * and states get the numbers that one thread alone would give them. The states' order is that of
 * their distance from the empty state; the first divergence in it is one of the nearest.
 */
/// Explores a world to the fixpoint: until no operation in any state leads to another new one.
public final class Exploration {
  /// Hears how far an exploration is.
  public interface Progress {
    /// Called after each wave, by the thread that explores.
    void advanced(ExplorationResult sofar);
  }

  private static final int WAVE = 2048;
  private static final int CHUNK = 8;

  private final ExplorationPlan plan;
  private final Progress progress;
  private final StateStore store = new StateStore();
  private final List<Expander> expanders = new ArrayList<>();

  private Counts before = Counts.NONE;
  private Duration beforeTime = Duration.ZERO;
  private long started;
  private int visited;
  private Optional<Found> found = Optional.empty();

  /// A divergence at the visit of a state.
  private record Found(int state, Divergence divergence) {}

  public Exploration(ExplorationPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /// Explores until the fixpoint, the first divergence, or the limit of states. Called once.
  ///
  /// @throws IOException when the checkpoint can't be read or written
  public ExplorationResult run() throws IOException, InterruptedException {
    try {
      for (int i = 0; i < plan.jobs(); i++) {
        expanders.add(
            new Expander(plan.regime(), plan.provider(), plan.world(), plan.oracles(), store));
      }
      if (plan.checkpoint().isEmpty()) {
        return explore(() -> {});
      }
      return resume();
    } finally {
      expanders.forEach(Expander::close);
    }
  }

  private ExplorationResult resume() throws IOException, InterruptedException {
    ExplorationResult result;
    try (Checkpoint checkpoint =
        Checkpoint.open(plan.checkpoint().orElseThrow(), plan.title(), store)) {
      before = checkpoint.counts();
      beforeTime = Duration.ofNanos(checkpoint.nanos());
      visited = checkpoint.visited();
      result = explore(() -> checkpoint.append(store, visited, counts(), elapsed().toNanos()));
    }
    if (result.isFixpoint()) {
      // Another build of the subject must not take this one's result for its own.
      Files.delete(plan.checkpoint().orElseThrow());
    }
    return result;
  }

  private ExplorationResult explore(FailableRunnable<IOException> afterWave)
      throws IOException, InterruptedException {
    started = System.nanoTime();
    if (store.size() == 0) {
      Expander first = expanders.getFirst();
      if (!first.begin()) {
        return result(first.creation());
      }
      store.addFirst(first.high(), first.low());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(plan.jobs())) {
      while (visited < store.size() && store.size() < plan.mostStates() && found.isEmpty()) {
        wave(threads);
        if (found.isEmpty()) {
          afterWave.run();
        }
        progress.advanced(result(Optional.empty()));
      }
    }
    Optional<Divergence> divergence =
        found.map(each -> Counterexample.of(each.divergence(), plan, way(each.state())));
    return result(divergence);
  }

  private void wave(ExecutorService threads) throws InterruptedException {
    int end = Math.min(store.size(), visited + WAVE);
    List<Candidates> chunks = new ArrayList<>();
    for (int at = visited; at < end; at += CHUNK) {
      chunks.add(new Candidates());
    }
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (Expander expander : expanders) {
      running.add(threads.submit(() -> visitChunks(expander, chunks, next, end)));
    }
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a thread of the exploration failed", e.getCause());
      }
    }
    if (found.isEmpty()) {
      chunks.forEach(chunk -> chunk.addTo(store));
      visited = end;
    }
  }

  /// Chunks are handed out in their order, so that when one diverges, all before it are finished.
  private void visitChunks(
      Expander expander, List<Candidates> chunks, AtomicInteger next, int end) {
    int chunk = next.getAndIncrement();
    while (chunk < chunks.size()) {
      int from = visited + chunk * CHUNK;
      for (int state = from; state < Math.min(end, from + CHUNK); state++) {
        Optional<Divergence> divergence = expander.visit(state, chunks.get(chunk));
        if (divergence.isPresent()) {
          diverged(new Found(state, divergence.get()));
          next.set(chunks.size());
          return;
        }
      }
      chunk = next.getAndIncrement();
    }
  }

  private synchronized void diverged(Found each) {
    if (found.isEmpty() || each.state() < found.get().state()) {
      found = Optional.of(each);
    }
  }

  private int[] way(int state) {
    int[] way = new int[store.depth(state)];
    store.way(state, way);
    return way;
  }

  private Counts counts() {
    Counts sum = before;
    for (Expander expander : expanders) {
      sum = sum.plus(expander.counts());
    }
    return sum;
  }

  private Duration elapsed() {
    return beforeTime.plusNanos(System.nanoTime() - started);
  }

  private ExplorationResult result(Optional<Divergence> divergence) {
    return new ExplorationResult(
        plan.regime(),
        plan.world(),
        store.size(),
        visited,
        store.size() == 0 ? 0 : store.depth(store.size() - 1),
        counts(),
        elapsed(),
        store.bytes(),
        divergence);
  }
}
