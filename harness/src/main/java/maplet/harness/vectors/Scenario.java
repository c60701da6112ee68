package maplet.harness.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maplet.harness.trace.TraceStep;
import maplet.model.Operation;

/// Operations aimed at one bug class.
///
/// @param flag the bug class
/// @param steps the operations; growing, by [#then] and [#refused]
record Scenario(String flag, String comment, List<TraceStep> steps) {
  static Scenario of(String flag, String comment) {
    return new Scenario(flag, comment, new ArrayList<>());
  }

  /// Adds operations.
  Scenario then(Operation... operations) {
    for (Operation operation : operations) {
      steps.add(TraceStep.of(operation));
    }
    return this;
  }

  /// Adds an operation during which the allocator has no frame at all.
  Scenario refused(Operation operation) {
    steps.add(new TraceStep(operation, 1, false, Optional.empty()));
    return this;
  }
}
