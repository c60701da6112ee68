package maplet.harness.check;

import java.util.Arrays;

/// Guest ranges whose translation hardware may still remember, because a live entry changed and no
/// invalidation has covered it yet.
///
/// A range is one entry's: an invalidation by address covers it when the address lies inside,
/// unless it is a table's entry on an architecture where those reach leaves only.
final class PendingInvalidations {
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private boolean[] needAll = new boolean[64];
  private int[] since = new int[64];
  private int first;
  private int last;

  boolean isEmpty() {
    return first == last;
  }

  /// A range that is still pending; only while not empty.
  Range any() {
    return range(first);
  }

  /// One that [#reaching] found.
  Range range(int i) {
    return new Range(starts[i], ends[i], needAll[i], since[i]);
  }

  /// A guest range that waits for an invalidation, for findings.
  ///
  /// @param needsAll whether only an invalidation of the whole address space covers it
  /// @param since number of the event that changed its entry; -1: before the first
  record Range(long start, long end, boolean needsAll, int since) {
    /// Whether the address lies inside.
    boolean holds(long gpa) {
      return start <= gpa && gpa < end;
    }

    /// What it waits for, in words.
    String text() {
      String range = Text.range(start, end);
      return needsAll
          ? "an invalidation of the whole address space after the table entry of "
              + range
              + " changed, which one by address doesn't reach"
          : "an invalidation that covers " + range + " after its entry changed";
    }
  }

  void clear() {
    first = 0;
    last = 0;
  }

  /// @param all whether only an invalidation of the whole address space covers it
  /// @param event number of the event that changed the range's entry
  void add(long start, long end, boolean all, int event) {
    if (last == starts.length) {
      starts = Arrays.copyOf(starts, 2 * last);
      ends = Arrays.copyOf(ends, 2 * last);
      needAll = Arrays.copyOf(needAll, 2 * last);
      since = Arrays.copyOf(since, 2 * last);
    }
    starts[last] = start;
    ends[last] = end;
    needAll[last] = all;
    since[last] = event;
    last++;
  }

  /// An invalidation of the translations of one guest address.
  void cover(long gpa) {
    // Invalidations mostly come in the order of the stores, so the first range is the likely one.
    while (first < last && covers(first, gpa)) {
      first++;
    }
    int kept = first;
    for (int i = first; i < last; i++) {
      if (covers(i, gpa)) {
        continue;
      }
      if (kept != i) {
        starts[kept] = starts[i];
        ends[kept] = ends[i];
        needAll[kept] = needAll[i];
        since[kept] = since[i];
      }
      kept++;
    }
    last = kept;
    if (first == last) {
      clear();
    }
  }

  private boolean covers(int i, long gpa) {
    return starts[i] <= gpa && gpa < ends[i] && !needAll[i];
  }

  /// By which pending range hardware may still get to a frame that was for a range, -1 where by
  /// none. A remembered table entry leads to the table, and to those below, but to no page whose
  /// own entry is gone.
  int reaching(long start, long end) {
    for (int i = first; i < last; i++) {
      boolean reaches =
          needAll[i] ? start <= starts[i] && ends[i] <= end : starts[i] < end && start < ends[i];
      if (reaches) {
        return i;
      }
    }
    return -1;
  }
}
