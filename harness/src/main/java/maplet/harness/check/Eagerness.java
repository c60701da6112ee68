package maplet.harness.check;

import maplet.harness.subject.Freedom;
import maplet.model.arch.Maintenance;

/// Counts what a step changed and what it invalidated, and judges whether that was more than
/// needed.
final class Eagerness {
  /// Up to so many changed entries are invalidated one by one; README names this limit.
  private static final int FEW = 16;

  private final Maintenance maintenance;
  private final Liberties liberties;

  private boolean excused;
  private boolean tableChanged;
  private int owed;
  private int invalidations;
  private int full;

  Eagerness(Maintenance maintenance, Liberties liberties) {
    this.maintenance = maintenance;
    this.liberties = liberties;
  }

  void reset() {
    excused = false;
    tableChanged = false;
    owed = 0;
    invalidations = 0;
    full = 0;
  }

  /// An entry changed that hardware may remember.
  void owe() {
    owed++;
  }

  /// An entry became a pointer to a table, and hardware may remember that there was none: to
  /// invalidate that isn't needed before there is a leaf, but sensible.
  void excuse() {
    excused = true;
  }

  /// A table entry was made or removed: where an invalidation by address reaches leaves only, that
  /// asks for one of the whole address space.
  void changeTable() {
    tableChanged = true;
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
    boolean byAddress =
        maintenance.addressOperandShift() >= 0
            && (maintenance.addressReachesTables() || !tableChanged);
    boolean coarse = full > 0 && byAddress && owed <= FEW;
    boolean needless = owed == 0 && !excused;
    if (invalidations > 0 && (needless || coarse)) {
      liberties.take(
          Freedom.EAGER_INVALIDATE,
          Oracle.INVALIDATION,
          gpa,
          needless ? "no invalidation, for nothing needs one" : "an invalidation by address",
          coarse ? "one of the whole address space" : Text.count(invalidations, "invalidation"));
    }
  }
}
