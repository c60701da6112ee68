package maplet.impl;

import java.util.Arrays;
import maplet.model.Attributes;
import maplet.model.Backing;

/// The areas of an address space, in ascending order, without overlap.
///
/// Parallel arrays and binary search: a guest has tens of areas, and some thousands still move faster
/// than a tree is walked.
final class AreaSet {
  private static final int BACKING_SHIFT = Integer.numberOfTrailingZeros(Attributes.CODES);

  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int[] traits = new int[16];
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
    return traits[index] & Attributes.CODES - 1;
  }

  Backing backing(int index) {
    return Backing.of(traits[index] >>> BACKING_SHIFT);
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

  boolean overlaps(long start, long end) {
    int index = firstEndingAbove(start);
    return index < size && starts[index] < end;
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
    insert(firstEndingAbove(start), start, end, traits(attributeCode, backing));
  }

  /// Takes a range out of all areas: removes those inside, shortens or cuts those that cross an end.
  void remove(long start, long end) {
    int from = firstEndingAbove(start);
    if (from < size && starts[from] < start) {
      cut(from, start);
      from++;
    }
    int to = from;
    while (to < size && ends[to] <= end) {
      to++;
    }
    if (to < size && starts[to] < end) {
      starts[to] = end;
    }
    delete(from, to);
  }

  /// Gives a range other attributes; areas that cross an end are cut, but for those that have the
  /// attributes already.
  void setAttributes(long start, long end, int attributeCode) {
    for (int i = firstEndingAbove(start); i < size && starts[i] < end; i++) {
      if (attributes(i) == attributeCode) {
        continue;
      }
      if (starts[i] < start) {
        cut(i, start);
        i++;
      }
      if (ends[i] > end) {
        cut(i, end);
      }
      traits[i] = traits(attributeCode, backing(i));
    }
  }

  /// Cuts an area in two at an address inside it.
  private void cut(int index, long gpa) {
    insert(index + 1, gpa, ends[index], traits[index]);
    ends[index] = gpa;
  }

  private void delete(int from, int to) {
    if (from < to) {
      int moved = size - to;
      System.arraycopy(starts, to, starts, from, moved);
      System.arraycopy(ends, to, ends, from, moved);
      System.arraycopy(traits, to, traits, from, moved);
      size -= to - from;
    }
  }

  private void insert(int index, long start, long end, int areaTraits) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      traits = Arrays.copyOf(traits, 2 * size);
    }
    System.arraycopy(starts, index, starts, index + 1, size - index);
    System.arraycopy(ends, index, ends, index + 1, size - index);
    System.arraycopy(traits, index, traits, index + 1, size - index);
    starts[index] = start;
    ends[index] = end;
    traits[index] = areaTraits;
    size++;
  }

  private static int traits(int attributeCode, Backing backing) {
    return attributeCode | backing.ordinal() << BACKING_SHIFT;
  }
}
