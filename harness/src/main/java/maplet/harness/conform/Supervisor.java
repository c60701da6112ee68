package maplet.harness.conform;

import java.io.IOException;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.subject.SubjectFailure;

/// Has a child process run the campaign on one regime, and another one when it dies or hangs.
final class Supervisor {
  private final ConformPlan plan;
  private final String regime;
  private final FlightRecorder recorder;

  Supervisor(ConformPlan plan, String regime, FlightRecorder recorder) {
    this.plan = plan;
    this.regime = regime;
    this.recorder = recorder;
  }

  /// Runs the campaign to its end.
  void run() throws IOException, InterruptedException {
    run(false);
  }

  /// Runs the campaign to its first finding, or its end.
  void runToFinding() throws IOException, InterruptedException {
    run(true);
  }

  private void run(boolean toFinding) throws IOException, InterruptedException {
    long nanos = plan.timeForEach().toNanos();
    String command = (toFinding ? Worker.FIND : Worker.RUN) + plan.sequences() + " " + nanos;
    // At least once, so that the subject's name is known.
    boolean done = false;
    while (!done) {
      long started = System.nanoTime();
      long before = recorder.nanos();
      RecordedSequence lost;
      try (ChildProcess child = new ChildProcess(plan, regime, recorder, plan.recorder(regime))) {
        ChildProcess.End end = child.command(command, plan.patience());
        if (end == ChildProcess.End.ANSWERED) {
          return;
        }
        SubjectFailure.Kind kind =
            end == ChildProcess.End.HUNG ? SubjectFailure.Kind.HANG : SubjectFailure.Kind.CRASH;
        String reason =
            end == ChildProcess.End.HUNG
                ? "none for %d s".formatted(plan.patience().toSeconds())
                : child.reason();
        lost = recorder.steps();
        FindingStore store = new FindingStore(plan.folder());
        new LastWords(plan, regime, recorder, store, kind).keep(reason);
        store.flush();
      }
      recorder.lose(lost, System.nanoTime() - started - (recorder.nanos() - before));
      done = toFinding || recorder.sequence() >= plan.sequences() || recorder.nanos() >= nanos;
    }
  }
}
