package maplet.harness.museum;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Hunts the bugs of a plan, several at the same time.
final class Museum {
  private final MuseumPlan plan;
  private final Consumer<Showing> progress;
  private final Hunt hunt;

  Museum(MuseumPlan plan, Consumer<Showing> progress) {
    this.plan = plan;
    this.progress = progress;
    this.hunt = new Hunt(plan.seed(), plan.time());
  }

  MuseumResult run() throws IOException, InterruptedException {
    long started = System.nanoTime();
    List<Showing> showings;
    Optional<String> lack = Optional.empty();
    if (!plan.has(Half.C)) {
      showings = showAll(Optional.empty());
    } else if (plan.compiler().isEmpty()) {
      lack = Optional.of(StarterLibrary.LACK);
      showings = showAll(Optional.empty());
    } else {
      try (StarterLibrary library = StarterLibrary.build(plan.compiler().get())) {
        showings = showAll(Optional.of(library));
      }
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
    return new MuseumResult(showings, lack, plan.seed(), elapsed);
  }

  /// @param library without one, bugs of the C half aren't shown
  private List<Showing> showAll(Optional<StarterLibrary> library)
      throws IOException, InterruptedException {
    List<Future<Showing>> running = new ArrayList<>();
    List<Showing> showings = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(plan.jobs())) {
      for (Exhibit exhibit : plan.exhibits()) {
        switch (exhibit) {
          case PlantedBug bug -> running.add(workers.submit(() -> shown(bug, hunt.inProcess(bug))));
          case StarterBug bug ->
              library.ifPresent(
                  built -> running.add(workers.submit(() -> shown(bug, hunt.inChild(bug, built)))));
        }
      }
      for (Future<Showing> each : running) {
        showings.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a hunt failed", e.getCause());
    }
    return showings;
  }

  private Showing shown(Exhibit exhibit, Optional<Kill> kill) {
    Showing showing = new Showing(exhibit, kill);
    progress.accept(showing);
    return showing;
  }
}
