package maplet.impl.table;

import java.lang.reflect.Field;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;

/// What planted bugs do instead of the calls that they replace.
public final class TableBugs {
  private static final long PAGE = 4096;

  private TableBugs() {}

  static void nothing(PageTable table, long start, long end, boolean freeFrames) {}

  static void nothing(PageTable table, long entry, int height, long gpa) {}

  static void nothing(PageTable table, long value) {}

  static void nothing(Invalidations invalidations) {}

  static void nothing(Invalidations invalidations, long gpa) {}

  static void nothing(PhysicalMemory memory, long frame) {}

  static void nothing(FrameAllocator allocator, long frame) {}

  static void freeAtOnce(PageTable table, long frame) {
    ((FrameAllocator) get(PageTable.class, table, "allocator")).free(frame);
  }

  static void zeroedAfterwards(FrameAllocator allocator, long frame) {
    allocator.free(frame);
    memoryOf(allocator).zero(frame);
  }

  static void writtenAfterwards(FrameAllocator allocator, long frame) {
    allocator.free(frame);
    memoryOf(allocator).write(frame, 0);
  }

  private static PhysicalMemory memoryOf(FrameAllocator allocator) {
    return (PhysicalMemory) get(FrameAllocator.class, allocator, "memory");
  }

  static void doomTwice(PageTable table, long frame) {
    ((FrameAllocator) get(PageTable.class, table, "allocator")).free(frame);
    ((FrameAllocator) get(PageTable.class, table, "allocator")).free(frame);
  }

