package maplet.harness.sequence;

import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.Layer;

/// A plot that random operations hardly ever make: a table that is full but for one entry, then
/// filled; changed and changed back, in one entry and as a whole; without one entry again, without
/// any.
final class FullTable {
  private static final int STEPS = 9;

  /// Larger tables take more time than they are worth.
  private static final int MOST_ENTRIES = 2048;

  private final long granule;
  private final long span;
  private final long outputLimit;
  private final boolean isWorthIt;

  private Layer layer = Layer.SPACE;
  private ChoiceSource choices = new SeededChoices(0);
  private int step = STEPS;
  private long start;
  private long hole;
  private long host;
  private int attributes;
  private int other;

  FullTable(Capabilities capabilities) {
    granule = capabilities.granule();
    span = granule * granule / Long.BYTES;
    outputLimit = capabilities.outputLimit();
    isWorthIt = granule / Long.BYTES <= MOST_ENTRIES && span < capabilities.inputLimit() / 4;
  }

  /// Begins a sequence.
  void reset(Layer newLayer, ChoiceSource newChoices) {
    layer = newLayer;
    choices = newChoices;
    step = STEPS;
  }

  /// Begins the plot, if there is room for it around an address.
  ///
  /// @param hpa that linear areas of that size may have
  void begin(long gpa, long base, long end, long hpa, int first, int second) {
    start = gpa & -span;
    boolean fits = start >= base && start + span <= end && hpa + 2 * span < outputLimit;
    if (!isWorthIt || !fits) {
      return;
    }
    step = 0;
    // Never as aligned as the table's range, so that all leaves have the granule's size.
    host = (hpa & -span) + granule;
    hole = start + granule * choices.chooseLong(span / granule);
    attributes = first;
    other = second;
  }

  /// Whether the plot goes on.
  boolean goesOn() {
    return step < STEPS;
  }

  /// Its next operation.
  void next(OperationSlot slot) {
    switch (step++) {
      case 0 -> unmap(slot, start, span);
      case 1 -> map(slot, start, hole);
      case 2 -> map(slot, hole + granule, start + span);
      case 3 -> map(slot, hole, hole + granule);
      case 4 -> protect(slot, start, span, attributes);
      case 5 -> protect(slot, hole, granule, other);
      case 6 -> protect(slot, start, span, other);
      case 7 -> unmap(slot, hole, granule);
      default -> unmap(slot, start, span);
    }
  }

  private void map(OperationSlot slot, long from, long to) {
    boolean isEmpty = from == to; // the hole is at an end
    slot.begin(layer == Layer.TABLE ? OperationKind.MAP_REGION : OperationKind.MAP_LINEAR);
    slot.gpa = isEmpty ? hole : from;
    slot.size = isEmpty ? granule : to - from;
    slot.hpa = host + (slot.gpa - start);
    slot.attributes = isEmpty ? Attributes.RAM.code() : attributes;
    slot.allowHuge = layer == Layer.TABLE;
  }

  private void unmap(OperationSlot slot, long gpa, long size) {
    slot.begin(layer == Layer.TABLE ? OperationKind.UNMAP_REGION : OperationKind.UNMAP);
    slot.gpa = gpa;
    slot.size = size;
  }

  private void protect(OperationSlot slot, long gpa, long size, int code) {
    slot.begin(layer == Layer.TABLE ? OperationKind.PROTECT_REGION : OperationKind.PROTECT);
    slot.gpa = gpa;
    slot.size = size;
    slot.attributes = code;
  }
}
