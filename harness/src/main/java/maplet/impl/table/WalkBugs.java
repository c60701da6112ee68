package maplet.impl.table;

import maplet.impl.memory.PhysicalMemory;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Permissions;

/// What planted bugs of walks, of RISC-V's extensions and of EL2's stage 1 do instead of the calls
/// that they replace.
public final class WalkBugs {
  private static final long SAME_LEVEL = 1L << 26;

  private WalkBugs() {}

  static long plainSv57(PhysicalMemory memory, TableFormat format, long root, long gpa) {
    return TableCore.locate(memory, format, root, gpa & (1L << 57) - 1);
  }

  static void noPbmt(PhysicalMemory memory, TableFormat format, long table, long word, int height) {
    TableCore.fillPieces(memory, format, table, word & ~(3L << 61), height);
  }

  static boolean never(Napot napot, long word) {
    return false;
  }

  static long none(EntryChecks checks) {
    return 0;
  }

  static boolean no(EntryChecks checks) {
    return false;
  }

  static int everything(TableFormat format, long word) {
    return Permissions.ALL_BITS;
  }

  static long firstAttribute(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~(7L << 2);
  }

  public static long lower(
      FaultReporter reporter, FaultKind kind, int height, boolean tooWide, Access access) {
    return reporter.cause(kind, height, tooWide, access) & ~SAME_LEVEL;
  }
}
