package maplet.harness.check;

import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.model.Rules;

/// Which guest addresses an operation is about: whole granules, inside of the address space.
final class OperationRange {
  private final Rules rules;
  private final long granule;

  OperationRange(Rules rules, long granule) {
    this.rules = rules;
    this.granule = granule;
  }

  /// The first address.
  long start(OperationSlot slot) {
    if (slot.kind == OperationKind.CLEAR) {
      return rules.base();
    }
    return inside(slot.gpa & -granule);
  }

  /// One more than the last address.
  long end(OperationSlot slot) {
    if (slot.kind == OperationKind.CLEAR) {
      return rules.end();
    }
    long size = slot.kind.hasSize() ? slot.size : granule;
    return inside((slot.gpa & -granule) + size);
  }

  /// Whether a map may have done so many bytes of what it was asked for, and no more.
  boolean isPart(OperationSlot slot, long done) {
    boolean maps = slot.kind.hasHost() || slot.kind == OperationKind.MAP_ALLOCATED;
    return maps && Long.compareUnsigned(done, slot.size) < 0 && done % granule == 0;
  }

  private long inside(long gpa) {
    return Math.max(rules.base(), Math.min(gpa, rules.end()));
  }
}
