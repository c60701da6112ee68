package maplet.harness.conform;

import java.util.Optional;
import maplet.harness.sequence.OperationKind;

/// What a campaign on one regime has counted, as numbers that a [CountBlock] carries.
final class Counts {
  private static final int SEQUENCE = 0;
  private static final int OPERATIONS = 1;
  private static final int NANOS = 2;
  private static final int MINIMISING_NANOS = 3;
  private static final int TOTALS = 4;

  /// How many numbers there are.
  static final int WORDS = TOTALS + Totals.WORDS;

  private final long[] words = new long[WORDS];

  /// All numbers; they are still this object's.
  long[] words() {
    return words;
  }

  /// Takes over what a child has counted; minimising goes on in both processes.
  void set(long[] others) {
    long minimising = Math.max(words[MINIMISING_NANOS], others[MINIMISING_NANOS]);
    System.arraycopy(others, 0, words, 0, WORDS);
    words[MINIMISING_NANOS] = minimising;
  }

  long sequence() {
    return words[SEQUENCE];
  }

  void sequence(long number) {
    words[SEQUENCE] = number;
  }

  long operations() {
    return words[OPERATIONS];
  }

  long nanos() {
    return words[NANOS];
  }

  long minimisingNanos() {
    return words[MINIMISING_NANOS];
  }

  /// A sequence has taken so much.
  void add(long operations, long nanos) {
    words[OPERATIONS] += operations;
    words[NANOS] += nanos;
  }

  void minimised(long nanos) {
    words[MINIMISING_NANOS] += nanos;
  }

  /// An operation of a sequence that won't end.
  void lose(OperationKind kind) {
    words[TOTALS + Totals.lostAt(kind)]++;
  }

  Totals totals() {
    return Totals.of(words, TOTALS);
  }

  void totals(Totals totals) {
    totals.write(words, TOTALS);
  }

  /// What is wrong with counts that are said to come after these.
  ///
  /// @param later as a child has committed them
  /// @param passed nanoseconds that have passed since the first of both
  /// @return in words; empty where they can be true
  Optional<String> contradiction(long[] later, long passed) {
    for (int i = 0; i < WORDS; i++) {
      if (i != MINIMISING_NANOS && later[i] < words[i]) {
        return Optional.of("count %d went from %d to %d".formatted(i, words[i], later[i]));
      }
    }
    Totals totals = Totals.of(later, TOTALS);
    if (totals.operations() != later[OPERATIONS]) {
      return Optional.of(
          "%d operations of all kinds together, but %d by kind"
              .formatted(later[OPERATIONS], totals.operations()));
    }
    if (later[NANOS] - words[NANOS] > passed) {
      return Optional.of(
          "%d ns of sequences in %d ns".formatted(later[NANOS] - words[NANOS], passed));
    }
    return Optional.empty();
  }
}
