package maplet.harness.check;

import java.util.Arrays;

/// Guest ranges outside the operation's own whose leaves were stored to in this step.
final class ChangedRanges {
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private int size;

  void clear() {
    size = 0;
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
