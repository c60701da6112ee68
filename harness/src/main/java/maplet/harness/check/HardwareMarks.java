package maplet.harness.check;

import maplet.model.Attributes;
import maplet.model.ChunkedRangeMap;
import maplet.model.Permissions;
import maplet.model.RangeMap;
import maplet.model.arch.HardwareFlags;

/// Which leaves the simulated machine has marked as accessed and dirty, by guest address.
///
/// Software never sets these flags in a regime whose hardware does, and must keep them when it
/// changes a leaf or cuts it; so a leaf's expected word is the description's, and these bits.
final class HardwareMarks {
  private static final int ACCESSED = 1;
  private static final int DIRTY = 2;

  private final HardwareFlags flags;
  private final RangeMap marks = new ChunkedRangeMap(true);

  HardwareMarks(HardwareFlags flags) {
    this.flags = flags;
  }

  /// Forgets all, for a new address space.
  void reset() {
    marks.clear();
  }

  /// Hardware has walked to a leaf for an access.
  ///
  /// @param start first guest address of the leaf, which ends before `end`
  void touched(long start, long end, boolean write) {
    int tag = flags.accessed() != 0 ? ACCESSED : 0;
    tag |= write && flags.dirty() != 0 ? DIRTY : 0;
    tag |= at(start);
    if (tag != 0) {
      marks.assign(start, end, 0, tag);
    }
  }

  /// A leaf is taken for one that hardware has marked so, whoever made the marks.
  ///
  /// @param unmarked the leaf's word without marks
  /// @param attributes code of the leaf's attributes
  void adopt(long start, long end, long word, long unmarked, int attributes) {
    for (int tag = 0; tag <= (ACCESSED | DIRTY); tag++) {
      if ((unmarked | bits(tag, attributes)) == word) {
        if (tag == 0) {
          unmapped(start, end);
        } else {
          marks.assign(start, end, 0, tag);
        }
        return;
      }
    }
  }

  /// The leaves of a range are gone.
  void unmapped(long start, long end) {
    if (marks.size() > 0) {
      marks.erase(start, end);
    }
  }

  /// The leaves of a range have other attributes.
  void protectedWith(int attributes, long start, long end) {
    boolean writable = (attributes & Permissions.WRITE) != 0;
    if (!flags.dirtyNeedsWrite() || writable || marks.size() == 0) {
      return;
    }
    long at = start;
    while (at < end && marks.seek(at) && marks.start() < end) {
      long from = Math.max(at, marks.start());
      at = Math.min(end, marks.end());
      int left = marks.tag() & ~DIRTY;
      if (left == 0) {
        marks.erase(from, at);
      } else {
        marks.assign(from, at, 0, left);
      }
    }
  }

  /// The bits that hardware has set in the leaf whose first guest address is given.
  ///
  /// @param attributes code of the leaf's attributes
  long bits(long start, int attributes) {
    if (marks.size() == 0) {
      return 0;
    }
    return bits(at(start), attributes);
  }

  private long bits(int tag, int attributes) {
    boolean dirty =
        (tag & DIRTY) != 0
            && (!flags.dirtyNeedsWrite()
                || (Attributes.permissionBits(attributes) & Permissions.WRITE) != 0);
    return ((tag & ACCESSED) != 0 ? flags.accessed() : 0) | (dirty ? flags.dirty() : 0);
  }

  private int at(long gpa) {
    return marks.seek(gpa) && marks.start() <= gpa ? marks.tag() : 0;
  }
}
