package maplet.harness.check;

import java.util.List;
import maplet.harness.subject.Freedom;
import maplet.model.MappingTag;
import maplet.model.RangeMap;

/// Sees whether an unmap that cut a huge leaf dropped all of it, and where the subject may do so
/// makes the model follow.
final class LazyRest {
  private final long[] pageSizes;
  private final RangeMap mappings;
  private final RangeComparison tables;
  private final Liberties liberties;

  LazyRest(
      List<Integer> pageShifts, RangeMap mappings, RangeComparison tables, Liberties liberties) {
    this.pageSizes = pageShifts.stream().mapToLong(shift -> 1L << shift).toArray();
    this.mappings = mappings;
    this.tables = tables;
    this.liberties = liberties;
  }

  /// Looks at both ends of a range that the subject has unmapped, and the model hasn't yet.
  void follow(long start, long end) {
    long first = leafAcross(start);
    if (first >= 0) {
      drop(first, start, start);
    }
    long last = leafAcross(end);
    if (last >= 0) {
      drop(end, last + size(), end);
    }
  }

  /// The first address of the model's leaf that crosses an address, -1 where none does.
  private long leafAcross(long gpa) {
    if (!mappings.seek(gpa) || mappings.start() > gpa || (gpa & size() - 1) == 0) {
      return -1;
    }
    return gpa & -size();
  }

  private long size() {
    return pageSizes[MappingTag.pageIndex(mappings.tag())];
  }

  /// @param from first address of the rest, which ends before `to`
  /// @param cut where the unmap cut the leaf
  private void drop(long from, long to, long cut) {
    if (tables.terminalWord(from) != 0) {
      return;
    }
    boolean may =
        liberties.take(
            Freedom.LAZY_REST,
            Oracle.TRANSLATION,
            from,
            "the rest of the leaf that was cut at " + Text.hex(cut) + " stays mapped",
            Text.range(from, to) + " isn't mapped any more");
    if (may) {
      mappings.erase(from, to);
    }
  }
}
