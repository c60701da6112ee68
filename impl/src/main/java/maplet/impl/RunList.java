package maplet.impl;

import java.util.Arrays;

/// Runs of host memory behind a guest's buffer, in the order of the guest addresses: what
/// [RunQueries#byteBuffer] fills. Used again and again, it allocates only when it grows.
///
/// [GuestMemory] keeps virtual addresses in one of these too.
public final class RunList {
  private long[] starts = new long[16];
  private long[] sizes = new long[16];
  private int count;

  /// Forgets all runs.
  public void clear() {
    count = 0;
  }

  /// Number of runs.
  public int count() {
    return count;
  }

  /// Address of the first byte of a run, a host physical one.
  ///
  /// @param index 0 to `count() - 1`
  public long start(int index) {
    return starts[index];
  }

  /// Bytes of a run.
  ///
  /// @param index 0 to `count() - 1`
  public long size(int index) {
    return sizes[index];
  }

  /// Adds a run; one that continues the last makes it longer.
  void add(long start, long size) {
    int last = count - 1;
    if (last >= 0 && starts[last] + sizes[last] == start) {
      sizes[last] += size;
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
    }
    starts[count] = start;
    sizes[count++] = size;
  }
}
