package maplet.harness.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceStep;
import maplet.model.Rule;

/// Runs the operations of a trace, with all oracles, and compares the answers that the trace
/// expects.
public final class TraceReplay {
  private TraceReplay() {}

  /// Replays a trace up to the first divergence.
  ///
  /// @param runner made for the trace's regime
  /// @param bins counts what happened
  public static Optional<Divergence> run(SequenceRunner runner, Trace trace, OutcomeBins bins) {
    Checker checker = runner.checker();
    OperationSlot slot = new OperationSlot();
    RecordedSequence recorded = new RecordedSequence();
    List<Violation> unmet = new ArrayList<>();
    boolean equal = checker.begin(setup(trace));
    for (int i = 0; equal && checker.isCreated() && i < trace.steps().size(); i++) {
      TraceStep step = trace.steps().get(i);
      slot.set(step.operation(), step.refuseFrom());
      recorded.add(slot);
      equal = checker.step(slot);
      bins.count(slot.kind, checker.status());
      if (equal && !isMet(step, checker)) {
        unmet.add(unmet(step, checker));
        equal = false;
      }
    }
    return runner.end(equal, setup(trace), recorded, unmet);
  }

  /// The address space or page table that a trace creates.
  public static Setup setup(Trace trace) {
    return new Setup(trace.header().base(), trace.header().size(), trace.header().layer());
  }

  private static boolean isMet(TraceStep step, Checker checker) {
    Rule rule = checker.status().isRefusal() ? checker.rule() : Rule.NONE;
    return step.expectation().map(e -> e.isMetBy(checker.status(), rule)).orElse(true);
  }

  private static Violation unmet(TraceStep step, Checker checker) {
    String expected = "the trace expects " + step.expectation().orElseThrow();
    return new Violation(Oracle.OUTCOME, 0, expected, checker.status() + " " + checker.rule());
  }
}
