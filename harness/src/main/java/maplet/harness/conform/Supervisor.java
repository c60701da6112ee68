package maplet.harness.conform;

import java.io.IOException;
import maplet.harness.check.Violation;
import maplet.harness.sequence.RecordedSequence;

/// Has a child process run the campaign on one regime, and another one when it dies or hangs.
final class Supervisor {
  /// A subject that can't be loaded so often in a row won't be.
  private static final int MOST_FAILED_LOADS = 2;

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
    int failedLoads = 0;
    // At least once, so that the subject's name is known.
    boolean done = false;
    while (!done) {
      try (ChildProcess child = new ChildProcess(plan, regime, recorder, plan.folder())) {
        if (child.loaded() == ChildProcess.End.ANSWERED) {
          failedLoads = 0;
          done = isDone(child, command);
        } else {
          keep(child, child.loaded(), Violation.IN_LOAD);
          recorder.add(child.nanos());
          done = ++failedLoads == MOST_FAILED_LOADS;
        }
      }
      done |= toFinding && failedLoads > 0;
      done |= recorder.sequence() >= plan.sequences() || recorder.nanos() >= nanos;
    }
  }

  /// Gives a command, and keeps what the child doesn't survive.
  private boolean isDone(ChildProcess child, String command)
      throws IOException, InterruptedException {
    long before = recorder.nanos();
    ChildProcess.End end = child.command(command, plan.patience());
    if (end == ChildProcess.End.ANSWERED) {
      return true;
    }
    keep(child, end, "");
    RecordedSequence lost = recorder.steps();
    recorder.lose(lost, child.nanos() - (recorder.nanos() - before));
    return command.startsWith(Worker.FIND);
  }

  private void keep(ChildProcess child, ChildProcess.End end, String where)
      throws IOException, InterruptedException {
    recorder.takeFlight(child.recorder());
    FindingStore store = new FindingStore(plan.folder());
    new LastWords(plan, regime, recorder, store, end).keep(where, child.reason(end));
    store.flush();
  }
}
