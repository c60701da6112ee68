package maplet.harness.check;

import maplet.harness.subject.Freedom;
import maplet.model.arch.Maintenance;

/// Counts what a step changed and what it invalidated, and judges whether that was more than
/// needed.
final class Eagerness {
  /// Up to so many changed entries are invalidated one by one.
  private static final int FEW = 16;

  private final Maintenance maintenance;
  private final Liberties liberties;

  private int owed;
  private int invalidations;
  private int full;

  Eagerness(Maintenance maintenance, Liberties liberties) {
    this.maintenance = maintenance;
    this.liberties = liberties;
  }

  void reset() {
    owed = 0;
    invalidations = 0;
    full = 0;
  }

  /// An entry changed that hardware may remember.
  void owe() {
    owed++;
  }

  void invalidate() {
    invalidations++;
  }

  void invalidateAll() {
    invalidations++;
    full++;
  }

  /// The step has ended.
  void judge(long gpa) {
    boolean coarse = full > 0 && maintenance.addressOperandShift() >= 0 && owed <= FEW;
    if (invalidations > 0 && (owed == 0 || coarse)) {
      liberties.take(
          Freedom.EAGER_INVALIDATE,
          Oracle.INVALIDATION,
          gpa,
          owed == 0 ? "no invalidation, for nothing needs one" : "an invalidation by address",
          coarse ? "one of the whole address space" : invalidations + " invalidations");
    }
  }
}
