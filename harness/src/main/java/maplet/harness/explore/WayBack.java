package maplet.harness.explore;

import java.util.Arrays;
import java.util.stream.IntStream;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.model.AreaTag;
import maplet.model.Layer;
import maplet.model.MappingTag;
import maplet.model.RangeMap;

/// Guesses, for an operation that has led away from a state, what leads back: what was mapped is
/// unmapped, what had other permissions gets them again; or else the operation's region is emptied
/// and made anew.
///
/// A guess saves clearing everything and coming back the long way; whoever follows it looks at the
/// fingerprint, so a wrong one costs time only.
final class WayBack {
  /// There is no guess.
  static final int NONE = -1;

  private static final int MIXED = -1;
  private static final int ABSENT = -2;

  private final OperationSlot[] operations;
  private final int[] attributes;
  private final int[] regions;
  private final int[] emptying;
  private final boolean isTable;

  WayBack(World world) {
    RecordedSequence sequence = world.operations();
    operations = new OperationSlot[sequence.size()];
    attributes = new int[sequence.size()];
    isTable = world.setup().layer() == Layer.TABLE;
    for (int i = 0; i < operations.length; i++) {
      operations[i] = new OperationSlot();
      sequence.get(i, operations[i]);
    }
    regions = Arrays.stream(operations).mapToInt(each -> regionOf(each, world)).toArray();
    emptying = IntStream.range(0, world.regions()).map(i -> findEmptying(i, world)).toArray();
  }

  private static int regionOf(OperationSlot operation, World world) {
    long size = world.setup().size() / world.regions();
    long offset = operation.gpa - world.setup().base();
    boolean inside = offset % size + Math.max(1, operation.size) <= size;
    return inside ? (int) (offset / size) : NONE;
  }

  private int findEmptying(int region, World world) {
    OperationSlot whole = new OperationSlot();
    whole.size = world.setup().size() / world.regions();
    whole.gpa = world.setup().base() + region * whole.size;
    return find(whole, isTable ? OperationKind.UNMAP_REGION : OperationKind.UNMAP, 0);
  }

  /// Notes what each operation's range is like in the state to come back to.
  void remember(RangeMap mappings, RangeMap areas) {
    RangeMap runs = isTable ? mappings : areas;
    Arrays.setAll(attributes, i -> attributesOf(runs, operations[i]));
  }

  private int attributesOf(RangeMap runs, OperationSlot operation) {
    long start = operation.gpa;
    if (!runs.seek(start) || runs.start() >= start + operation.size) {
      return ABSENT;
    }
    if (runs.start() > start || runs.end() < start + operation.size) {
      return MIXED;
    }
    return isTable ? MappingTag.attributes(runs.tag()) : AreaTag.attributes(runs.tag());
  }

  /// The number of the operation that may undo one, or [#NONE].
  int from(int operation) {
    OperationSlot done = operations[operation];
    int before = attributes[operation];
    if (before == MIXED) {
      return NONE;
    }
    return switch (done.kind) {
      case MAP_PAGE -> find(done, OperationKind.UNMAP_REGION, 0);
      case MAP_LINEAR, MAP_ALLOCATED -> find(done, OperationKind.UNMAP, 0);
      case PROTECT_REGION, PROTECT -> before == ABSENT ? NONE : find(done, done.kind, before);
      case UNMAP_REGION -> before == ABSENT ? NONE : find(done, OperationKind.MAP_PAGE, before);
      case UNMAP -> before == ABSENT ? NONE : find(done, OperationKind.MAP_ALLOCATED, before);
      default -> NONE;
    };
  }

  /// The number of the operation that empties the region in which an operation did all its work;
  /// [#NONE] where it, or an operation of the way, worked on several regions.
  ///
  /// @param way the operations that led to the state, the first `length` elements
  int emptying(int operation, int[] way, int length) {
    int region = regions[operation];
    for (int i = 0; i < length; i++) {
      if (regions[way[i]] == NONE) {
        return NONE;
      }
    }
    return region == NONE ? NONE : emptying[region];
  }

  /// Whether an operation works on the same region as another.
  boolean isNeighbour(int operation, int other) {
    return regions[operation] == regions[other];
  }

  private int find(OperationSlot like, OperationKind kind, int wanted) {
    for (int i = 0; i < operations.length; i++) {
      OperationSlot each = operations[i];
      if (each.kind == kind
          && each.gpa == like.gpa
          && each.size == like.size
          && (!kind.hasAttributes() || each.attributes == wanted)) {
        return i;
      }
    }
    return NONE;
  }
}
