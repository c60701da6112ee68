package maplet.impl;

/// Some neighbouring areas of an [AreaSet], ascending, in parallel arrays of fixed length.
final class AreaBlock {
  /// Areas that a block has room for.
  static final int CAPACITY = 128;

  private final long[] starts = new long[CAPACITY];
  private final long[] ends = new long[CAPACITY];
  private final int[] traits = new int[CAPACITY];
  private int size;

  int size() {
    return size;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  long start(int index) {
    return starts[index];
  }

  long end(int index) {
    return ends[index];
  }

  int traits(int index) {
    return traits[index];
  }

  void setStart(int index, long start) {
    starts[index] = start;
  }

  void setEnd(int index, long end) {
    ends[index] = end;
  }

  void setTraits(int index, int areaTraits) {
    traits[index] = areaTraits;
  }

  /// End of the last area; the block isn't empty.
  long lastEnd() {
    return ends[size - 1];
  }

  /// Index of the first area that ends above an address; `size()` where none does.
  int firstEndingAbove(long gpa) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = low + high >>> 1;
      if (ends[middle] > gpa) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// Puts an area before the one at `index`; the block isn't full.
  void insert(int index, long start, long end, int areaTraits) {
    move(index, this, index + 1, size - index);
    starts[index] = start;
    ends[index] = end;
    traits[index] = areaTraits;
    size++;
  }

  /// Removes the areas from `from` up to, not with, `to`.
  void delete(int from, int to) {
    move(to, this, from, size - to);
    size -= to - from;
  }

  /// Gives the areas from `from` on to another block, which is empty.
  void giveTail(int from, AreaBlock other) {
    other.size = size - from;
    move(from, other, 0, other.size);
    size = from;
  }

  private void move(int from, AreaBlock target, int to, int count) {
    System.arraycopy(starts, from, target.starts, to, count);
    System.arraycopy(ends, from, target.ends, to, count);
    System.arraycopy(traits, from, target.traits, to, count);
  }
}
