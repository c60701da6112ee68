package maplet.impl;

import java.util.Arrays;
import maplet.model.Backing;

/// The areas of an address space, in ascending order, without overlap.
///
/// Parallel arrays and binary search: a guest has tens of areas, and some thousands still move faster
/// than a tree is walked.
final class AreaSet {
  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int[] attributes = new int[16];
  private Backing[] backings = new Backing[16];
  private int size;

  int size() {
    return size;
  }

  long start(int index) {
    return starts[index];
  }

  long end(int index) {
    return ends[index];
  }

  int attributes(int index) {
    return attributes[index];
  }

  Backing backing(int index) {
    return backings[index];
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

  /// Index of the area that contains an address, -1 where none does.
  int find(long gpa) {
    int index = firstEndingAbove(gpa);
    return index < size && starts[index] <= gpa ? index : -1;
  }

  /// The first address from `start` to `end` that an area contains; `end` where none does.
  long firstCovered(long start, long end) {
    int index = firstEndingAbove(start);
    return index < size ? Math.min(end, Math.max(start, starts[index])) : end;
  }

  /// The first address from `start` to `end` that no area contains; `end` where all are contained.
  long firstUncovered(long start, long end) {
    long at = start;
    for (int i = firstEndingAbove(start); i < size && starts[i] <= at && at < end; i++) {
      at = ends[i];
    }
    return Math.min(at, end);
  }

  /// Adds an area that overlaps none.
  void add(long start, long end, int attributeCode, Backing backing) {
    insert(firstEndingAbove(start), start, end, attributeCode, backing);
  }

  /// Cuts the area that an address lies inside of, if there is one, so that none crosses it.
  void cutAt(long gpa) {
    int index = find(gpa);
    if (index >= 0 && starts[index] < gpa) {
      insert(index + 1, gpa, ends[index], attributes[index], backings[index]);
      ends[index] = gpa;
    }
  }

  /// Removes all areas of a range that none crosses the ends of.
  void remove(long start, long end) {
    int from = firstEndingAbove(start);
    int to = from;
    while (to < size && starts[to] < end) {
      to++;
    }
    int moved = size - to;
    System.arraycopy(starts, to, starts, from, moved);
    System.arraycopy(ends, to, ends, from, moved);
    System.arraycopy(attributes, to, attributes, from, moved);
    System.arraycopy(backings, to, backings, from, moved);
    size -= to - from;
  }

  /// Gives all areas of a range that none crosses the ends of other attributes.
  void setAttributes(long start, long end, int attributeCode) {
    for (int i = firstEndingAbove(start); i < size && starts[i] < end; i++) {
      attributes[i] = attributeCode;
    }
  }

  void clear() {
    size = 0;
  }

  private void insert(int index, long start, long end, int attributeCode, Backing backing) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      attributes = Arrays.copyOf(attributes, 2 * size);
      backings = Arrays.copyOf(backings, 2 * size);
    }
    System.arraycopy(starts, index, starts, index + 1, size - index);
    System.arraycopy(ends, index, ends, index + 1, size - index);
    System.arraycopy(attributes, index, attributes, index + 1, size - index);
    System.arraycopy(backings, index, backings, index + 1, size - index);
    starts[index] = start;
    ends[index] = end;
    attributes[index] = attributeCode;
    backings[index] = backing;
    size++;
  }
}
