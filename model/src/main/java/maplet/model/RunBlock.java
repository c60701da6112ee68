package maplet.model;

/// A few consecutive runs of a [ChunkedRangeMap], in one array: what belongs to a run lies
/// together, so that reading it costs one cache line, and moving runs one copy.
final class RunBlock {
  /// How many runs a block can hold. A block is shifted by each insertion, so it must stay small; a
  /// map has a block for every 32 to 64 runs, so it mustn't be tiny either.
  static final int CAPACITY = 64;

  private static final int WORDS = 4;
  private static final int END = 1;
  private static final int DELTA = 2;
  private static final int TAG = 3;

  private final long[] words = new long[CAPACITY * WORDS];
  int count;

  long start(int index) {
    return words[index * WORDS];
  }

  long end(int index) {
    return words[index * WORDS + END];
  }

  long delta(int index) {
    return words[index * WORDS + DELTA];
  }

  int tag(int index) {
    return (int) words[index * WORDS + TAG];
  }

  void setStart(int index, long start) {
    words[index * WORDS] = start;
  }

  void setEnd(int index, long end) {
    words[index * WORDS + END] = end;
  }

  /// Index of the first run that ends above the address, or `count`.
  ///
  /// @param likely where to look first, any index; there, or one further, most lookups end
  int indexOf(long address, int likely) {
    int index = likely < count && end(likely) <= address ? likely + 1 : likely;
    boolean found =
        index <= count
            && (index == count || end(index) > address)
            && (index == 0 || end(index - 1) <= address);
    return found ? index : indexOf(address);
  }

  /// Index of the first run that ends above the address, or `count`.
  int indexOf(long address) {
    // The result is `index` to `index + left`. One variable that is moved or not is a conditional
    // move; a branch would be mispredicted every second time.
    int index = 0;
    for (int left = count; left > 0; left >>>= 1) {
      int half = left + 1 >>> 1;
      index = end(index + half - 1) <= address ? index + half : index;
    }
    return index;
  }

  /// Inserts a run; the block must not be full.
  void insert(int index, long start, long end, long delta, int tag) {
    copy(this, index, this, index + 1, count - index);
    int at = index * WORDS;
    words[at] = start;
    words[at + END] = end;
    words[at + DELTA] = delta;
    words[at + TAG] = tag;
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
    System.arraycopy(from.words, fromIndex * WORDS, to.words, toIndex * WORDS, length * WORDS);
  }
}
