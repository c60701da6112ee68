package maplet.harness.conform;

import maplet.harness.check.ExerciseBins;
import maplet.harness.check.OutcomeBins;
import maplet.harness.sequence.OperationKind;
import maplet.harness.subject.Freedom;

/// What a campaign has counted so far.
final class Totals {
  private final OutcomeBins bins;
  private final ExerciseBins exercised;
  private final long[] freedoms;
  private final long[] lost;

  /// @param exercised what was done, and judged
  /// @param freedoms how often each was taken
  /// @param lost operations of each kind, of sequences that never ended
  Totals(OutcomeBins bins, ExerciseBins exercised, long[] freedoms, long[] lost) {
    this.bins = bins;
    this.exercised = exercised;
    this.freedoms = freedoms.clone();
    this.lost = lost.clone();
  }

  /// What the operations of sequences that ended have ended in.
  OutcomeBins bins() {
    return bins;
  }

  /// What those operations exercised.
  ExerciseBins exercised() {
    return exercised;
  }

  /// How often a freedom was taken.
  long taken(Freedom freedom) {
    return freedoms[freedom.ordinal()];
  }

  /// How often an operation was begun in sequences that never ended.
  long lost(OperationKind kind) {
    return lost[kind.ordinal()];
  }
}
