package maplet.harness.report;

import java.util.Optional;
import maplet.harness.check.Divergence;
import maplet.harness.check.SequenceRunner;
import maplet.harness.sequence.OperationSlot;
import maplet.model.Access;
import maplet.model.arch.WalkResult;

/// The manual's walk that shows a divergence, in the subject's own tables.
final class DecidingWalk {
  private DecidingWalk() {}

  /// The walk for the first address that differs, by the access that the last operation asked for.
  ///
  /// @param runner has just run the divergence's operations; what is found while everything is
  ///   destroyed is walked in the tables from before, for which the operations run again
  /// @return empty where the divergence is about no address, or the subject failed to answer
  static Optional<WalkResult> of(Divergence divergence, SequenceRunner runner) {
    if (divergence.failure().isPresent() || !divergence.first().hasAddress()) {
      return Optional.empty();
    }
    if (divergence.first().isInDestroy()) {
      runner.replayUndestroyed(divergence.setup(), divergence.operations());
      if (!runner.checker().isCreated()) {
        return Optional.empty();
      }
    }
    return Optional.of(runner.checker().walk(divergence.first().gpa(), access(divergence)));
  }

  private static Access access(Divergence divergence) {
    if (divergence.operations().size() == 0) {
      return Access.READ;
    }
    OperationSlot slot = new OperationSlot();
    divergence.operations().get(divergence.operations().size() - 1, slot);
    return slot.kind.hasAccess() ? slot.access : Access.READ;
  }
}
