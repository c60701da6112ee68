package maplet.impl.table;

import java.util.Arrays;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;

/* Overview
 *
 * The page table does ranges: it walks once for each table, not for each page, and leaves every
 * single entry to TableCore. Two rules shape it.
 *
 * Atomic or nothing. An operation takes the frames it needs before it changes a live entry: the
 * tables of a path before the path is linked, the tables of all cuts before the first cut. Where a
 * range needs frames as it goes, what was done is undone.
 *
 * Frames last. Frames that are no longer reachable wait in `doomed` until the invalidations are
 * out.
 */
/// One address space's table tree: maps, cuts, changes and removes ranges of leaves.
///
/// Ranges are multiples of the granule inside the input width; the caller has checked them.
public final class PageTable {
  private static final int MOST_LEVELS = 5;

  private final TableFormat format;
  private final PhysicalMemory memory;
  private final FrameAllocator allocator;
  private final Invalidations invalidations;
  private final long[] spares = new long[2 * MOST_LEVELS];
  private int spareCount;
  private long[] doomed = new long[64];
  private int doomedCount;
  private long root = FrameAllocator.NONE;

  public PageTable(
      TableFormat format, PhysicalMemory memory, FrameAllocator allocator, EventLog events) {
    this.format = format;
    this.memory = memory;
    this.allocator = allocator;
    this.invalidations = new Invalidations(events, format.upkeep());
  }

  /// Makes an empty root.
  ///
  /// @return false when there is no memory for it
  public boolean create() {
    int frames = format.rootFrames();
    root = allocator.allocate(frames, frames * format.granule());
    if (root == FrameAllocator.NONE) {
      return false;
    }
    for (int i = 0; i < frames; i++) {
      memory.zero(root + i * format.granule());
    }
    return true;
  }

  /// Gives the root back; nothing may be mapped any more.
  public void destroy() {
    // Hardware may remember the root's entries, the invalid ones too.
    invalidations.all();
    allocator.free(root, format.rootFrames());
    root = FrameAllocator.NONE;
  }

  /// Physical address of the root.
  public long root() {
    return root;
  }

  /// Finds where the walk for an address ends; see [#word], [#height].
  ///
  /// @param gpa within the input width
  public long locate(long gpa) {
    return TableCore.locate(memory, format, root, gpa);
  }

  /// Walks as a processor does, see [TableWalk#walk].
  public long walk(long gpa, int permission) {
    return TableWalk.walk(memory, format, root, gpa, permission);
  }

  /// The entry's word at a located place.
  public long word(long located) {
    return memory.read(TableCore.entry(located));
  }

  /// The height of a located place.
  public int height(long located) {
    return TableCore.height(located);
  }

  /// Whether a word is a leaf or points to a table.
  public boolean isPresent(long word) {
    return format.isPresent(word);
  }

  /// Maps a range, of which nothing is mapped, with the largest leaves that fit, from the low end
  /// on.
  ///
  /// @param highest height of the largest leaves to use
  /// @return false when a table couldn't be made; then nothing has changed
  public boolean mapLinear(long gpa, long hpa, long size, int attributes, int highest) {
    long end = gpa + size;
    long at = gpa;
    while (at < end) {
      int height = leafHeight(at, hpa + (at - gpa), end - at, highest);
      long entry = reach(at, height);
      if (entry == FrameAllocator.NONE) {
        undoMap(gpa, at, false);
        return false;
      }
      at = fill(entry, at, end, hpa + (at - gpa), attributes, height);
    }
    invalidations.flush();
    return true;
  }

  /// Maps a range, of which nothing is mapped, to fresh zeroed frames.
  ///
  /// @return false when a frame or a table couldn't be made; then nothing has changed
  public boolean mapAllocated(long gpa, long size, int attributes) {
    long end = gpa + size;
    for (long at = gpa; at < end; at += format.entrySize(0)) {
      if (!mapFresh(at, attributes)) {
        undoMap(gpa, at, true);
        return false;
      }
    }
    invalidations.flush();
    return true;
  }

  private boolean mapFresh(long gpa, int attributes) {
    long frame = freshFrame();
    if (frame == FrameAllocator.NONE) {
      return false;
    }
    long entry = reach(gpa, 0);
    if (entry == FrameAllocator.NONE) {
      allocator.free(frame);
      return false;
    }
    memory.write(entry, format.leaf(frame, attributes, 0));
    noteValid(gpa);
    return true;
  }

  /// Cuts the huge leaves that cross an end of a range, so that the range can be unmapped.
  ///
  /// @return false when a table couldn't be made; then nothing has changed
  public boolean cutAtEnds(long start, long end) {
    if (!takeSpares(tablesToCut(start, end))) {
      return false;
    }
    cutAt(start);
    cutAt(end);
    return true;
  }

