package maplet.harness.trace;

import java.util.List;

/// A recorded run: the address space that is created, and what is asked of it, in order.
///
/// @param header what the address space is and where the trace comes from
/// @param steps the operations, in order; may be empty
public record Trace(TraceHeader header, List<TraceStep> steps) {
  public Trace {
    steps = List.copyOf(steps);
  }
}