  private static Object get(Class<?> type, Object object, String field) {
    try {
      Field declared = type.getDeclaredField(field);
      declared.setAccessible(true);
      return declared.get(object);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " has no field " + field, e);
    }
  }

  static void widenedPieces(
      PhysicalMemory memory, TableFormat format, long table, long word, int height) {
    TableCore.fillPieces(memory, format, table, word | 0b111, height);
  }

  static long pageStride(TableFormat format, int height) {
    return format.entrySize(0);
  }

  static void beyondTheLeaf(Invalidations invalidations, long gpa) {
    invalidations.now(gpa + (1L << 31));
  }

  static boolean anyPresentIsTable(TableFormat format, long word) {
    return format.isPresent(word);
  }

  static long plainSv39(PhysicalMemory memory, TableFormat format, long root, long gpa) {
    return TableCore.locate(memory, format, root, gpa & (1L << 39) - 1);
  }

  static long nonShareable(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~(0b11L << 8);
  }

  static long executable(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~(1L << 54);
  }

  static long alwaysWriteBack(TableFormat format, long hpa, int attributes, int height) {
    int permissions = Attributes.permissionBits(attributes);
    return format.leaf(hpa, Attributes.code(permissions, MemoryType.WRITE_BACK), height);
  }

  static long withoutUser(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~(1L << 4);
  }

  static int grantsAll(TableFormat format, long word) {
    return Permissions.ALL_BITS;
  }

  static int swappedWriteAndExecute(TableFormat format, long word) {
    int bits = format.permissions(word);
    return bits & 1 | (bits & 2) << 1 | (bits & 4) >> 1;
  }

  static int oneFrame(TableFormat format) {
    return 1;
  }

  static boolean no(Upkeep upkeep) {
    return false;
  }

  public static boolean yes(PageTable table, long word) {
    return true;
  }

  public static boolean no(PageTable table, long word) {
    return false;
  }

  static int unalignedHost(PageTable table, long gpa, long hpa, long size, int highest) {
    if (size >= 1L << 21 && (gpa & (1L << 21) - 1) == 0 && (hpa & (1L << 21) - 1) != 0) {
      return 1;
    }
    for (int height = 2; height > 0; height--) {
      long leaf = 1L << 12 + 9 * height;
      if (size >= leaf && ((gpa | hpa) & leaf - 1) == 0) {
        return height;
      }
    }
    return 0;
  }

  static void unshifted(EventLog events, int kind, long first, long second, long third) {
    events.add(kind, first << 12, second, third);
  }

  static void cutToSixteenBits(EventLog events, int kind, long first, long second, long third) {
    events.add(kind, first & 0xffff, second, third);
  }

  public static void allButTheLastPage(PageTable table, long start, long end, boolean freeFrames) {
    if (end - start > PAGE) {
      table.unmap(start, end - PAGE, freeFrames);
    }
  }

  public static long maskedWalk(PageTable table, long gpa, int permission) {
    return table.walk(gpa & (1L << 48) - 1, permission);
  }

  static boolean emptyTooSoon(PhysicalMemory memory, TableFormat format, long lastEntry) {
    // Looks at the second half of the table only.
    long table = lastEntry & -PAGE;
    for (long at = table + PAGE / 2; at < table + PAGE; at += Long.BYTES) {
      if (format.isPresent(memory.read(at))) {
        return false;
      }
    }
    return true;
  }

  static void halfByHalf(PhysicalMemory memory, long entry, long word) {
    memory.write(entry, word & 0xffff_ffffL);
    memory.write(entry, word);
  }

  static boolean no(PageTable table, long gpa, int attributes) {
    return false;
  }

  static void twice(FrameAllocator allocator, long frame) {
    allocator.free(frame);
    allocator.free(frame);
  }

  static int invertedWrite(TableFormat format, long word) {
    return format.permissions(word) ^ Permissions.WRITE;
  }

  static boolean noWordIsATable(TableFormat format, long word) {
    return false;
  }

  public static void addressOnly(
      PageTable table, long located, long gpa, long hpa, int attributes) {
    TableFormat format = (TableFormat) get(PageTable.class, table, "format");
    table.remap(located, gpa, hpa, format.attributes(table.word(located)));
  }

  static void storedOver(PageTable table, long entry, long old, long word, long gpa) {
    storedSilently(table, entry, old, word, gpa);
    ((Invalidations) get(PageTable.class, table, "invalidations")).add(gpa);
  }

  static void replacedWithOldFlags(PageTable table, long entry, long old, long word, long gpa) {
    TableFormat format = (TableFormat) get(PageTable.class, table, "format");
    long carried = word | format.kept(old, word);
    if (carried != old) {
      storedOver(table, entry, old, carried, gpa);
    }
  }

  static void storedSilently(PageTable table, long entry, long old, long word, long gpa) {
    ((PhysicalMemory) get(PageTable.class, table, "memory")).write(entry, word);
  }

  static void storedHalfByHalf(PageTable table, long entry, long old, long word, long gpa) {
    storedSilently(table, entry, old, old & ~0xffff_ffffL | word & 0xffff_ffffL, gpa);
    storedOver(table, entry, old, word, gpa);
  }

  static long allButTheLastEntry(
      PhysicalMemory memory,
      TableFormat format,
      long table,
      int entries,
      int height,
      long gpa,
      TableVisitor visitor,
      long most) {
    return TableScan.walkTable(memory, format, table, entries - 1, height, gpa, visitor, most);
  }

  /// As in the 48-bit format: address bits 51:50 have no place.
  static long withoutUppermostBits(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~0x300L;
  }

  /// With the 64 KiB granule, as with the others under DS = 1.
  static long uppermostBitsInPlace(TableFormat format, long hpa, int attributes, int height) {
    long word = format.leaf(hpa, attributes, height);
    return word & ~0xf000L | hpa & 0xf_0000_0000_0000L;
  }

  static long withoutXn0(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~(1L << 53);
  }

  /// XN of 0b01 and 0b11 for each other.
  static long xnSwapped(TableFormat format, long hpa, int attributes, int height) {
    long word = format.leaf(hpa, attributes, height);
    return (word & 1L << 53) != 0 ? word ^ 1L << 54 : word;
  }

  static int userExecutesWhatTheKernelMay(TableFormat format, long word) {
    int bits = format.permissions(word) & ~Permissions.USER_EXECUTE;
    return bits | (bits & Permissions.EXECUTE) << 1;
  }

  /// Write-back as without FWB, 0b1111, which stage 1 may then weaken.
  static long notForced(TableFormat format, long hpa, int attributes, int height) {
    long word = format.leaf(hpa, attributes, height);
    return (word >>> 2 & 0b111) == 0b110 ? word | 0b1111 << 2 : word;
  }

  static long innerShareable(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) | 0x300;
  }

  static long withoutDirtyBitModifier(TableFormat format, long hpa, int attributes, int height) {
    return format.leaf(hpa, attributes, height) & ~(1L << 51);
  }

  static long nineBitIndex(TableFormat format, long gpa, int height) {
    return format.index(gpa, height) & 511;
  }

  static int fiveHundredAndTwelve(TableFormat format) {
    return 512;
  }

  /// The root's index is that of a single table.
  static long singleRoot(PhysicalMemory memory, TableFormat format, long root, long gpa) {
    long span = format.entrySize(format.levels() - 1) * format.entries();
    return TableCore.locate(memory, format, root, gpa & span - 1);
  }

  static long withoutLevelMinusOne(PhysicalMemory memory, TableFormat format, long root, long gpa) {
    return TableCore.locate(memory, format, root, gpa & (1L << 48) - 1);
  }

  /// Pages that still say that they are blocks.
  static long stillABlock(TableFormat format, long word, int height) {
    return word;
  }

  /// Like an allocator that aligns to a frame, after something else was allocated.
  static long unaligned(FrameAllocator allocator, int count, long alignment) {
    long first = allocator.allocate();
    if (first == FrameAllocator.NONE) {
      return first;
    }
    long root = allocator.allocate(count, memoryOf(allocator).frameSize());
    allocator.free(first);
    return root;
  }
}
