package maplet.harness.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import maplet.harness.check.ExerciseBins;
import maplet.harness.check.OutcomeBins;
import maplet.harness.sequence.OperationKind;
import maplet.harness.subject.Freedom;
import maplet.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountCheckTest {
  /// Ten operations that ended, and two that never did.
  private static Totals totals(long unmaps, long lost) {
    return totals(unmaps, lost, new ExerciseBins());
  }

  private static Totals totals(long unmaps, long lost, ExerciseBins exercised) {
    OutcomeBins bins = new OutcomeBins();
    bins.add(OperationKind.MAP_LINEAR, Status.DONE, 6);
    bins.add(OperationKind.UNMAP, Status.DONE, unmaps);
    long[] losses = new long[OperationKind.values().length];
    losses[OperationKind.PROTECT.ordinal()] = lost;
    return new Totals(bins, exercised, new long[Freedom.count()], losses);
  }

  @Test
  void countsThatAddUpAreRight() {
    assertEquals(List.of(), CountCheck.faults(3, 12, totals(4, 2)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 4, 2",
    "3, 0, 4, 2",
    "0, 12, 4, 2",
    "-3, 12, 4, 2",
    "3, -12, 4, 2",
    "3, 13, 4, 2",
    "3, 11, 4, 2",
    "3, 4, -4, 2",
    "3, 8, 4, -2"
  })
  void othersAreNot(long sequences, long operations, long unmaps, long lost) {
    assertFalse(CountCheck.faults(sequences, operations, totals(unmaps, lost)).isEmpty());
  }

  @Test
  void noMoreIsExercisedThanIsRun() {
    long[] counts = new long[ExerciseBins.WORDS];
    ExerciseBins exercised = new ExerciseBins();
    counts[OperationKind.UNMAP.ordinal()] = 5;
    exercised.restore(counts);
    assertEquals(
        List.of("unmap was exercised 5 times, but run 4 times"),
        CountCheck.faults(3, 12, totals(4, 2, exercised)));
    counts[OperationKind.UNMAP.ordinal()] = -5;
    exercised.restore(counts);
    assertEquals(
        List.of("something was exercised less than 0 times"),
        CountCheck.faults(3, 12, totals(4, 2, exercised)));
  }
}
