package maplet.harness.conform;

import java.util.Arrays;
import maplet.harness.check.ExerciseBins;
import maplet.harness.check.Liberties;
import maplet.harness.check.OutcomeBins;
import maplet.harness.sequence.OperationKind;
import maplet.harness.subject.Freedom;
import maplet.model.Status;

/// What the operations of a campaign came to so far.
///
/// A further kind of count is one more part of [#WORDS], with an offset of its own.
final class Totals {
  private static final int KINDS = OperationKind.values().length;
  private static final int STATUSES = Status.values().length;
  private static final int BINS = 0;
  private static final int FREEDOMS = BINS + KINDS * STATUSES;
  private static final int LOST = FREEDOMS + Freedom.count();

  private static final int EXERCISED = LOST + KINDS;

  /// Numbers in which totals are written.
  static final int WORDS = EXERCISED + ExerciseBins.WORDS;

  private final long[] words;

  /// @param freedoms how often each was taken
  /// @param lost operations of each kind, of sequences that never ended
  Totals(OutcomeBins bins, ExerciseBins exercised, long[] freedoms, long[] lost) {
    words = new long[WORDS];
    for (OperationKind kind : OperationKind.values()) {
      for (Status status : Status.values()) {
        words[bin(kind, status)] = bins.get(kind, status);
      }
    }
    System.arraycopy(freedoms, 0, words, FREEDOMS, freedoms.length);
    System.arraycopy(lost, 0, words, LOST, lost.length);
    long[] done = new long[ExerciseBins.WORDS];
    exercised.copyTo(done);
    System.arraycopy(done, 0, words, EXERCISED, done.length);
  }

  private Totals(long[] words) {
    this.words = words;
  }

  /// Totals that were written from index `at` on.
  static Totals of(long[] numbers, int at) {
    return new Totals(Arrays.copyOfRange(numbers, at, at + WORDS));
  }

  /// Writes them from index `at` on.
  void write(long[] numbers, int at) {
    System.arraycopy(words, 0, numbers, at, WORDS);
  }

  /// Where [#of] has how often an operation was begun in sequences that never ended.
  static int lostAt(OperationKind kind) {
    return LOST + kind.ordinal();
  }

  /// These, and what a process has counted since.
  ///
  /// @param exercised since the campaign began
  Totals plus(OutcomeBins bins, ExerciseBins exercised, Liberties liberties) {
    OutcomeBins sum = bins();
    sum.add(bins);
    long[] freedoms = Arrays.copyOfRange(words, FREEDOMS, LOST);
    for (Freedom freedom : Freedom.values()) {
      freedoms[freedom.ordinal()] += liberties.taken(freedom);
    }
    return new Totals(sum, exercised, freedoms, Arrays.copyOfRange(words, LOST, EXERCISED));
  }

  /// What those operations exercised.
  ExerciseBins exercised() {
    ExerciseBins done = new ExerciseBins();
    done.restore(Arrays.copyOfRange(words, EXERCISED, EXERCISED + ExerciseBins.WORDS));
    return done;
  }

  private static int bin(OperationKind kind, Status status) {
    return BINS + kind.ordinal() * STATUSES + status.ordinal();
  }

  /// What the operations of sequences that ended have ended in.
  OutcomeBins bins() {
    OutcomeBins bins = new OutcomeBins();
    for (OperationKind kind : OperationKind.values()) {
      for (Status status : Status.values()) {
        bins.add(kind, status, words[bin(kind, status)]);
      }
    }
    return bins;
  }

  /// How often a freedom was taken.
  long taken(Freedom freedom) {
    return words[FREEDOMS + freedom.ordinal()];
  }

  /// How often an operation was begun in sequences that never ended.
  long lost(OperationKind kind) {
    return words[lostAt(kind)];
  }

  /// All operations, of all kinds.
  long operations() {
    long operations = 0;
    for (int i = BINS; i < FREEDOMS; i++) {
      operations += words[i];
    }
    for (int i = LOST; i < LOST + KINDS; i++) {
      operations += words[i];
    }
    return operations;
  }
}
