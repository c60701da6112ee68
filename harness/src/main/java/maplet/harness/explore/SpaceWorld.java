package maplet.harness.explore;

import java.util.List;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.model.Access;

/// An address space with all kinds of areas: each region can be a linear area of a huge page or an
/// on-demand area, its first and last page a populated area, and faults fill in what is on demand.
/// Areas are protected and unmapped whole and by their first and last page, and across the line
/// between regions.
///
/// Areas have the least or the most permissions of the table's world, so that every access is
/// allowed in some and refused in others.
final class SpaceWorld {
  private SpaceWorld() {}

  static World of(Places places) {
    return new World(
        WorldKind.SPACE,
        places.regions(),
        new Setup(places.start(), places.end() - places.start()),
        operations(places),
        questions(places),
        soiling(places));
  }

  private static RecordedSequence operations(Places places) {
    RecordedSequence operations = new RecordedSequence();
    List<Integer> permissions =
        List.of(places.permissions().getFirst(), places.permissions().getLast());
    for (int i = 0; i < places.regions(); i++) {
      long first = places.first(i);
      long last = places.last(i);
      long size = places.size();
      for (int attributes : permissions) {
        World.add(
            operations, OperationKind.MAP_LINEAR, first, places.hugeHost(i), size, attributes);
        World.add(operations, OperationKind.MAP_ALLOCATED, first, 0, size, attributes);
      }
      addChanges(operations, permissions, first, size);
      addPage(operations, places, permissions, first);
      addPage(operations, places, permissions, last);
      if (i > 0) {
        addChanges(operations, permissions, first - places.granule(), 2 * places.granule());
      }
    }
    return operations;
  }

  private static void addPage(
      RecordedSequence operations, Places places, List<Integer> permissions, long gpa) {
    OperationSlot slot = new OperationSlot();
    slot.begin(OperationKind.MAP_ALLOCATED);
    slot.gpa = gpa;
    slot.size = places.granule();
    slot.attributes = permissions.getLast();
    slot.populate = true;
    operations.add(slot);
    addChanges(operations, permissions, gpa, places.granule());
    for (Access access : List.of(Access.READ, Access.WRITE)) {
      slot.begin(OperationKind.HANDLE_FAULT);
      slot.gpa = gpa;
      slot.access = access;
      operations.add(slot);
    }
  }

  private static void addChanges(
      RecordedSequence operations, List<Integer> permissions, long gpa, long size) {
    for (int attributes : permissions) {
      World.add(operations, OperationKind.PROTECT, gpa, 0, size, attributes);
    }
    World.add(operations, OperationKind.UNMAP, gpa, 0, size, 0);
  }

  private static RecordedSequence questions(Places places) {
    RecordedSequence questions = new RecordedSequence();
    for (long probe : places.probes()) {
      TableWorld.addTranslations(questions, probe);
      World.add(questions, OperationKind.FIND_AREA, probe, 0, 0, 0);
      addAccess(questions, OperationKind.TRANSLATE_RUN, probe, 0);
    }
    for (int i = 0; i < places.regions(); i++) {
      addAccess(questions, OperationKind.BYTE_BUFFER, places.last(i), 2 * places.granule());
      World.add(questions, OperationKind.WRITE_MEMORY, places.first(i), 0, Long.BYTES, 0);
      World.add(questions, OperationKind.READ_MEMORY, places.last(i), 0, Long.BYTES, 0);
    }
    addSearch(questions, places, places.granule());
    addSearch(questions, places, places.size());
    return questions;
  }

  private static void addAccess(
      RecordedSequence questions, OperationKind kind, long gpa, long size) {
    OperationSlot slot = new OperationSlot();
    slot.begin(kind);
    slot.gpa = gpa;
    slot.size = size;
    slot.access = Access.READ;
    questions.add(slot);
  }

  private static void addSearch(RecordedSequence questions, Places places, long size) {
    OperationSlot slot = new OperationSlot();
    slot.begin(OperationKind.FIND_FREE_AREA);
    slot.gpa = places.start();
    slot.size = size;
    slot.alignment = places.granule();
    slot.limitStart = places.start();
    slot.limitEnd = places.end();
    questions.add(slot);
  }

  private static RecordedSequence soiling(Places places) {
    RecordedSequence soiling = new RecordedSequence();
    int attributes = places.permissions().getLast();
    OperationSlot slot = new OperationSlot();
    for (long probe : places.probes()) {
      slot.begin(OperationKind.MAP_ALLOCATED);
      slot.gpa = probe;
      slot.size = places.granule();
      slot.attributes = attributes;
      slot.populate = true;
      soiling.add(slot);
    }
    return World.cleared(soiling);
  }
}
