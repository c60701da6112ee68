package maplet.harness.check;

import maplet.model.ChunkedRangeMap;
import maplet.model.RangeMap;

/// Guest ranges where the subject was found to keep something that should be gone, or to have lost
/// something that should be there, and that no operation has settled since.
///
/// What the subject knows of them is at odds with its own tables, so the next operation there goes
/// wrong for that reason: that it is refused, done, left without an answer, or leaves too much
/// behind, is no finding of its own. Words, order and invalidations are judged there as elsewhere.
///
/// Nothing is allocated as long as nothing is found.
final class Suspects {
  private final RangeMap ranges = new ChunkedRangeMap(true);

  /// Forgets all, for a new address space.
  void reset() {
    if (ranges.size() > 0) {
      ranges.clear();
    }
  }

  /// Tables and model were found to differ in what is there.
  void add(long start, long end) {
    ranges.assign(start, end, 0, 0);
  }

  /// An operation on a range was done, and all was well.
  void settle(long start, long end) {
    if (ranges.size() > 0 && start < end) {
      ranges.erase(start, end);
    }
  }

  /// Whether a finding in an operation on a range follows from what was found there before.
  boolean explain(Symptom symptom, long start, long end) {
    return ranges.size() > 0
        && follows(symptom)
        && ranges.seek(start)
        && ranges.start() < Math.max(end, start + 1);
  }

  private static boolean follows(Symptom symptom) {
    return symptom.equals(Symptom.NO_ANSWER)
        || symptom.equals(Symptom.REFUSED)
        || symptom.equals(Symptom.ACCEPTED)
        || symptom.equals(Symptom.OTHER_REFUSAL)
        || symptom.equals(Symptom.ANSWER)
        || symptom.equals(Symptom.DETAILS)
        || symptom.equals(Symptom.MAPPED)
        || symptom.equals(Symptom.LOST)
        || symptom.equals(Symptom.ELSEWHERE)
        || symptom.equals(Symptom.ASTRAY)
        || symptom.equals(Symptom.SHARED_FRAME)
        || symptom.equals(Symptom.LEAK)
        || symptom.equals(Symptom.NOT_UNDONE);
  }
}
