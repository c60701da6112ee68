package maplet.impl;

import maplet.model.Backing;
import maplet.model.Rule;
import maplet.model.Status;

/// What an address space's areas are, and where there is room for more.
///
/// Answers as [AddressSpace] does, which also has the rule that was broken and its operand.
public final class AreaQueries {
  private final AreaSet areas;
  private final OperandRules rules;

  private long start;
  private long size;
  private int attributes;
  private Backing backing = Backing.LINEAR;
  private long free;

  AreaQueries(AreaSet areas, OperandRules rules) {
    this.areas = areas;
    this.rules = rules;
  }

  /// Finds the area that holds an address; see [#start], [#size], [#attributes], [#backing].
  ///
  /// @param gpa any 64-bit value
  /// @return [Status#AREA_FOUND], or [Status#NOT_MAPPED] where no area does
  public Status find(long gpa) {
    rules.accept();
    int area = areas.find(gpa);
    if (area == AreaSet.NONE) {
      rules.refuse(Rule.NO_AREA, gpa);
      return Status.NOT_MAPPED;
    }
    start = areas.start(area);
    size = areas.end(area) - start;
    attributes = areas.attributes(area);
    backing = areas.backing(area);
    return Status.AREA_FOUND;
  }

  /// First guest physical address of the area that was found last.
  public long start() {
    return start;
  }

  /// Bytes of that area.
  public long size() {
    return size;
  }

  /// Attribute code of that area.
  public int attributes() {
    return attributes;
  }

  /// Backing of that area.
  public Backing backing() {
    return backing;
  }

  /// Finds the lowest address from `hint` on at which a range overlaps no area; see [#free].
  ///
  /// Hint and limits are unsigned and may have any value.
  ///
  /// @param bytes size of the range, a positive multiple of the granule
  /// @param alignment of the address, a power of two, at least the granule
  /// @param limitStart the range begins at or above this
  /// @param limitEnd the range ends at or below this
  /// @return [Status#FREE_FOUND]; [Status#NOT_MAPPED] where there is none inside the limits and the
  ///   address space; or [Status#INVALID_INPUT]
  public Status findFree(long hint, long bytes, long alignment, long limitStart, long limitEnd) {
    if (!rules.acceptsSearch(bytes, alignment)) {
      return Status.INVALID_INPUT;
    }
    long lowest = unsignedMax(rules.base(), unsignedMax(hint, limitStart));
    long end = unsignedMin(rules.end(), limitEnd);
    long at = alignUp(lowest, alignment);
    // Within the address space numbers are positive, and a sum of two doesn't overflow.
    while (isBelow(lowest, end) && isBelow(at, end) && !isBelow(end - at, bytes)) {
      int taken = areas.firstIn(at, at + bytes);
      if (taken == AreaSet.NONE) {
        free = at;
        return Status.FREE_FOUND;
      }
      at = alignUp(areas.end(taken), alignment);
    }
    rules.refuse(Rule.NO_FREE_AREA, bytes);
    return Status.NOT_MAPPED;
  }

  /// First guest physical address of the free range that was found last.
  public long free() {
    return free;
  }

  /// Whether `[gpa, gpa + bytes)` lies inside the address space; a range that wraps does not.
  ///
  /// @param gpa any 64-bit value
  /// @param bytes any number, unsigned
  public boolean containsRange(long gpa, long bytes) {
    return gpa >= rules.base() && gpa <= rules.end() && !isBelow(rules.end() - gpa, bytes);
  }

  /// Whether an area has an address in common with `[gpa, gpa + bytes)`; a range that wraps ends
  /// with the last address.
  ///
  /// @param gpa any 64-bit value
  /// @param bytes any number, unsigned
  public boolean overlaps(long gpa, long bytes) {
    if (gpa < 0 || bytes == 0) {
      return false;
    }
    long end = gpa + bytes;
    return areas.firstIn(gpa, end < gpa ? Long.MAX_VALUE : end) != AreaSet.NONE;
  }

  private static long alignUp(long value, long alignment) {
    return value + alignment - 1 & -alignment;
  }

  private static boolean isBelow(long one, long other) {
    return Long.compareUnsigned(one, other) < 0;
  }

  private static long unsignedMin(long one, long other) {
    return isBelow(one, other) ? one : other;
  }

  private static long unsignedMax(long one, long other) {
    return isBelow(one, other) ? other : one;
  }
}
