package maplet.harness.conform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import maplet.harness.verdict.Finding;

/// What a campaign in a child process found first, and how long that took.
///
/// @param finding minimised; empty where the plan's time or sequences ended before one
/// @param toFind from the start of the child to the divergence
/// @param toMinimise what came after
public record FirstFinding(Optional<Finding> finding, Duration toFind, Duration toMinimise) {
  /// Runs the first regime of a plan up to the first finding, from its beginning.
  public static FirstFinding of(ConformPlan plan) throws IOException, InterruptedException {
    String regime = plan.regimes().getFirst();
    new FindingStore(plan.folder()).clear(regime);
    long started = System.nanoTime();
    try (FolderLock _ = FolderLock.take(plan.folder());
        FlightRecorder recorder = FlightRecorder.open(plan.recorder(regime))) {
      recorder.restart(Fingerprint.of(plan));
      new Supervisor(plan, regime, recorder).runToFinding();
      recorder.phase(FlightRecorder.Phase.FINISHED);
      Duration toMinimise = Duration.ofNanos(recorder.minimisingNanos());
      Duration toFind = Duration.ofNanos(System.nanoTime() - started).minus(toMinimise);
      List<Finding> found = new FindingStore(plan.folder()).all();
      return new FirstFinding(found.stream().findFirst(), toFind, toMinimise);
    }
  }
}
