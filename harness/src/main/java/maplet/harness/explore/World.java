package maplet.harness.explore;

import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;

/// A world so small that all of it can be seen: where it is, what can be done in it, and what can
/// be asked.
///
/// @param kind its name
/// @param regions how many regions of the second leaf size it has
/// @param setup the address space or page table
/// @param operations tried in every state
/// @param questions asked in every state; they change nothing
/// @param soiling operations that leave the empty state empty, and frames dirty
public record World(
    WorldKind kind,
    int regions,
    Setup setup,
    RecordedSequence operations,
    RecordedSequence questions,
    RecordedSequence soiling) {
  /// Four regions have some 10^9 states, more than anybody waits for.
  public static final int MOST_REGIONS = 4;

  /// Adds an operation with a range.
  static void add(
      RecordedSequence to, OperationKind kind, long gpa, long hpa, long size, int attributes) {
    OperationSlot slot = new OperationSlot();
    slot.begin(kind);
    slot.gpa = gpa;
    slot.hpa = kind.hasHost() ? hpa : 0;
    slot.size = kind.hasSize() ? size : 0;
    slot.attributes = kind.hasAttributes() ? attributes : 0;
    to.add(slot);
  }

  /// A sequence that maps nothing, but leaves frames dirty.
  static RecordedSequence cleared(RecordedSequence sequence) {
    OperationSlot slot = new OperationSlot();
    slot.begin(OperationKind.CLEAR);
    sequence.add(slot);
    return sequence;
  }
}
