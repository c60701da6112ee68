package maplet.harness.check;

import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.subject.Detail;
import maplet.model.Rules;
import maplet.model.Status;
import maplet.model.arch.Regime;

/// Counts what a step exercised, once its effect was judged.
final class Exercise {
  private final ExerciseBins bins = new ExerciseBins();
  private final Rules rules;
  private final ChangedRanges changed;
  private final GuestWalks walks;
  private final WalkComparison ownWalks;
  private final Regime regime;

  Exercise(
      Regime regime,
      Rules rules,
      ChangedRanges changed,
      GuestWalks walks,
      WalkComparison ownWalks) {
    this.regime = regime;
    this.rules = rules;
    this.changed = changed;
    this.walks = walks;
    this.ownWalks = ownWalks;
  }

  ExerciseBins bins() {
    return bins;
  }

  /// A step was judged.
  ///
  /// @param expected how it should have ended
  /// @param status how it ended; another end is a finding, and exercises nothing
  void judged(OperationSlot slot, Status expected, Status status) {
    if (status != expected || !bins.isCounting()) {
      return;
    }
    OperationKind kind = slot.kind;
    if (status.isRefusal()) {
      bins.said(kind, Detail.RULE);
      return;
    }
    bins.done(kind, slot.attributes, heights(kind, status));
    if (status == Status.TRANSLATED || status == Status.REMOVED) {
      bins.said(kind, Detail.HPA);
      bins.said(kind, Detail.PAGE_SIZE);
      bins.said(kind, Detail.ATTRIBUTES);
    } else if (status == Status.FAULT) {
      bins.said(kind, Detail.FAULT_KIND);
      bins.said(kind, Detail.FAULT_HEIGHT);
      bins.said(kind, Detail.SYNDROME);
    }
  }

  /// A bit for each height of the leaves that the operation made, where it maps; took away or
  /// changed, where it does that; or read.
  private int heights(OperationKind kind, Status status) {
    return switch (kind) {
      case MAP_LINEAR, MAP_ALLOCATED, HANDLE_FAULT, MAP_PAGE, MAP_REGION -> changed.madeHeights();
      case UNMAP, PROTECT, CLEAR, UNMAP_PAGE, REMAP, UNMAP_REGION, PROTECT_REGION ->
          changed.removedHeights();
      case TRANSLATE, TOUCH, DAMAGED_WALK -> status == Status.TRANSLATED ? walks.heights() : 0;
      case QUERY_PAGE -> 1 << heightOf(rules.pageSize());
      case WALK_TABLE -> ownWalks.heights();
      case TRANSLATE_RUN, BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA -> 0;
    };
  }

  private int heightOf(long pageSize) {
    int height = 0;
    while (1L << regime.indexShift(height) != pageSize) {
      height++;
    }
    return height;
  }
}
