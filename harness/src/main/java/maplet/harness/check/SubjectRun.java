package maplet.harness.check;

import maplet.harness.sequence.OperationSlot;
import maplet.harness.subject.Subject;
import maplet.model.Status;

/// Runs operations on the subject.
final class SubjectRun {
  private final MemoryAccesses accesses;
  private final GuestWalks walks;
  private final WalkComparison ownWalks;
  private final CostJudge cost;

  SubjectRun(MemoryAccesses accesses, GuestWalks walks, WalkComparison ownWalks, CostJudge cost) {
    this.accesses = accesses;
    this.walks = walks;
    this.ownWalks = ownWalks;
    this.cost = cost;
  }

  /// Runs an operation.
  ///
  /// @return how it ended, as the subject says
  Status run(Subject subject, OperationSlot slot) {
    cost.begin();
    Status status = call(subject, slot);
    cost.judge(slot);
    return status;
  }

  private Status call(Subject subject, OperationSlot slot) {
    return switch (slot.kind) {
      case MAP_LINEAR -> subject.mapLinear(slot.gpa, slot.hpa, slot.size, slot.attributes);
      case MAP_ALLOCATED ->
          subject.mapAllocated(slot.gpa, slot.size, slot.attributes, slot.populate);
      case UNMAP -> subject.unmap(slot.gpa, slot.size);
      case PROTECT -> subject.protect(slot.gpa, slot.size, slot.attributes);
      case CLEAR -> subject.clear();
      case HANDLE_FAULT -> subject.handleFault(slot.gpa, slot.access);
      case TRANSLATE -> subject.translate(slot.gpa, slot.access);
      case DAMAGED_WALK -> walks.compareDamaged(subject, slot);
      case TOUCH -> throw new IllegalStateException("the machine touches, not the subject");
      case TRANSLATE_RUN -> subject.queries().translateRun(slot.gpa, slot.access);
      case BYTE_BUFFER -> subject.queries().byteBuffer(slot.gpa, slot.size, slot.access);
      case READ_MEMORY -> accesses.read(subject.queries(), slot);
      case WRITE_MEMORY -> accesses.write(subject.queries(), slot);
      case FIND_AREA -> subject.queries().findArea(slot.gpa);
      case FIND_FREE_AREA ->
          subject
              .queries()
              .findFreeArea(slot.gpa, slot.size, slot.alignment, slot.limitStart, slot.limitEnd);
      case MAP_PAGE -> subject.mapPage(slot.gpa, slot.hpa, slot.size, slot.attributes);
      case UNMAP_PAGE -> subject.unmapPage(slot.gpa);
      case REMAP -> subject.remap(slot.gpa, slot.hpa, slot.attributes);
      case QUERY_PAGE -> subject.query(slot.gpa);
      case MAP_REGION ->
          subject.mapRegion(slot.gpa, slot.hpa, slot.size, slot.attributes, slot.allowHuge);
      case UNMAP_REGION -> subject.unmapRegion(slot.gpa, slot.size);
      case PROTECT_REGION -> subject.protectRegion(slot.gpa, slot.size, slot.attributes);
      case WALK_TABLE -> ownWalks.run(subject);
    };
  }
}
