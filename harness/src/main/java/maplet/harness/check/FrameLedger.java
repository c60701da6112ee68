package maplet.harness.check;

import java.util.Arrays;

/// Who owns each frame of the subject's memory, as the events tell: free, allocated, a reachable
/// table, or a page that the guest reaches.
///
/// Between steps every allocated frame must be a table or a page, and every table but the root has
/// live entries; that is what the counts compare. Frames of which the contrary was found are
/// forgiven, as long as they stay as they are.
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
  private final boolean[] forgiven;

  private final int rootHeight;

  private int allocated;
  private int tables;
  private int emptyTables;
  private int pages;
  private int leaked;
  private int highWater;

  FrameLedger(int frames, int rootHeight) {
    this.rootHeight = rootHeight;
    kinds = new byte[frames];
    heights = new byte[frames];
    liveEntries = new short[frames];
    firstGpa = new long[frames];
    sizes = new long[frames];
    mappedStep = new long[frames];
    forgiven = new boolean[frames];
  }

  void reset() {
    Arrays.fill(kinds, 0, highWater, FREE);
    Arrays.fill(liveEntries, 0, highWater, (short) 0);
    Arrays.fill(sizes, 0, highWater, 0);
    Arrays.fill(firstGpa, 0, highWater, 0);
    Arrays.fill(mappedStep, 0, highWater, 0);
    Arrays.fill(forgiven, 0, highWater, false);
    allocated = 0;
    tables = 0;
    emptyTables = 0;
    pages = 0;
    leaked = 0;
    highWater = 0;
  }

  byte kind(int frame) {
    return kinds[frame];
  }

  /// Frames handed out and not given back.
  int live() {
    return allocated;
  }

  /// Frames that are neither tables nor pages, and not free, but for those that are forgiven.
  int unowned() {
    return allocated - tables - pages - leaked;
  }

  /// Of [#live] those that were found to be leaked.
  int leaked() {
    return leaked;
  }

  /// From now on frames that nobody owns may stay so.
  void forgiveLeaks() {
    for (int frame = findUnowned(); frame >= 0; frame = findUnowned()) {
      forgiven[frame] = true;
      leaked++;
    }
  }

  /// From now on a table that is empty may stay so.
  void forgiveEmptyTable(int table) {
    forgiven[table] = true;
    emptyTables--;
  }

  private boolean isEmptyTable(int frame) {
    return kinds[frame] == TABLE && heights[frame] < rootHeight && liveEntries[frame] == 0;
  }

  /// A frame is allocated no longer, or has an owner now.
  private void own(int frame) {
    if (forgiven[frame]) {
      forgiven[frame] = false;
      leaked--;
    }
  }

  /// A table isn't empty any more, or isn't one.
  private void fill(int table) {
    if (forgiven[table]) {
      forgiven[table] = false;
    } else {
      emptyTables--;
    }
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
    own(frame);
    kinds[frame] = FREE;
    allocated--;
  }

  /// An allocated frame becomes a reachable table.
  ///
  /// @param gpa first guest address that it translates
  /// @param size bytes that it translates
  void linkTable(int frame, int height, long gpa, long size) {
    own(frame);
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
    if (isEmptyTable(frame)) {
      fill(frame);
    }
    kinds[frame] = ALLOCATED;
    tables--;
  }

  /// An entry of a table becomes live (+1) or absent (-1).
  void countEntry(int table, int change) {
    int before = liveEntries[table];
    liveEntries[table] += (short) change;
    if (heights[table] == rootHeight) {
      return;
    }
    if (before == 0) {
      fill(table);
    } else if (before + change == 0) {
      emptyTables++;
    }
  }

  /// An allocated frame becomes a page of the guest's.
  void linkPage(int frame, long gpa, long size, long step) {
    own(frame);
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

  /// A frame that isn't free, nor forgiven, or -1.
  int findInUse() {
    for (int frame = 0; frame < highWater; frame++) {
      if (kinds[frame] != FREE && !forgiven[frame]) {
        return frame;
      }
    }
    return -1;
  }

  /// A frame that [#unowned] counts, or -1.
  int findUnowned() {
    for (int frame = 0; frame < highWater; frame++) {
      if (kinds[frame] == ALLOCATED && !forgiven[frame]) {
        return frame;
      }
    }
    return -1;
  }

  /// A table that [#emptyTables] counts, or -1.
  int findEmptyTable() {
    for (int frame = 0; frame < highWater; frame++) {
      if (isEmptyTable(frame) && !forgiven[frame]) {
        return frame;
      }
    }
    return -1;
  }
}
