package maplet.harness.check;

import maplet.impl.memory.PhysicalMemory;
import maplet.model.RangeMap;
import maplet.model.arch.Regime;

/// A name of 128 bits for the state of an address space or page table: equal where the tables, as
/// they lie in memory, and the model's areas are equal but for which frames they live in.
///
/// Tables are read depth first from the root. An entry that points to a table stands for that
/// table's contents, and a leaf whose frame is the allocator's stands for any such frame, for the
/// frame oracle has seen that nobody else has it. Everything else counts bit by bit. Two states
/// that differ have the same name with a chance of 2^-128; among a thousand million states that is
/// one in 10^20 for any two of them.
public final class StateFingerprint {
  private static final long TABLE = 0x9ae16a3b2f90404fL;
  private static final long OWN_FRAME = 0xc949c7defebe2be5L;
  private static final long AREAS = 0xb492b66fbe98f273L;

  private final Regime regime;
  private final PhysicalMemory memory;
  private final EntryClasses classes;
  private final ExpectedLeaves leaves;
  private final long attributeMask;
  private final int entriesPerTable;

  private long high;
  private long low;

  StateFingerprint(
      Regime regime, PhysicalMemory memory, EntryClasses classes, ExpectedLeaves leaves) {
    this.regime = regime;
    this.memory = memory;
    this.classes = classes;
    this.leaves = leaves;
    this.attributeMask = ~regime.addressBits().allBits();
    this.entriesPerTable = (int) (memory.frameSize() / Long.BYTES);
  }

  /// Takes the fingerprint of what is reachable from a root.
  void take(long root, RangeMap areas) {
    high = 0;
    low = 0;
    for (int i = 0; i < regime.rootFrames(); i++) {
      table(root + i * memory.frameSize(), regime.levels() - 1);
    }
    mix(AREAS);
    for (boolean more = areas.seek(0); more; more = areas.next()) {
      mix(areas.start());
      mix(areas.end());
      mix(areas.delta());
      mix(areas.tag());
    }
    high = finish(high ^ low);
    low = finish(low + high);
  }

  /// The upper 64 bits of what was taken last.
  public long high() {
    return high;
  }

  /// The lower 64 bits of what was taken last.
  public long low() {
    return low;
  }

  /// Words that follow each other at equal distances are counted: a cut huge page, or nothing. Both
  /// words that a distance is between must count themselves, or two states could look alike.
  private void table(long address, int height) {
    long previous = 0;
    long distance = 0;
    int run = 0;
    boolean counts = true;
    boolean inRun = true;
    for (int i = 0; i < entriesPerTable; i++) {
      long word = memory.read(address + (long) i * Long.BYTES);
      if (inRun && word - previous == distance) {
        run++;
      } else {
        mix(run);
        boolean previousCounts = counts;
        counts = entry(word, height);
        inRun = counts && previousCounts;
        distance = word - previous;
        run = 0;
      }
      previous = word;
    }
    mix(run);
  }

  /// @return whether the word itself counts, and not what it leads to
  private boolean entry(long word, int height) {
    long target = leaves.address(word);
    if (height > 0 && classes.classify(word, height) == EntryClasses.TABLE) {
      mix(word & attributeMask ^ TABLE);
      if (memory.contains(target)) {
        table(target, height - 1);
      }
      return false;
    }
    boolean own = memory.contains(target);
    mix(own ? word & attributeMask ^ OWN_FRAME : word);
    return !own;
  }

  private void mix(long word) {
    high = (high ^ word) * 0x9e3779b97f4a7c15L;
    high ^= high >>> 29;
    low = (Long.rotateLeft(low, 25) ^ word) * 0xbf58476d1ce4e5b9L;
    low ^= low >>> 32;
  }

  private static long finish(long value) {
    long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