  /// Removes all leaves of a range, which none crosses, and the tables that become empty. Nothing
  /// is freed before [#finish].
  ///
  /// @param freeFrames whether the frames that the leaves map are the allocator's
  public void unmap(long start, long end, boolean freeFrames) {
    long at = start;
    while (at < end) {
      long located = locate(at);
      at = clear(TableCore.entry(located), TableCore.height(located), at, end, freeFrames);
    }
  }

  /// Gives all leaves of a range other attributes; leaves that cross an end and have other
  /// attributes are cut.
  ///
  /// @return false when a cut couldn't be made; then nothing has changed
  public boolean protect(long start, long end, int attributes) {
    boolean cutStart = differs(start, attributes);
    boolean cutEnd = differs(end - 1, attributes);
    if (!takeSpares(tablesToCut(cutStart ? start : 0, cutEnd ? end : 0))) {
      return false;
    }
    if (cutStart) {
      cutAt(start);
    }
    if (cutEnd) {
      cutAt(end);
    }
    long at = start;
    while (at < end) {
      long located = locate(at);
      at = change(TableCore.entry(located), TableCore.height(located), at, end, attributes);
    }
    finish();
    return true;
  }

  /// Gives the leaf at a located place another address and other attributes. What hardware set
  /// stays where the address does, for then it is the same page.
  ///
  /// @param gpa first guest address that the leaf maps
  public void remap(long located, long gpa, long hpa, int attributes) {
    int height = TableCore.height(located);
    long old = word(located);
    long word =
        hpa == format.address(old, height)
            ? TableCore.withAttributes(format, old, attributes, height)
            : format.leaf(hpa, attributes, height);
    replace(TableCore.entry(located), old, word, gpa);
    finish();
  }

  /// The first address of a range that is mapped, `end` where none is.
  public long firstMapped(long start, long end) {
    return TableScan.firstMapped(memory, format, root, start, end);
  }

  /// Shows a visitor the tables and leaves, see [TableScan#walk].
  public long walk(TableVisitor visitor, long mostLeaves) {
    return TableScan.walk(memory, format, root, visitor, mostLeaves);
  }

  /// Ends an operation: invalidates what changed, then frees what is no longer reachable.
  public void finish() {
    invalidations.flush();
    for (int i = 0; i < doomedCount; i++) {
      allocator.free(doomed[i]);
    }
    doomedCount = 0;
  }

  private long freshFrame() {
    long frame = allocator.allocate();
    if (frame != FrameAllocator.NONE) {
      memory.zero(frame);
    }
    return frame;
  }

  private int leafHeight(long gpa, long hpa, long size, int highest) {
    for (int height = highest; height > 0; height--) {
      long leaf = format.entrySize(height);
      if (format.hasLeaves(height) && size >= leaf && ((gpa | hpa) & leaf - 1) == 0) {
        return height;
      }
    }
    return 0;
  }

  /// The entry of the given height for an address, where nothing is mapped; makes the tables above
  /// it.
  private long reach(long gpa, int height) {
    long located = locate(gpa);
    int missing = TableCore.height(located) - height;
    if (missing == 0) {
      return TableCore.entry(located);
    }
    if (!takeSpares(missing)) {
      return FrameAllocator.NONE;
    }
    return link(TableCore.entry(located), TableCore.height(located), gpa, height);
  }

  /// Links the spare tables below an absent entry, the lowest first, so that one store makes the
  /// whole path reachable.
  private long link(long top, int topHeight, long gpa, int height) {
    long table = spares[--spareCount];
    memory.zero(table);
    long entry = entryIn(table, gpa, height);
    for (int above = height + 1; above < topHeight; above++) {
      long next = spares[--spareCount];
      memory.zero(next);
      memory.write(entryIn(next, gpa, above), format.table(table));
      table = next;
    }
    memory.write(top, format.table(table));
    return entry;
  }

  private long entryIn(long table, long gpa, int height) {
    return table + format.index(gpa, height) * Long.BYTES;
  }

  /// Writes leaves of one height up to the end of their table or of the range.
  private long fill(long firstEntry, long gpa, long end, long hpa, int attributes, int height) {
    long size = format.entrySize(height);
    long entry = firstEntry;
    long at = gpa;
    do {
      memory.write(entry, format.leaf(hpa + (at - gpa), attributes, height));
      noteValid(at);
      entry += Long.BYTES;
      at += size;
    } while (end - at >= size && (entry & format.granule() - 1) != 0);
    return at;
  }

  private void noteValid(long gpa) {
    if (format.upkeep().invalidCached()) {
      invalidations.add(gpa);
    }
  }

  private void undoMap(long start, long end, boolean freeFrames) {
    unmap(start, end, freeFrames);
    finish();
  }

  /// Takes frames for tables; all or none.
  private boolean takeSpares(int count) {
    while (spareCount < count) {
      long frame = allocator.allocate();
      if (frame == FrameAllocator.NONE) {
        while (spareCount > 0) {
          allocator.free(spares[--spareCount]);
        }
        return false;
      }
      spares[spareCount++] = frame;
    }
    return true;
  }

