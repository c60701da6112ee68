package maplet.harness.conform;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import maplet.harness.check.Violation;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.FindingName;

/// Has a child process run the campaign on one regime, and another one when it dies or hangs.
final class Supervisor {
  /// A subject that can't be loaded so often in a row won't be.
  private static final int MOST_FAILED_LOADS = 2;

  private final ConformPlan plan;
  private final String regime;
  private final FlightRecorder recorder;

  /// Findings that are made smaller once more after that has ended a process.
  private final Set<FindingName> retried = new HashSet<>();

  /// The first sequence of the child that runs.
  private long since;

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
    resume();
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
    since = recorder.sequence();
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
    boolean wasMinimising = child.recorder().phase() == FlightRecorder.Phase.MINIMISING;
    recorder.takeFlight(child.recorder());
    FindingStore store = new FindingStore(plan.folder());
    new LastWords(plan, regime, recorder, store, end, since).keep(where, child.reason(end));
    store.flush();
    if (wasMinimising) {
      giveUp(store);
    }
  }

  /// Makes smaller what ended a process of an earlier run, which was ended before that was done.
  private void resume() throws IOException, InterruptedException {
    FindingStore store = new FindingStore(plan.folder());
    for (Finding finding : store.all(regime)) {
      if (!finding.minimised()) {
        String kind = finding.name().kind();
        if (kind.equals(SubjectFailure.Kind.CRASH.toString())) {
          resume(store, finding, ChildProcess.End.DIED);
        } else if (kind.equals(SubjectFailure.Kind.HANG.toString())) {
          resume(store, finding, ChildProcess.End.HUNG);
        }
      }
    }
  }

  private void resume(FindingStore store, Finding finding, ChildProcess.End end)
      throws IOException, InterruptedException {
    new LastWords(plan, regime, recorder, store, end, finding.since()).resume(finding);
  }

  /// The search for a smaller sequence ended the process, for a second time: what was searched for
  /// stays as it is.
  private void giveUp(FindingStore store) {
    for (Finding finding : store.all(regime)) {
      if (!finding.minimised() && !retried.add(finding.name())) {
        store.put(finding.withMinimised());
      }
    }
  }
}
