package maplet.harness.explore;

import java.util.List;
import java.util.Optional;
import maplet.harness.check.Divergence;
import maplet.harness.check.SequenceRunner;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;

/// Turns a visit that diverged into the shortest sequence that shows it: from an empty address
/// space the shortest way to the state, and the operation that went wrong there.
///
/// Where that isn't enough (a bug that needs a dirty frame), frames are soiled first; where that
/// isn't either, it is all that the visit did.
final class Counterexample {
  private Counterexample() {}

  /// @param visit what diverged, with everything that the visit did
  /// @param way numbers of the operations that lead to the state
  static Divergence of(Divergence visit, ExplorationPlan plan, int[] way) {
    World world = plan.world();
    try (SequenceRunner runner =
        new SequenceRunner(plan.regime(), plan.provider(), plan.oracles())) {
      for (RecordedSequence beginning : List.of(new RecordedSequence(), world.soiling())) {
        RecordedSequence sequence = beginning.prefix(beginning.size());
        OperationSlot slot = new OperationSlot();
        for (int operation : way) {
          world.operations().get(operation, slot);
          sequence.add(slot);
        }
        addLast(visit.operations(), slot, sequence);
        Optional<Divergence> shorter =
            runner.replayUntil(
                world.setup(), sequence, found -> found.first().oracle() == visit.first().oracle());
        if (shorter.isPresent()) {
          return shorter.get();
        }
      }
    }
    return visit;
  }

  /// Adds the visit's last operation; for a clear the one before it, for a replay ends with one.
  private static void addLast(
      RecordedSequence visit, OperationSlot slot, RecordedSequence sequence) {
    if (visit.size() > 0) {
      visit.get(visit.size() - 1, slot);
      if (slot.kind == OperationKind.CLEAR && visit.size() > 1) {
        visit.get(visit.size() - 2, slot);
      }
      sequence.add(slot);
    }
  }
}
