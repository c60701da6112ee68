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

  /// A table entry or a leaf whose address has more bits than the output width.
  public static final int OVERSIZED = 4;

  private static final int GRANTED_SHIFT = 56;
  private static final int FAULT_SHIFT = 60;
  private static final long PLACE_MASK = (1L << GRANTED_SHIFT) - 1;

  private TableWalk() {}

  /// What an entry is to a walk that reads it at this height, one of this class's constants.
  public static int classify(TableFormat format, long word, int height) {
    if (!format.isPresent(word)) {
      return ABSENT;
    }
    boolean table = height > 0 && format.isTable(word);
    boolean reserved =
        table ? isReservedTable(format, word, height) : isReservedLeaf(format, word, height);
    if (reserved) {
      return RESERVED;
    }
    if ((word & format.checks().oversized()) != 0) {
      return OVERSIZED;
    }
    return table ? TABLE : LEAF;
  }

  private static boolean isReservedTable(TableFormat format, long word, int height) {
    return (word & format.checks().tableReserved()[height]) != 0
        || format.tablePermissions(word) < 0;
  }

  private static boolean isReservedLeaf(TableFormat format, long word, int height) {
    EntryChecks checks = format.checks();
    return !format.hasLeaves(height)
        || (word & checks.leafReserved()[height]) != 0
        || height == 0 && (word & checks.lastMask()) == checks.lastReserved()
        || height == 0 && isReservedNapot(checks.napot(), word)
        || format.attributes(word) < 0;
  }

  private static boolean isReservedNapot(Napot napot, long word) {
    return (word & napot.bit()) != 0 && (word & napot.mask()) != napot.value();
  }

  /// Walks the tables for an access.
  ///
  /// @param gpa within the input width
  /// @param permission the permission bit that the access needs, see [Permissions]
  /// @return see [#place], [#granted] and [#fault]
  public static long walk(
      PhysicalMemory memory, TableFormat format, long root, long gpa, int permission) {
    int height = format.levels() - 1;
    long entry = root + (gpa >>> format.shift(height)) * Long.BYTES;
    int granted = Permissions.ALL_BITS;
    while (true) {
      long word = memory.read(entry);
      if (height == 0 || !format.isPlainTable(word)) {
        int kind = classify(format, word, height);
        if (kind == LEAF) {
          return finish(format, word, entry | height, granted, permission);
        }
        if (kind != TABLE) {
          return faulted(entry | height, fault(format, kind));
        }
        granted &= format.tablePermissions(word);
      }
      height--;
      entry = format.child(word) + format.index(gpa, height) * Long.BYTES;
    }
  }

  private static FaultKind fault(TableFormat format, int kind) {
    return switch (kind) {
      case ABSENT -> FaultKind.TRANSLATION;
      case OVERSIZED -> FaultKind.ADDRESS_SIZE;
      default -> format.checks().reserved();
    };
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
