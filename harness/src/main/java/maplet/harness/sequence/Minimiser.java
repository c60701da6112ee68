package maplet.harness.sequence;

import java.util.function.Predicate;
import maplet.model.Attributes;

/// Searches for a shorter and simpler sequence that still fails in the same way.
///
/// First operations are left out, in halves, quarters and so on down to single ones (delta
/// debugging), then operands are simplified, and both again until nothing helps. Each attempt runs
/// the sequence; nothing of the grammar or the subject needs to be known.
public final class Minimiser {
  private final Predicate<RecordedSequence> stillFails;
  private final long granule;
  private final OperationSlot slot = new OperationSlot();
  private int attemptsLeft;

  /// @param stillFails runs a sequence and tells whether it fails in the same way
  /// @param granule of the regime, in bytes
  /// @param attempts how many sequences may be run
  public Minimiser(Predicate<RecordedSequence> stillFails, long granule, int attempts) {
    this.stillFails = stillFails;
    this.granule = granule;
    this.attemptsLeft = attempts;
  }

  /// The smallest sequence found.
  ///
  /// @param failing a sequence that fails
  public RecordedSequence minimise(RecordedSequence failing) {
    RecordedSequence best = failing;
    int before;
    do {
      before = weight(best);
      best = simplify(leaveOut(best));
    } while (weight(best) < before && attemptsLeft > 0);
    return best;
  }

  private RecordedSequence leaveOut(RecordedSequence start) {
    RecordedSequence best = start;
    for (int chunk = Math.max(1, best.size() / 2); chunk >= 1; chunk /= 2) {
      int at = best.size();
      while (at > 0) {
        int from = Math.max(0, at - chunk);
        RecordedSequence shorter = best.without(from, Math.min(at, best.size()));
        if (fails(shorter)) {
          best = shorter;
        }
        at = from;
      }
    }
    return best;
  }

  private RecordedSequence simplify(RecordedSequence start) {
    RecordedSequence best = start;
    for (int i = 0; i < best.size(); i++) {
      for (Simplification step : Simplification.values()) {
        best = repeat(step, best, i);
      }
    }
    return best;
  }

  /// Applies a simplification to one operation as often as it helps.
  private RecordedSequence repeat(Simplification step, RecordedSequence start, int index) {
    RecordedSequence best = start;
    while (true) {
      RecordedSequence simpler = best.prefix(best.size());
      simpler.get(index, slot);
      if (!step.apply(slot, granule)) {
        return best;
      }
      simpler.set(index, slot);
      if (!fails(simpler)) {
        return best;
      }
      best = simpler;
    }
  }

  private boolean fails(RecordedSequence sequence) {
    return attemptsLeft-- > 0 && stillFails.test(sequence);
  }

  /// What the search makes smaller: operations first, then operands that aren't the plainest.
  private int weight(RecordedSequence sequence) {
    int weight = 100 * sequence.size();
    for (int i = 0; i < sequence.size(); i++) {
      sequence.get(i, slot);
      weight += slot.refuseFrom != 0 ? 1 : 0;
      weight += slot.refuseOnce ? 1 : 0;
      weight += slot.others != 0 ? 1 : 0;
      weight += slot.size > granule ? 1 : 0;
      weight += slot.kind.hasHost() && slot.hpa != slot.gpa ? 1 : 0;
      weight += slot.kind.hasAttributes() && slot.attributes != Attributes.RAM.code() ? 1 : 0;
    }
    return weight;
  }

  /// One way to make an operation plainer; after finitely many applications it no longer applies.
  private enum Simplification {
    NO_REFUSAL {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean applies = slot.refuseFrom != 0;
        slot.refuseFrom = 0;
        slot.refuseOnce = false;
        return applies;
      }
    },
    LASTING_REFUSAL {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean applies = slot.refuseOnce;
        slot.refuseOnce = false;
        return applies;
      }
    },
    ONE_DAMAGED {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean applies = slot.others != 0;
        slot.others = 0;
        return applies;
      }
    },
    ONE_GRANULE {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean applies = slot.size > granule;
        slot.size = granule;
        return applies;
      }
    },
    HALF_SIZE {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean applies = slot.size > 2 * granule;
        slot.size = slot.size / 2 & -granule;
        return applies;
      }
    },
    RAM_ATTRIBUTES {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean applies = slot.kind.hasAttributes() && slot.attributes != Attributes.RAM.code();
        slot.attributes = Attributes.RAM.code();
        return applies;
      }
    },
    IDENTITY_MAP {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean applies = slot.kind.hasHost() && slot.hpa != slot.gpa;
        slot.hpa = applies ? slot.gpa : slot.hpa;
        return applies;
      }
    },
    NO_LIMITS {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean limited = slot.limitStart != 0 || slot.limitEnd != -1;
        boolean applies = slot.kind == OperationKind.FIND_FREE_AREA && limited;
        slot.limitStart = applies ? 0 : slot.limitStart;
        slot.limitEnd = applies ? -1 : slot.limitEnd;
        return applies;
      }
    },
    GRANULE_ALIGNMENT {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean search = slot.kind == OperationKind.FIND_FREE_AREA;
        boolean applies = search && slot.alignment != granule;
        slot.alignment = applies ? granule : slot.alignment;
        return applies;
      }
    },
    ALIGNED_ADDRESS {
      @Override
      boolean apply(OperationSlot slot, long granule) {
        boolean applies = slot.gpa % granule != 0;
        slot.gpa &= -granule;
        return applies;
      }
    };

    /// Makes the slot's operation plainer.
    ///
    /// @return whether that changed anything
    abstract boolean apply(OperationSlot slot, long granule);
  }
}
