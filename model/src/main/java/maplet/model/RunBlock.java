package maplet.model;

/// A few consecutive runs of a [ChunkedRangeMap], in parallel arrays.
final class RunBlock {
  /// How many runs a block can hold. A block is shifted by each insertion, so it must stay small; a
  /// map has a block for every 32 to 64 runs, so it mustn't be tiny either.
  static final int CAPACITY = 64;

  final long[] starts = new long[CAPACITY];
  final long[] ends = new long[CAPACITY];
  final long[] deltas = new long[CAPACITY];
  final int[] tags = new int[CAPACITY];
  int count;

  /// Index of the first run that ends above the address, or `count`.
  ///
  /// @param likely where to look first, any index; there, or one further, most lookups end
  int indexOf(long address, int likely) {
    int index = likely < count && ends[likely] <= address ? likely + 1 : likely;
    boolean found =
        index <= count
            && (index == count || ends[index] > address)
            && (index == 0 || ends[index - 1] <= address);
    return found ? index : indexOf(address);
  }

  /// Index of the first run that ends above the address, or `count`.
  int indexOf(long address) {
    // The result is `index` to `index + left`. One variable that is moved or not is a conditional
    // move; a branch would be mispredicted every second time.
    int index = 0;
    for (int left = count; left > 0; left >>>= 1) {
      int half = left + 1 >>> 1;
      index = ends[index + half - 1] <= address ? index + half : index;
    }
    return index;
  }

  /// Inserts a run; the block must not be full.
  void insert(int index, long start, long end, long delta, int tag) {
    copy(this, index, this, index + 1, count - index);
    starts[index] = start;
    ends[index] = end;
    deltas[index] = delta;
    tags[index] = tag;
    count++;
  }

  /// Removes the runs from one index to another, the latter excluded.
  void remove(int from, int to) {
    copy(this, to, this, from, count - to);
    count -= to - from;
  }

  /// Moves the upper half of a full block to an empty one.
  void moveUpperHalfTo(RunBlock upper) {
    int half = CAPACITY / 2;
    copy(this, half, upper, 0, count - half);
    upper.count = count - half;
    count = half;
  }

  /// Appends all runs of the block that follows; together they must fit.
  void append(RunBlock following) {
    copy(following, 0, this, count, following.count);
    count += following.count;
    following.count = 0;
  }

  private static void copy(RunBlock from, int fromIndex, RunBlock to, int toIndex, int length) {
    System.arraycopy(from.starts, fromIndex, to.starts, toIndex, length);
    System.arraycopy(from.ends, fromIndex, to.ends, toIndex, length);
    System.arraycopy(from.deltas, fromIndex, to.deltas, toIndex, length);
    System.arraycopy(from.tags, fromIndex, to.tags, toIndex, length);
  }
}
