package maplet.model;

import java.util.Arrays;

/// The store for campaigns: mutable, fast, without allocation once it has grown.
///
/// Runs lie in sorted blocks of at most 64; an array has the blocks' first addresses. A lookup
/// searches that array, then one block; it skips the first search while it stays in the block of
/// the lookup before. A change moves the runs of one block only. Blocks are split when full, joined
/// when two neighbours are less than half full together, and kept for reuse when they become empty.
public final class ChunkedRangeMap implements RangeMap {
  private final boolean coalesce;

  private RunBlock[] blocks = new RunBlock[16];
  private long[] firsts = new long[16];
  private int blockCount;
  private int size;

  /// Empty blocks, to be used again.
  private RunBlock[] spare = new RunBlock[16];

  private int spareCount;

  /// The position: a run, or `blockCount` and 0 behind the last.
  private int block;

  private int index;

  /// An empty map.
  ///
  /// @param coalesce whether adjacent runs with equal difference and tag become one, which makes
  ///   the runs a canonical form of the function
  public ChunkedRangeMap(boolean coalesce) {
    this.coalesce = coalesce;
  }

  @Override
  public boolean seek(long address) {
    if (block >= blockCount || !isInBlock(address)) {
      block = findBlock(address);
    }
    if (block == blockCount) {
      return false;
    }
    index = blocks[block].indexOf(address, index);
    return skipBlockEnd();
  }

  @Override
  public boolean next() {
    index++;
    return skipBlockEnd();
  }

  @Override
  public long start() {
    return blocks[block].start(index);
  }

  @Override
  public long end() {
    return blocks[block].end(index);
  }

  @Override
  public long delta() {
    return blocks[block].delta(index);
  }

  @Override
  public int tag() {
    return blocks[block].tag(index);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void clear() {
    while (blockCount > 0) {
      removeBlock(blockCount - 1);
    }
    size = 0;
    block = 0;
    index = 0;
  }

  @Override
  public void erase(long start, long end) {
    cutOut(start, end);
    joinBlocks();
  }

  @Override
  public void assign(long start, long end, long delta, int tag) {
    int before = size;
    cutOut(start, end);
    boolean joinsNext =
        coalesce && block < blockCount && start() == end && delta() == delta && tag() == tag;
    boolean joinsPrevious = stepBackTo(start, delta, tag);
    if (joinsPrevious) {
      blocks[block].setEnd(index, end);
      if (joinsNext) {
        index++;
        skipBlockEnd();
        long nextEnd = end();
        remove(index, index + 1);
        seek(start);
        blocks[block].setEnd(index, nextEnd);
      }
    } else if (joinsNext) {
      setStart(start);
    } else {
      insert(start, end, delta, tag);
    }
    if (size < before) {
      joinBlocks();
    }
  }

  /// Removes the range and leaves the position at the first run behind it.
  private void cutOut(long start, long end) {
    if (!seek(start)) {
      return;
    }
    if (start() < start) {
      long oldEnd = end();
      long delta = delta();
      int tag = tag();
      blocks[block].setEnd(index, start);
      if (!next() || oldEnd > end) {
        if (oldEnd > end) {
          insert(end, oldEnd, delta, tag);
        }
        return;
      }
    }
    while (block < blockCount && end() <= end) {
      remove(index, blocks[block].indexOf(end));
    }
    if (block < blockCount && start() < end) {
      setStart(end);
    }
  }

  /// Moves to the run before the position when a new run would continue it; else stays.
  private boolean stepBackTo(long start, long delta, int tag) {
    if (!coalesce || (index == 0 && block == 0)) {
      return false;
    }
    int previousBlock = index == 0 ? block - 1 : block;
    RunBlock runs = blocks[previousBlock];
    int previous = index == 0 ? runs.count - 1 : index - 1;
    if (runs.end(previous) != start || runs.delta(previous) != delta || runs.tag(previous) != tag) {
      return false;
    }
    block = previousBlock;
    index = previous;
    return true;
  }

  /// Inserts a run before the position and moves to it.
  private void insert(long start, long end, long delta, int tag) {
    if (blockCount == 0) {
      insertBlock(0);
    } else if (index == 0 && block > 0) {
      // the end of the block before is as good, and the only place behind the last run
      block--;
      index = blocks[block].count;
    }
    if (blocks[block].count == RunBlock.CAPACITY) {
      splitBlock();
    }
    blocks[block].insert(index, start, end, delta, tag);
    size++;
    if (index == 0) {
      firsts[block] = start;
    }
  }

  /// Removes runs of the position's block and moves to the run behind them.
  private void remove(int from, int to) {
    RunBlock runs = blocks[block];
    runs.remove(from, to);
    size -= to - from;
    index = from;
    if (runs.count == 0) {
      removeBlock(block);
    } else if (from == 0) {
      firsts[block] = runs.start(0);
    }
    skipBlockEnd();
  }

  private void setStart(long start) {
    blocks[block].setStart(index, start);
    if (index == 0) {
      firsts[block] = start;
    }
  }

  /// Moves a position behind a block's last run to the next block's first.
  ///
  /// @return whether there is a run at the position
  private boolean skipBlockEnd() {
    if (block < blockCount && index == blocks[block].count) {
      block++;
      index = 0;
    }
    return block < blockCount;
  }

  private boolean isInBlock(long address) {
    return firsts[block] <= address && (block + 1 == blockCount || address < firsts[block + 1]);
  }

  /// The last block that starts at or below the address, or the first of all.
  private int findBlock(long address) {
    int low = 0;
    int half;
    for (int length = blockCount; length > 1; length -= half) {
      half = length >>> 1;
      low = firsts[low + half] <= address ? low + half : low;
    }
    return low;
  }

  private void splitBlock() {
    RunBlock lower = blocks[block];
    insertBlock(block + 1);
    RunBlock upper = blocks[block + 1];
    lower.moveUpperHalfTo(upper);
    firsts[block + 1] = upper.start(0);
    if (index > lower.count) {
      index -= lower.count;
      block++;
    }
  }

  /// Joins the position's block with a neighbour where both are sparse.
  private void joinBlocks() {
    if (block < blockCount && !joinWithNext(block) && block > 0) {
      joinWithNext(block - 1);
    }
  }

  private boolean joinWithNext(int lower) {
    if (lower + 1 >= blockCount
        || blocks[lower].count + blocks[lower + 1].count > RunBlock.CAPACITY / 2) {
      return false;
    }
    blocks[lower].append(blocks[lower + 1]);
    removeBlock(lower + 1);
    return true;
  }

  private void insertBlock(int at) {
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * blockCount);
      firsts = Arrays.copyOf(firsts, 2 * blockCount);
    }
    System.arraycopy(blocks, at, blocks, at + 1, blockCount - at);
    System.arraycopy(firsts, at, firsts, at + 1, blockCount - at);
    blocks[at] = spareCount > 0 ? spare[--spareCount] : new RunBlock();
    blockCount++;
  }

  private void removeBlock(int at) {
    RunBlock removed = blocks[at];
    removed.count = 0;
    if (spareCount == spare.length) {
      spare = Arrays.copyOf(spare, 2 * spareCount);
    }
    spare[spareCount++] = removed;
    blockCount--;
    System.arraycopy(blocks, at + 1, blocks, at, blockCount - at);
    System.arraycopy(firsts, at + 1, firsts, at, blockCount - at);
  }
}