  /// Tables that cuts at both ends of a range take.
  private int tablesToCut(long start, long end) {
    int startHeight = cutHeight(start);
    int endHeight = cutHeight(end);
    boolean sameLeaf =
        startHeight > 0
            && startHeight == endHeight
            && start >>> format.shift(startHeight) == end >>> format.shift(endHeight);
    if (sameLeaf) {
      endHeight = TableCore.heightAfterCut(format, start, end, startHeight);
    }
    return TableCore.tablesToCut(format, start, startHeight)
        + TableCore.tablesToCut(format, end, endHeight);
  }

  /// Height of the leaf that crosses an address, 0 where none does.
  private int cutHeight(long gpa) {
    if ((gpa & format.entrySize(format.highestLeaf()) - 1) == 0) {
      return 0;
    }
    long located = locate(gpa);
    return isPresent(word(located)) ? TableCore.height(located) : 0;
  }

  /// Cuts huge leaves until none crosses the address; the tables for it are among the spares.
  private void cutAt(long gpa) {
    int cuts = TableCore.tablesToCut(format, gpa, cutHeight(gpa));
    for (int i = 0; i < cuts; i++) {
      long located = locate(gpa);
      cut(TableCore.entry(located), TableCore.height(located), gpa);
    }
  }

  private void cut(long entry, int height, long gpa) {
    long table = spares[--spareCount];
    TableCore.fillPieces(memory, format, table, memory.read(entry), height);
    if (format.upkeep().breakBeforeMake()) {
      memory.write(entry, 0);
      invalidations.now(gpa);
    } else {
      invalidations.add(gpa);
    }
    memory.write(entry, format.table(table));
  }

  /// Clears entries of one table up to its end or the range's, then unlinks it if it is empty.
  private long clear(long firstEntry, int height, long gpa, long end, boolean freeFrames) {
    long size = format.entrySize(height);
    long entry = firstEntry;
    long at = gpa & -size;
    long lastCleared = FrameAllocator.NONE;
    long lastGpa = 0;
    do {
      long word = memory.read(entry);
      if (height > 0 && format.isTable(word)) {
        break;
      }
      if (isPresent(word)) {
        memory.write(entry, 0);
        invalidations.add(at);
        if (freeFrames) {
          doom(format.child(word));
        }
        lastCleared = entry;
        lastGpa = at;
      }
      entry += Long.BYTES;
      at += size;
    } while (at < end && (entry & format.granule() - 1) != 0);
    if (lastCleared != FrameAllocator.NONE) {
      reclaim(lastCleared, height, lastGpa);
    }
    return at;
  }

  /// Unlinks the table of a cleared entry if it is empty, and then the tables above it.
  private void reclaim(long clearedEntry, int clearedHeight, long gpa) {
    long entry = clearedEntry;
    int height = clearedHeight;
    while (height < format.levels() - 1 && TableCore.isEmpty(memory, format, entry)) {
      doom(entry & -format.granule());
      height++;
      entry = TableCore.locateAt(memory, format, root, gpa, height);
      memory.write(entry, 0);
      invalidations.addTable();
    }
  }

  private void doom(long frame) {
    if (doomedCount == doomed.length) {
      doomed = Arrays.copyOf(doomed, 2 * doomedCount);
    }
    doomed[doomedCount++] = frame;
  }

  /// Whether an address is mapped by a leaf with other attributes.
  private boolean differs(long gpa, int attributes) {
    long located = locate(gpa);
    long word = word(located);
    return isPresent(word)
        && word != TableCore.withAttributes(format, word, attributes, TableCore.height(located));
  }

  /// Changes leaves of one table up to its end or the range's.
  private long change(long firstEntry, int height, long gpa, long end, int attributes) {
    long size = format.entrySize(height);
    long entry = firstEntry;
    long at = gpa & -size;
    do {
      long word = memory.read(entry);
      if (height > 0 && format.isTable(word)) {
        break;
      }
      if (isPresent(word)) {
        replace(entry, word, TableCore.withAttributes(format, word, attributes, height), at);
      }
      entry += Long.BYTES;
      at += size;
    } while (at < end && (entry & format.granule() - 1) != 0);
    return at;
  }

  private void replace(long entry, long old, long word, long gpa) {
    if (old == word) {
      return;
    }
    if (format.upkeep().breakBeforeMake() && needsBreak(old, word)) {
      memory.write(entry, 0);
      invalidations.now(gpa);
      memory.write(entry, word);
      return;
    }
    memory.write(entry, word);
    invalidations.add(gpa);
  }

  /// Whether the change of a leaf is one of its memory type or address.
  private boolean needsBreak(long old, long word) {
    return format.typeBits(old) != format.typeBits(word) || format.child(old) != format.child(word);
  }
}
