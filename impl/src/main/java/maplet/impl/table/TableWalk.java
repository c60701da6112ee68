package maplet.impl.table;

import maplet.impl.memory.PhysicalMemory;
import maplet.model.FaultKind;
import maplet.model.Permissions;

/// The walk of a processor: every entry is looked at for all that can be wrong with it.
///
/// Static and pure like [TableCore]. A walk's result is one number, so that nothing is allocated:
/// where it ended, what is granted there, and the fault if there is one.
public final class TableWalk {
  /// Kinds of entries, as [#classify] tells them.
  public static final int ABSENT = 0;

  public static final int TABLE = 1;
  public static final int LEAF = 2;
  public static final int RESERVED = 3;

  private static final int GRANTED_SHIFT = 56;
  private static final int FAULT_SHIFT = 60;
  private static final long PLACE_MASK = (1L << GRANTED_SHIFT) - 1;

  private TableWalk() {}

  /// What an entry is to a walk that reads it at this height, one of this class's constants.
  public static int classify(TableFormat format, long word, int height) {
    if (!TableCore.isPresent(format, word)) {
      return ABSENT;
    }
    EntryChecks checks = format.checks();
    boolean legal = checks.permissionsAreLegal(format.rawPermissions(word));
    if (height > 0 && TableCore.isTable(format, word)) {
      return legal && (word & checks.tableReserved()[height]) == 0 ? TABLE : RESERVED;
    }
    boolean reserved =
        !legal
            || !format.hasLeaves(height)
            || (word & checks.leafReserved()[height]) != 0
            || height == 0 && (word & checks.lastMask()) == checks.lastReserved()
            || format.attributes(word) < 0;
    return reserved ? RESERVED : LEAF;
  }

  /// Walks the tables for an access.
  ///
  /// @param gpa within the input width
  /// @param permission the permission bit that the access needs, see [Permissions]
  /// @return see [#place], [#granted] and [#fault]
  public static long walk(
      PhysicalMemory memory, TableFormat format, long root, long gpa, int permission) {
    int height = format.levels() - 1;
    long entry = root + (gpa >>> TableFormat.shift(height)) * Long.BYTES;
    int granted = Permissions.ALL_BITS;
    while (true) {
      long word = memory.read(entry);
      if (height > 0 && (word & ~format.addressMask()) == format.tableBits()) {
        // Exactly what software writes for a table: it grants everything, and nothing is reserved.
        height--;
        entry = TableCore.child(format, word) + TableCore.index(gpa, height) * Long.BYTES;
        continue;
      }
      int kind = classify(format, word, height);
      if (kind == LEAF) {
        return finish(format, word, entry | height, granted, permission);
      }
      if (kind != TABLE) {
        FaultKind fault = kind == ABSENT ? FaultKind.TRANSLATION : format.checks().reserved();
        return faulted(entry | height, fault);
      }
      if (format.checks().inherits()) {
        granted &= format.permissions(word);
      }
      height--;
      entry = TableCore.child(format, word) + TableCore.index(gpa, height) * Long.BYTES;
    }
  }

  private static long finish(
      TableFormat format, long word, long place, int inherited, int permission) {
    EntryChecks checks = format.checks();
    int granted = format.permissions(word) & inherited;
    long flags =
        permission == Permissions.WRITE
            ? checks.accessFlags() | checks.writeFlags()
            : checks.accessFlags();
    boolean flagsClear = (word & flags) != flags;
    if (flagsClear && checks.flagsFirst()) {
      return faulted(place, FaultKind.ACCESS_FLAG);
    }
    if ((granted & permission) == 0) {
      return faulted(place, FaultKind.PERMISSION);
    }
    if (flagsClear) {
      return faulted(place, FaultKind.ACCESS_FLAG);
    }
    return place | (long) granted << GRANTED_SHIFT;
  }

  private static long faulted(long place, FaultKind fault) {
    return place | fault.ordinal() + 1L << FAULT_SHIFT;
  }

  /// Whether a walk ended in a fault.
  public static boolean isFault(long walked) {
    return walked >>> FAULT_SHIFT != 0;
  }

  /// The fault of a walk that ended in one.
  public static FaultKind fault(long walked) {
    return FaultKind.of((int) (walked >>> FAULT_SHIFT) - 1);
  }

  /// The entry at which a walk ended, as [PageTable#locate] returns it.
  public static long place(long walked) {
    return walked & PLACE_MASK;
  }

  /// The permission bits that all entries together grant; of a walk that didn't fault.
  public static int granted(long walked) {
    return (int) (walked >>> GRANTED_SHIFT) & Permissions.ALL_BITS;
  }
}
