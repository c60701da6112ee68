package maplet.impl;

import maplet.impl.table.PageTable;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.Capabilities;
import maplet.model.Rule;
import maplet.model.Status;

/// What planted bugs do instead of the calls that they replace.
public final class SpaceBugs {
  private static final long PAGE = 4096;
  private static final long HUGE = 1L << 21;

  private SpaceBugs() {}

  static boolean anyShape(OperandRules rules, long gpa, long hpa, long size) {
    rules.accept();
    return true;
  }

  static boolean anyHost(OperandRules rules, long hpa, long size) {
    return true;
  }

  static boolean endIsInside(OperandRules rules, long gpa) {
    return gpa >= rules.base() && gpa <= rules.end();
  }

  static int neverOverlaps(AreaSet areas, long start, long end) {
    return AreaSet.NONE;
  }

  static long alwaysCovered(AreaSet areas, long start, long end) {
    return end;
  }

  static int wideInput(Capabilities capabilities) {
    return Long.SIZE - 1;
  }

  static Status badState(AddressSpace space) {
    return Status.BAD_STATE;
  }

  static boolean anyAttributes(OperandRules rules, int attributes) {
    return (attributes & 7) != 0 || rules.refuse(Rule.NO_PERMISSION, attributes);
  }

  /// Only where no later fault makes pages of the area's attributes.
  static void keepAttributes(AreaSet areas, long start, long end, int attributes) {
    int at = areas.firstIn(start, end);
    if (areas.end(at) < end || areas.backing(at) == Backing.ON_DEMAND) {
      areas.setAttributes(start, end, attributes);
    }
  }

  static boolean everywhere(OperandRules rules, long gpa) {
    return true;
  }

  static int onlyAreasThatStart(AreaSet areas, long start, long end) {
    int at = areas.firstIn(start, end);
    boolean startsBefore = at != AreaSet.NONE && areas.start(at) < start;
    int next = startsBefore ? areas.next(at) : at;
    return next != AreaSet.NONE && areas.start(next) < end ? next : AreaSet.NONE;
  }

  static boolean despiteFailure(PageTable table, long start, long end) {
    table.cutAtEnds(start, end);
    return true;
  }

  static void wholeAreasOnly(AreaSet areas, long start, long end) {
    int at = areas.firstIn(start, end);
    if (at != AreaSet.NONE && start <= areas.start(at) && areas.end(at) <= end) {
      areas.remove(start, end);
    }
  }

  static Status overTheEnd(Translation translation, long hpa, int attributes, long size) {
    return translation.reach(hpa, attributes, size << 9);
  }

  static boolean anyAccess(AddressSpace space, int attributes, Access access) {
    return true;
  }

  static boolean anyAlignment(OperandRules rules, long address, long pageSize) {
    return true;
  }

  static boolean anyInput(OperandRules rules, long gpa, long last) {
    return true;
  }

  static boolean never(long leaf, long leafEnd, long start, long end) {
    return false;
  }

  static long onlyTheFirstPage(PageTable table, long start, long end) {
    return table.isPresent(table.word(table.locate(start))) ? start : end;
  }

  static void oneGranule(NestedPageTable table, long start, long size) {
    table.unmapRegion(start, PAGE);
  }

  static int alwaysHuge(NestedPageTable table, boolean allowHuge) {
    return table.highestLeaf(true);
  }

  static boolean inTwoParts(
      PageTable table, long gpa, long hpa, long size, int attributes, int highest) {
    boolean granuleFirst = ((gpa | hpa) & HUGE - 1) != 0 && size > PAGE;
    if (!granuleFirst) {
      return table.mapLinear(gpa, hpa, size, attributes, highest);
    }
    return table.mapLinear(gpa, hpa, PAGE, attributes, 0)
        && table.mapLinear(gpa + PAGE, hpa + PAGE, size - PAGE, attributes, highest);
  }

  static Status firstByteOfThePage(
      Translation translation, long hpa, int attributes, long pageSize) {
    return translation.reach(hpa & -pageSize, attributes, pageSize);
  }

  static boolean unlessItBeginsWithAHole(PageTable table, long start, long end, int attributes) {
    boolean hole = !table.isPresent(table.word(table.locate(start)));
    return hole || table.protect(start, end, attributes);
  }
}
