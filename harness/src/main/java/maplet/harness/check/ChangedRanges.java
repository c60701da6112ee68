package maplet.harness.check;

import java.util.Arrays;

/// The leaves that were stored to in this step: their guest ranges outside the operation's own, and
/// the heights of all of them.
final class ChangedRanges {
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private int size;
  private long exceptedStart;
  private long exceptedEnd;
  private int madeHeights;
  private int removedHeights;

  void clear() {
    size = 0;
    madeHeights = 0;
    removedHeights = 0;
  }

  /// From now on leaves from `start` to `end` don't count as ranges.
  void except(long start, long end) {
    exceptedStart = start;
    exceptedEnd = end;
  }

  /// A leaf became reachable.
  void made(int height, long start, long end) {
    madeHeights |= 1 << height;
    note(start, end);
  }

  /// A leaf went, or was stored over.
  void removed(int height, long start, long end) {
    removedHeights |= 1 << height;
    note(start, end);
  }

  /// A bit for each height at which leaves became reachable.
  int madeHeights() {
    return madeHeights;
  }

  /// A bit for each height at which leaves went, or were stored over.
  int removedHeights() {
    return removedHeights;
  }

  private void note(long start, long end) {
    if (start < exceptedStart || end > exceptedEnd) {
      add(start, end);
    }
  }

  int size() {
    return size;
  }

  long start(int index) {
    return starts[index];
  }

  long end(int index) {
    return ends[index];
  }

  /// Adds a range; one that touches the range added last extends it.
  void add(long start, long end) {
    if (size > 0 && start <= ends[size - 1] && end >= starts[size - 1]) {
      starts[size - 1] = Math.min(start, starts[size - 1]);
      ends[size - 1] = Math.max(end, ends[size - 1]);
      return;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    size++;
  }
}
