package maplet.impl.table;

import maplet.impl.memory.PhysicalMemory;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.RegimeId;

/// What planted bugs of EPT do instead of the calls that they replace.
public final class EptBugs {
  private static final long READ_WRITE_EXECUTE = 0b111;
  private static final long IGNORE_PAT = 1L << 6;
  private static final long DIRTY = 1L << 9;
  private static final long USER_EXECUTE = 1L << 10;
  private static final long SUPPRESS_VE = 1L << 63;

  private EptBugs() {}

  static void withoutUserX(
      PhysicalMemory memory, TableFormat format, long table, long word, int height) {
    TableCore.fillPieces(memory, format, table, word & ~USER_EXECUTE, height);
  }

  static void withoutIgnorePat(
      PhysicalMemory memory, TableFormat format, long table, long word, int height) {
    TableCore.fillPieces(memory, format, table, word & ~IGNORE_PAT, height);
  }

  static void clean(PhysicalMemory memory, TableFormat format, long table, long word, int height) {
    TableCore.fillPieces(memory, format, table, word & ~DIRTY, height);
  }

  static long withoutUserX(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~USER_EXECUTE;
  }

  static long convertible(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~SUPPRESS_VE;
  }

  static long withoutUserX(TableFormat format, long table) {
    return format.table(table) & ~USER_EXECUTE;
  }

  static long nothing(TableFormat format, long word, long next) {
    return 0;
  }

  static boolean byRwxOnly(TableFormat format, long word) {
    return (word & READ_WRITE_EXECUTE) != 0;
  }

  static int any(TableFormat format, long word) {
    return 0;
  }

  public static int throughForProtected(TableFormat format, long word) {
    int attributes = format.attributes(word);
    int permissions = Attributes.permissionBits(attributes);
    return attributes == Attributes.code(permissions, MemoryType.WRITE_PROTECTED)
        ? Attributes.code(permissions, MemoryType.WRITE_THROUGH)
        : attributes;
  }

  /// Forgets the lowest reserved address bit of a processor whose MAXPHYADDR is 39.
  static long[] oneBitFewer(EntryChecks checks) {
    long[] fewer = checks.leafReserved().clone();
    for (int height = 0; height < fewer.length; height++) {
      fewer[height] &= ~(1L << 39);
    }
    return fewer;
  }

  public static boolean withExecuteOnly(RegimeId id, String word) {
    return id.take(word) && !word.equals("noxo");
  }

  public static boolean withGibibytePages(RegimeId id, String word) {
    return id.take(word) && !word.equals("no1g");
  }
}
