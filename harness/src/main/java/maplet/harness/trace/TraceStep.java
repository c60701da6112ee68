package maplet.harness.trace;

import java.util.Optional;
import maplet.model.Operation;
import org.apache.commons.lang3.Validate;

/// One operation of a trace, with its environment.
///
/// @param operation what is asked of the address space
/// @param refuseFrom the allocator refuses this frame request of the operation (1 is its first) and
///   all of its later ones; 0 refuses none
/// @param refuseOnce whether it refuses none of the later ones
/// @param expectation what a replay must answer, where the trace says so
public record TraceStep(
    Operation operation, int refuseFrom, boolean refuseOnce, Optional<Expectation> expectation) {
  public TraceStep {
    Validate.isTrue(refuseFrom >= 0, "refuseFrom (%d) must be 0 or more", refuseFrom);
    Validate.isTrue(refuseFrom > 0 || !refuseOnce, "refuseOnce needs a request that is refused");
  }

  /// The operation with an allocator that refuses nothing and no recorded answer.
  public static TraceStep of(Operation operation) {
    return new TraceStep(operation, 0, false, Optional.empty());
  }
}
