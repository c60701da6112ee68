package maplet.harness.vectors;

import java.util.LinkedHashMap;
import java.util.Map;
import maplet.model.arch.Regime;

/// One entry for each level from the root to a leaf.
final class WalkChain {
  private final long gpa;
  private final int leafHeight;
  private final long[] addresses;
  private final long[] words;

  /// @param gpa that they translate
  /// @param leafHeight height of the last one
  /// @param addresses of the entries by their height; those below the leaf's aren't used
  /// @param words of the entries, the same
  private WalkChain(long gpa, int leafHeight, long[] addresses, long[] words) {
    this.gpa = gpa;
    this.leafHeight = leafHeight;
    this.addresses = addresses;
    this.words = words;
  }

  /// The address that is asked for.
  long gpa() {
    return gpa;
  }

  /// The entry of a height, the leaf's or more.
  long word(int height) {
    return words[height];
  }

  /// The chain that software writes.
  ///
  /// @param tables addresses of the tables by their height, the root the last
  /// @param leaf the word of the leaf
  static WalkChain of(Regime regime, long gpa, int leafHeight, long[] tables, long leaf) {
    long[] addresses = new long[tables.length];
    long[] words = new long[tables.length];
    for (int height = leafHeight; height < tables.length; height++) {
      addresses[height] = entry(regime, tables[height], gpa, height);
      words[height] = height == leafHeight ? leaf : regime.encodeTable(tables[height - 1], height);
    }
    return new WalkChain(gpa, leafHeight, addresses, words);
  }

  /// Address of the entry that translates an address in a table; the root's index has all bits that
  /// are left.
  static long entry(Regime regime, long table, long gpa, int height) {
    long index = gpa >>> regime.indexShift(height);
    if (height < regime.levels() - 1) {
      index &= regime.entriesPerTable() - 1;
    }
    return table + index * Long.BYTES;
  }

  /// The same chain with another word.
  WalkChain with(int height, long word) {
    long[] changed = words.clone();
    changed[height] = word;
    return new WalkChain(gpa, leafHeight, addresses, changed);
  }

  /// The same chain, of which another address of the same page is asked.
  WalkChain at(long other) {
    return new WalkChain(other, leafHeight, addresses, words);
  }

  /// The entries in the order in which a walk reads them.
  Map<Long, Long> memory() {
    Map<Long, Long> memory = new LinkedHashMap<>();
    for (int height = words.length - 1; height >= leafHeight; height--) {
      memory.putIfAbsent(addresses[height], words[height]);
    }
    return memory;
  }
}
