package maplet.harness.check;

import java.util.Arrays;
import maplet.model.Attributes;
import maplet.model.arch.AddressBits;
import maplet.model.arch.Regime;

/// The words that the description asks for: of leaves, one for each height and attributes, and of
/// table entries, one for each height, without an address; the address is put in where they are
/// used.
final class ExpectedLeaves {
  /// Stands where the regime has no such leaf; a word with all bits set is legal in none.
  static final long NONE = -1;

  private final long[][] templates;
  private final int[] heightOfPageSize;
  private final long[] tables;
  private final long addressMask;
  private final int addressShift;
  private final long highMask;
  private final int highShift;

  ExpectedLeaves(Regime regime) {
    AddressBits bits = regime.addressBits();
    addressMask = bits.mask();
    addressShift = bits.shift();
    highMask = bits.highMask();
    highShift = bits.highShift();
    tables = new long[regime.levels()];
    for (int height = 1; height < tables.length; height++) {
      tables[height] = regime.encodeTable(0, height);
    }
    templates = new long[regime.levels()][Attributes.CODES];
    heightOfPageSize =
        regime.capabilities().pageShifts().stream()
            .mapToInt(shift -> heightOf(regime, shift))
            .toArray();
    for (long[] row : templates) {
      Arrays.fill(row, NONE);
    }
    for (int height : heightOfPageSize) {
      for (Attributes attributes : regime.capabilities().alternatives()) {
        templates[height][attributes.code()] = regime.encodeLeaf(0, attributes, height);
      }
    }
  }

  private static int heightOf(Regime regime, int pageShift) {
    int height = 0;
    while (regime.indexShift(height) != pageShift) {
      height++;
    }
    return height;
  }

  /// Height of the leaves with the given index among the regime's page sizes.
  int height(int pageSizeIndex) {
    return heightOfPageSize[pageSizeIndex];
  }

  /// The index of the page size that leaves of a height have.
  int pageIndex(int height) {
    int index = 0;
    while (heightOfPageSize[index] != height) {
      index++;
    }
    return index;
  }

  /// Whether the regime has leaves of a height.
  boolean hasLeaves(int height) {
    for (int each : heightOfPageSize) {
      if (each == height) {
        return true;
      }
    }
    return false;
  }

  /// The word of a leaf.
  long word(int height, int attributes, long hpa) {
    return templates[height][attributes] | place(hpa);
  }

  /// The address in a word.
  long address(long word) {
    return (word & addressMask) << addressShift | (word & highMask) << highShift;
  }

  /// The word of an entry that points to a table.
  ///
  /// @param height of the entry, 1 or more
  long table(int height, long address) {
    return tables[height] | place(address);
  }

  private long place(long address) {
    return address >>> addressShift & addressMask | address >>> highShift & highMask;
  }
}
