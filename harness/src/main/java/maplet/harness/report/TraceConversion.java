package maplet.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.harness.check.Divergence;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.trace.Creation;
import maplet.harness.trace.Provenance;
import maplet.harness.trace.RecordedDivergence;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceHeader;
import maplet.harness.trace.TraceStep;

/// Divergences as traces, which can be replayed and sent to somebody.
public final class TraceConversion {
  private TraceConversion() {}

  /// The trace of a divergence.
  ///
  /// @param seed of the sequence in which it was found, if a campaign found it
  public static Trace trace(Divergence divergence, OptionalLong seed, String command) {
    int steps = divergence.operations().size();
    RecordedDivergence recorded =
        new RecordedDivergence(
            divergence.subject(),
            divergence.first().oracle().toString(),
            Math.max(1, steps),
            divergence.first().expected(),
            divergence.first().actual());
    TraceHeader header =
        new TraceHeader(
            divergence.regime().id(),
            divergence.setup().layer(),
            divergence.setup().base(),
            divergence.setup().size(),
            creation(divergence.setup()),
            "%s divergence of %s".formatted(recorded.oracle(), divergence.subject()),
            new Provenance("found and minimised by Maplet", List.of(), command),
            seed,
            Optional.of(recorded));
    return new Trace(header, steps(divergence.operations()));
  }

  private static Creation creation(Setup setup) {
    return new Creation(setup.refuseFrom(), setup.refuseOnce(), setup.recycled());
  }

  /// The operations of a trace.
  public static RecordedSequence operations(Trace trace) {
    RecordedSequence operations = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    for (TraceStep step : trace.steps()) {
      slot.set(step.operation(), step.refuseFrom(), step.refuseOnce());
      operations.add(slot);
    }
    return operations;
  }

  private static List<TraceStep> steps(RecordedSequence operations) {
    List<TraceStep> steps = new ArrayList<>();
    OperationSlot slot = new OperationSlot();
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i, slot);
      steps.add(
          new TraceStep(slot.toOperation(), slot.refuseFrom, slot.refuseOnce, Optional.empty()));
    }
    return steps;
  }
}
