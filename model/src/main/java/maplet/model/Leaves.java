package maplet.model;

import java.util.List;

/// Which page sizes mappings have: the choice when they are made, and what a cut leaves of a huge
/// leaf. Works on a store whose tags are [MappingTag]s.
final class Leaves {
  private final long[] pageSizes;
  private final RangeMap mappings;

  Leaves(List<Integer> pageShifts, RangeMap mappings) {
    pageSizes = pageShifts.stream().mapToLong(shift -> 1L << shift).toArray();
    this.mappings = mappings;
  }

  /// The bytes of a page size that a tag names.
  long pageSize(int tag) {
    return pageSizes[MappingTag.pageIndex(tag)];
  }

  /// The index of a page size that the regime has.
  int indexOf(long pageSize) {
    int pageIndex = 0;
    while (pageSizes[pageIndex] != pageSize) {
      pageIndex++;
    }
    return pageIndex;
  }

  /// The index of the largest page size.
  int largest() {
    return pageSizes.length - 1;
  }

  /// Maps a range where nothing is mapped, from its low end up, each leaf the largest for which
  /// both addresses are aligned and enough of the range remains.
  ///
  /// @param most index of the largest page size to choose
  void place(long gpa, long hpa, long size, int attributes, int most) {
    long delta = hpa - gpa;
    long end = gpa + size;
    long start = gpa;
    while (start < end) {
      int pageIndex = largest(start, start + delta, end - start, most);
      long stop = stopOf(pageIndex, start, delta, end, most);
      mappings.assign(start, stop, delta, MappingTag.of(attributes, pageIndex));
      start = stop;
    }
  }

  /// Makes the address a boundary between leaves, if it isn't one: the leaf that holds it becomes
  /// pages of the next smaller size, and so on around the address only.
  ///
  /// @param unlessAttributes an attribute code; leaves that have it stay whole
  void cut(long address, int unlessAttributes) {
    while (mappings.seek(address) && mappings.start() < address) {
      int tag = mappings.tag();
      int attributes = MappingTag.attributes(tag);
      long size = pageSize(tag);
      if ((address & size - 1) == 0 || attributes == unlessAttributes) {
        return;
      }
      long leaf = address & -size;
      int smaller = MappingTag.of(attributes, MappingTag.pageIndex(tag) - 1);
      mappings.assign(leaf, leaf + size, mappings.delta(), smaller);
    }
  }

  /// Removes whatever is mapped in a range, and of leaves that cross an end only what lies in it.
  void remove(long start, long stop) {
    cut(start, Attributes.CODES);
    cut(stop, Attributes.CODES);
    mappings.erase(start, stop);
  }

  /// Gives whatever is mapped in a range other attributes; leaves that have them aren't cut.
  void change(long start, long stop, int attributes) {
    cut(start, attributes);
    cut(stop, attributes);
    long from = start;
    while (from < stop && mappings.seek(from) && mappings.start() < stop) {
      long to = Math.min(stop, mappings.end());
      int tag = mappings.tag();
      if (MappingTag.attributes(tag) != attributes) {
        int changed = MappingTag.of(attributes, MappingTag.pageIndex(tag));
        mappings.assign(Math.max(from, mappings.start()), to, mappings.delta(), changed);
      }
      from = to;
    }
  }

  private int largest(long gpa, long hpa, long remaining, int most) {
    int pageIndex = most;
    while (pageIndex > 0 && !isLegal(pageIndex, gpa, hpa, remaining)) {
      pageIndex--;
    }
    return pageIndex;
  }

  private boolean isLegal(int pageIndex, long gpa, long hpa, long remaining) {
    long size = pageSizes[pageIndex];
    return ((gpa | hpa) & size - 1) == 0 && remaining >= size;
  }

  /// Where the leaves of one size that begin at `start` stop: at the first address at which a
  /// larger one is legal or what remains is less than one leaf.
  private long stopOf(int pageIndex, long start, long delta, long end, int most) {
    long size = pageSizes[pageIndex];
    long stop = start + (end - start & -size);
    if (pageIndex < most) {
      long larger = pageSizes[pageIndex + 1];
      long boundary = start + larger - 1 & -larger;
      if ((delta & larger - 1) == 0 && end - boundary >= larger) {
        stop = boundary;
      }
    }
    return stop;
  }
}
