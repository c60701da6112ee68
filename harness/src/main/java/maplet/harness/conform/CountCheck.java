package maplet.harness.conform;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.check.ExerciseBins;
import maplet.harness.check.OutcomeBins;
import maplet.harness.sequence.OperationKind;
import maplet.model.Status;

/// Whether a campaign's counts can be right. A verdict that rests on others is worth nothing.
final class CountCheck {
  private CountCheck() {}

  /// What is wrong with the counts of a regime, in words; empty where nothing is.
  ///
  /// @param operations of all sequences
  static List<String> faults(long sequences, long operations, Totals totals) {
    List<String> faults = new ArrayList<>();
    if (sequences <= 0 || operations <= 0) {
      faults.add("%,d operations in %,d sequences".formatted(operations, sequences));
    }
    long byOutcome = 0;
    for (OperationKind kind : OperationKind.values()) {
      long began = began(totals.bins(), kind, faults);
      long lost = totals.lost(kind);
      if (lost < 0) {
        faults.add("%,d times %s in sequences that never ended".formatted(lost, kind));
      }
      byOutcome += began + lost;
      checkExercised(kind, began, sequences, totals.exercised(), faults);
    }
    if (byOutcome != operations) {
      faults.add(
          "%,d operations, of which %,d are counted by how they ended"
              .formatted(operations, byOutcome));
    }
    if (totals.exercised().isDamaged()) {
      faults.add("something was exercised less than 0 times");
    }
    return faults;
  }

  private static long began(OutcomeBins bins, OperationKind kind, List<String> faults) {
    long began = 0;
    for (Status status : Status.values()) {
      long count = bins.get(kind, status);
      if (count < 0) {
        faults.add("%s ended %,d times in %s".formatted(kind, count, status));
      }
      began += count;
    }
    return began;
  }

  private static void checkExercised(
      OperationKind kind, long began, long sequences, ExerciseBins exercised, List<String> faults) {
    // The clear that ends a sequence isn't counted among its operations.
    long most = kind == OperationKind.CLEAR ? began + sequences : began;
    if (exercised.get(kind) > most) {
      faults.add(
          "%s was exercised %,d times, but run %,d times"
              .formatted(kind, exercised.get(kind), began));
    }
  }
}
