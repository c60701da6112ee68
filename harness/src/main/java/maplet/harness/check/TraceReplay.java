package maplet.harness.check;

import java.util.List;
import maplet.harness.sequence.Setup;
import maplet.harness.trace.Creation;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceHeader;
import maplet.harness.trace.TraceStep;
import maplet.model.Rule;

/// Runs the operations of a trace, with all oracles, and compares the answers that the trace
/// expects.
public final class TraceReplay {
  private TraceReplay() {}

  /// Replays a trace.
  ///
  /// @param runner made for the trace's regime
  /// @param bins counts what happened
  /// @return what diverged, each kind once
  public static List<Divergence> run(SequenceRunner runner, Trace trace, OutcomeBins bins) {
    return runner.run(trace, bins);
  }

  /// The address space or page table that a trace creates.
  public static Setup setup(Trace trace) {
    TraceHeader header = trace.header();
    Creation creation = header.creation();
    return new Setup(
        header.base(),
        header.size(),
        header.layer(),
        creation.refuseFrom(),
        creation.refuseOnce(),
        creation.recycled());
  }

  /// Whether the last step ended as the trace expects.
  static boolean isMet(TraceStep step, Checker checker) {
    Rule rule = checker.status().isRefusal() ? checker.rule() : Rule.NONE;
    return step.expectation().map(e -> e.isMetBy(checker.status(), rule)).orElse(true);
  }

  /// What is wrong where it didn't.
  static Violation unmet(TraceStep step, Checker checker) {
    String expected = "the trace expects " + step.expectation().orElseThrow();
    return new Violation(
        Oracle.OUTCOME, Violation.NOWHERE, expected, checker.status() + " " + checker.rule());
  }
}
