package maplet.impl;

import maplet.model.Capabilities;
import maplet.model.Rule;
import maplet.model.Status;

/// What planted bugs do instead of the calls that they replace.
public final class SpaceBugs {
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

  static void keepAttributes(AreaSet areas, long start, long end, int attributes) {}
}
