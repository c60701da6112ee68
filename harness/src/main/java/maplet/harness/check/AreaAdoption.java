package maplet.harness.check;

import maplet.harness.sequence.OperationSlot;
import maplet.model.AreaTag;
import maplet.model.Attributes;
import maplet.model.Backing;
import maplet.model.RangeMap;
import maplet.model.Rule;
import maplet.model.Rules;

/// Makes the model's areas follow an operation that the subject has done and the model refuses.
///
/// Areas can't be seen. What the operation asked for is what the subject is taken to have done,
/// where that makes sense: whole granules inside the address space, and no two areas in one place.
final class AreaAdoption {
  private final Rules rules;
  private final RangeMap areas;
  private final long granule;

  AreaAdoption(Rules rules, long granule) {
    this.rules = rules;
    this.areas = rules.areas();
    this.granule = granule;
  }

  /// Follows an operation.
  ///
  /// @param unchanged whether tables and frames are as they were before
  /// @return false where nobody can know what its areas are now
  boolean follow(OperationSlot slot, boolean unchanged) {
    return switch (slot.kind) {
      case MAP_LINEAR -> map(slot, slot.hpa - slot.gpa, Backing.LINEAR, unchanged);
      case MAP_ALLOCATED ->
          map(slot, 0, slot.populate ? Backing.POPULATED : Backing.ON_DEMAND, unchanged);
      case UNMAP -> unmap(slot, unchanged);
      case PROTECT -> protect(slot, unchanged);
      case CLEAR, HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK -> true;
      case TRANSLATE_RUN, BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA -> true;
      case MAP_PAGE, UNMAP_PAGE, REMAP, QUERY_PAGE -> true;
      case MAP_REGION, UNMAP_REGION, PROTECT_REGION, WALK_TABLE -> true;
    };
  }

  private boolean map(OperationSlot slot, long delta, Backing backing, boolean unchanged) {
    boolean empty = slot.size == 0 && unchanged;
    boolean clear =
        isWhole(slot)
            && (slot.hpa & granule - 1) == 0
            && hasAttributes(slot)
            && rules.rule() != Rule.OVERLAP;
    if (clear) {
      areas.assign(slot.gpa, slot.gpa + slot.size, delta, AreaTag.of(slot.attributes, backing));
    }
    return clear || empty;
  }

  private boolean unmap(OperationSlot slot, boolean unchanged) {
    boolean clear = isWhole(slot);
    if (clear) {
      areas.erase(slot.gpa, slot.gpa + slot.size);
    }
    return clear || unchanged && isFree(slot);
  }

  /// What is no area, the subject has skipped.
  private boolean protect(OperationSlot slot, boolean unchanged) {
    boolean clear = isWhole(slot) && hasAttributes(slot);
    long end = slot.gpa + slot.size;
    for (long at = slot.gpa; clear && areas.seek(at) && areas.start() < end; ) {
      long from = Math.max(at, areas.start());
      at = Math.min(end, areas.end());
      Backing backing = AreaTag.backing(areas.tag());
      areas.assign(from, at, areas.delta(), AreaTag.of(slot.attributes, backing));
    }
    return clear || unchanged && isFree(slot);
  }

  private static boolean hasAttributes(OperationSlot slot) {
    return Attributes.isCode(slot.attributes);
  }

  private boolean isWhole(OperationSlot slot) {
    return slot.size > 0
        && ((slot.gpa | slot.size) & granule - 1) == 0
        && slot.gpa >= rules.base()
        && slot.gpa < rules.end()
        && slot.size <= rules.end() - slot.gpa;
  }

  /// Whether no area is near the operation's range: nothing was there to change.
  private boolean isFree(OperationSlot slot) {
    long end = slot.gpa + slot.size;
    return slot.size == 0
        || end > slot.gpa && slot.gpa >= 0 && (!areas.seek(slot.gpa) || areas.start() >= end);
  }
}
