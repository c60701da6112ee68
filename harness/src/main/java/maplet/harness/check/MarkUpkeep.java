package maplet.harness.check;

import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.model.Rules;

/// Keeps the marks that hardware made in step with what operations do to leaves.
final class MarkUpkeep {
  private final Rules rules;
  private final HardwareMarks marks;

  MarkUpkeep(Rules rules, HardwareMarks marks) {
    this.rules = rules;
    this.marks = marks;
  }

  /// Forgets the marks of leaves that are gone, or can't have them any more.
  void mark(OperationSlot slot, long start, long end) {
    if (start < end) {
      switch (slot.kind) {
        case UNMAP, CLEAR, UNMAP_REGION -> marks.unmapped(start, end);
        case PROTECT, PROTECT_REGION -> marks.protectedWith(slot.attributes, start, end);
        case UNMAP_PAGE, REMAP -> markLeaf(slot);
        case MAP_LINEAR, MAP_ALLOCATED, HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK -> {}
        case TRANSLATE_RUN, BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA -> {}
        case MAP_PAGE, MAP_REGION, QUERY_PAGE, WALK_TABLE -> {}
      }
    }
  }

  /// Forgets the marks of a leaf that was removed, or maps another page now.
  private void markLeaf(OperationSlot slot) {
    long size = rules.pageSize();
    long leaf = slot.gpa & -size;
    if (slot.kind == OperationKind.REMAP && rules.hpa() == slot.hpa) {
      marks.protectedWith(slot.attributes, leaf, leaf + size);
    } else {
      marks.unmapped(leaf, leaf + size);
    }
  }
}
