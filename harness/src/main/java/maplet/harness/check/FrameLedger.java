package maplet.harness.check;

import java.util.Arrays;

/// Who owns each frame of the subject's memory, as the events tell: free, allocated, a reachable
/// table, or a page that the guest reaches.
///
/// Between steps every allocated frame must be a table or a page; that is what the counts compare.
final class FrameLedger {
  static final byte FREE = 0;
  static final byte ALLOCATED = 1;
  static final byte TABLE = 2;
  static final byte PAGE = 3;

  private final byte[] kinds;
  private final byte[] heights;
  private final short[] liveEntries;
  private final long[] firstGpa;
  private final long[] sizes;
  private final long[] mappedStep;

  private final int rootHeight;

  private int allocated;
  private int tables;
  private int emptyTables;
  private int pages;
  private int highWater;

  FrameLedger(int frames, int rootHeight) {
    this.rootHeight = rootHeight;
    kinds = new byte[frames];
    heights = new byte[frames];
    liveEntries = new short[frames];
    firstGpa = new long[frames];
    sizes = new long[frames];
    mappedStep = new long[frames];
  }

  void reset() {
    Arrays.fill(kinds, 0, highWater, FREE);
    Arrays.fill(liveEntries, 0, highWater, (short) 0);
    Arrays.fill(sizes, 0, highWater, 0);
    Arrays.fill(firstGpa, 0, highWater, 0);
    Arrays.fill(mappedStep, 0, highWater, 0);
    allocated = 0;
    tables = 0;
    emptyTables = 0;
    pages = 0;
    highWater = 0;
  }

  byte kind(int frame) {
    return kinds[frame];
  }

  /// Frames handed out and not given back.
  int live() {
    return allocated;
  }

  /// Frames that are neither tables nor pages, and not free.
  int unowned() {
    return allocated - tables - pages;
  }

  int tables() {
    return tables;
  }

  /// Addresses of all tables.
  long[] tableFrames(ShadowMemory memory) {
    long[] found = new long[tables];
    int count = 0;
    for (int frame = 0; frame < highWater && count < tables; frame++) {
      if (kinds[frame] == TABLE) {
        found[count++] = memory.address(frame);
      }
    }
    return found;
  }

  /// Tables without a live entry, but for the root, which may be empty.
  int emptyTables() {
    return emptyTables;
  }

  /// One more than the highest frame that was ever allocated.
  int highWater() {
    return highWater;
  }

  void allocate(int frame) {
    kinds[frame] = ALLOCATED;
    sizes[frame] = 0;
    allocated++;
    highWater = Math.max(highWater, frame + 1);
  }

  void free(int frame) {
    kinds[frame] = FREE;
    allocated--;
  }

  /// An allocated frame becomes a reachable table.
  ///
  /// @param gpa first guest address that it translates
  /// @param size bytes that it translates
  void linkTable(int frame, int height, long gpa, long size) {
    kinds[frame] = TABLE;
    heights[frame] = (byte) height;
    firstGpa[frame] = gpa;
    sizes[frame] = size;
    liveEntries[frame] = 0;
    mappedStep[frame] = 0;
    tables++;
    emptyTables += height < rootHeight ? 1 : 0;
  }

  void unlinkTable(int frame) {
    kinds[frame] = ALLOCATED;
    tables--;
    if (liveEntries[frame] == 0 && heights[frame] < rootHeight) {
      emptyTables--;
    }
  }

  /// An entry of a table becomes live (+1) or absent (-1).
  void countEntry(int table, int change) {
    int before = liveEntries[table];
    liveEntries[table] += (short) change;
    if (heights[table] == rootHeight) {
      return;
    }
    if (before == 0) {
      emptyTables--;
    } else if (before + change == 0) {
      emptyTables++;
    }
  }

  /// An allocated frame becomes a page of the guest's.
  void linkPage(int frame, long gpa, long size, long step) {
    kinds[frame] = PAGE;
    firstGpa[frame] = gpa;
    sizes[frame] = size;
    mappedStep[frame] = step;
    pages++;
  }

  void unlinkPage(int frame) {
    kinds[frame] = ALLOCATED;
    pages--;
  }

  int height(int table) {
    return heights[table];
  }

  /// First guest address that the frame translates or holds, or last did.
  long firstGpa(int frame) {
    return firstGpa[frame];
  }

  /// The same, or [Violation#NOWHERE] of a frame that was never for a guest address.
  long gpa(int frame) {
    return sizes[frame] == 0 ? Violation.NOWHERE : firstGpa[frame];
  }

  /// Guest bytes that the frame translates or holds, or last did; 0 if it never has since it was
  /// allocated.
  long size(int frame) {
    return sizes[frame];
  }

  /// The step at which a page's frame was mapped; 0 of a table's.
  long mappedStep(int frame) {
    return mappedStep[frame];
  }

  /// A frame in words, for findings.
  String describe(int frame, long address) {
    String gpa = Text.hex(firstGpa(frame));
    String what =
        switch (kinds[frame]) {
          case FREE -> "which is free";
          case TABLE -> "a reachable table for " + gpa;
          case PAGE -> "the guest's page at " + gpa;
          default -> "which is allocated";
        };
    return "frame %s (%s)".formatted(Text.hex(address), what);
  }

  /// What an allocated frame that nothing reaches was, in words.
  String formerly(int frame) {
    if (sizes[frame] == 0) {
      return "which was neither table nor page";
    }
    String gpa = Text.hex(firstGpa[frame]);
    return mappedStep[frame] > 0 ? "the guest's page at " + gpa : "a table for " + gpa;
  }

  /// A frame that isn't free, or -1.
  int findInUse() {
    for (int frame = 0; frame < highWater; frame++) {
      if (kinds[frame] != FREE) {
        return frame;
      }
    }
    return -1;
  }

  /// A frame of the given kind, or -1.
  int find(byte kind) {
    for (int frame = 0; frame < highWater; frame++) {
      if (kinds[frame] == kind) {
        return frame;
      }
    }
    return -1;
  }

  /// A table that [#emptyTables] counts, or -1.
  int findEmptyTable() {
    for (int frame = 0; frame < highWater; frame++) {
      if (kinds[frame] == TABLE && heights[frame] < rootHeight && liveEntries[frame] == 0) {
        return frame;
      }
    }
    return -1;
  }
}
