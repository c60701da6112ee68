package maplet.harness.check;

import java.util.Arrays;

/// Guest ranges whose translation hardware may still remember, because a live entry changed and no
/// invalidation has covered it yet.
///
/// A range is one entry's: an invalidation by address covers it when the address lies inside.
final class PendingInvalidations {
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private int first;
  private int last;

  boolean isEmpty() {
    return first == last;
  }

  /// Start of a range that is still pending; only while not empty.
  long anyStart() {
    return starts[first];
  }

  long anyEnd() {
    return ends[first];
  }

  void clear() {
    first = 0;
    last = 0;
  }

  void add(long start, long end) {
    if (last == starts.length) {
      starts = Arrays.copyOf(starts, 2 * last);
      ends = Arrays.copyOf(ends, 2 * last);
    }
    starts[last] = start;
    ends[last] = end;
    last++;
  }

  /// An invalidation of the translations of one guest address.
  void cover(long gpa) {
    // Invalidations mostly come in the order of the stores, so the first range is the likely one.
    while (first < last && starts[first] <= gpa && gpa < ends[first]) {
      first++;
    }
    int kept = first;
    for (int i = first; i < last; i++) {
      if (starts[i] <= gpa && gpa < ends[i]) {
        continue;
      }
      if (kept != i) {
        starts[kept] = starts[i];
        ends[kept] = ends[i];
      }
      kept++;
    }
    last = kept;
    if (first == last) {
      clear();
    }
  }

  /// Whether any pending range has an address in common with the given one.
  boolean overlaps(long start, long end) {
    for (int i = first; i < last; i++) {
      if (starts[i] < end && start < ends[i]) {
        return true;
      }
    }
    return false;
  }
}
