package maplet.harness.explore;

import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.model.Access;
import maplet.model.Layer;

/// A page table alone, two operations away from every cut and every reclaim: each region can be a
/// huge page, be cut, and have its first and last page mapped apart, with any permissions.
///
/// With two regions that are 46 operations and 27,556 states.
final class TableWorld {
  private TableWorld() {}

  static World of(Places places) {
    return new World(
        WorldKind.TABLE,
        places.regions(),
        new Setup(places.start(), places.end() - places.start(), Layer.TABLE),
        operations(places),
        questions(places),
        soiling(places));
  }

  private static RecordedSequence operations(Places places) {
    RecordedSequence operations = new RecordedSequence();
    for (int i = 0; i < places.regions(); i++) {
      addLeaf(operations, places, places.first(i), places.hugeHost(i), places.size());
      addPage(operations, places, places.first(i), places.pageHost(i, 0));
      addPage(operations, places, places.last(i), places.pageHost(i, 1));
    }
    return operations;
  }

  private static void addPage(RecordedSequence operations, Places places, long gpa, long hpa) {
    addLeaf(operations, places, gpa, hpa, places.granule());
    World.add(operations, OperationKind.REMAP, gpa, hpa, 0, places.permissions().getFirst());
  }

  private static void addLeaf(
      RecordedSequence operations, Places places, long gpa, long hpa, long size) {
    for (int attributes : places.permissions()) {
      World.add(operations, OperationKind.MAP_PAGE, gpa, hpa, size, attributes);
    }
    for (int attributes : places.permissions()) {
      World.add(operations, OperationKind.PROTECT_REGION, gpa, 0, size, attributes);
    }
    World.add(operations, OperationKind.UNMAP_REGION, gpa, 0, size, 0);
  }

  private static RecordedSequence questions(Places places) {
    RecordedSequence questions = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    for (long probe : places.probes()) {
      World.add(questions, OperationKind.QUERY_PAGE, probe, 0, 0, 0);
      addTranslations(questions, probe);
    }
    addTranslations(questions, places.start() - 1);
    addTranslations(questions, places.end());
    slot.begin(OperationKind.WALK_TABLE);
    questions.add(slot);
    return questions;
  }

  /// A walk for each access, compared with the manual's.
  static void addTranslations(RecordedSequence questions, long gpa) {
    OperationSlot slot = new OperationSlot();
    for (Access access : Access.values()) {
      slot.begin(OperationKind.TRANSLATE);
      slot.gpa = gpa;
      slot.access = access;
      questions.add(slot);
    }
  }

  private static RecordedSequence soiling(Places places) {
    RecordedSequence soiling = new RecordedSequence();
    int attributes = places.permissions().getLast();
    for (int i = 0; i < places.regions(); i++) {
      World.add(
          soiling,
          OperationKind.MAP_PAGE,
          places.first(i),
          places.hugeHost(i),
          places.size(),
          attributes);
      World.add(soiling, OperationKind.UNMAP_REGION, places.last(i), 0, places.granule(), 0);
    }
    return World.cleared(soiling);
  }
}
