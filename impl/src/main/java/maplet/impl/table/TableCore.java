package maplet.impl.table;

import maplet.impl.memory.PhysicalMemory;

/* Overview
 *
 * Everything here is static and a function of memory and operands: no state, no allocation, no
 * loops but over levels or the entries of one table. That is what lets a symbolic executor prove
 * the bytecode that ships, and a test replace one step by a broken one.
 *
 * An entry is named by its physical address. Entries are eight bytes, so the low three bits of that
 * address are free, and `locate` returns the height in them.
 */
/// Reads and writes the entries of one table tree.
final class TableCore {
  private static final long HEIGHT_MASK = 7;

  private TableCore() {}

  /// Finds the entry at which the walk for a guest address ends: absent or a leaf.
  ///
  /// @param gpa within the input width
  /// @return [#entry] and [#height] packed into one number
  static long locate(PhysicalMemory memory, TableFormat format, long root, long gpa) {
    int height = format.levels() - 1;
    // The root's index isn't masked: it spans all frames of a concatenated root.
    long entry = root + (gpa >>> format.shift(height)) * Long.BYTES;
    while (height > 0) {
      long word = memory.read(entry);
      if (!format.isTable(word)) {
        break;
      }
      height--;
      entry = format.child(word) + format.index(gpa, height) * Long.BYTES;
    }
    return entry | height;
  }

  /// Finds the entry of the given height on the walk for an address whose walk goes at least as
  /// deep.
  static long locateAt(
      PhysicalMemory memory, TableFormat format, long root, long gpa, int wantedHeight) {
    int height = format.levels() - 1;
    long entry = root + (gpa >>> format.shift(height)) * Long.BYTES;
    while (height > wantedHeight) {
      height--;
      entry = format.child(memory.read(entry)) + format.index(gpa, height) * Long.BYTES;
    }
    return entry;
  }

  static long entry(long located) {
    return located & ~HEIGHT_MASK;
  }

  static int height(long located) {
    return (int) (located & HEIGHT_MASK);
  }

  /// A leaf with other attributes and the same address; what hardware set stays.
  static long withAttributes(TableFormat format, long word, int attributes, int height) {
    long next = format.leaf(format.address(word, height), attributes, height);
    return next | format.kept(word, next);
  }

  /// The first of the leaves, one height down, that together map what a huge leaf maps.
  static long firstPiece(TableFormat format, long word, int height) {
    // At height 1 the pieces are no longer huge.
    return height == 1 ? word ^ format.hugeBits() : word;
  }

  /// Fills a table that nothing points to yet with the pieces of a huge leaf.
  ///
  /// @param height of the huge leaf, 1 or more
  static void fillPieces(
      PhysicalMemory memory, TableFormat format, long table, long word, int height) {
    long piece = firstPiece(format, word, height);
    long hpa = format.address(word, height);
    for (int i = 0; i < format.entries(); i++) {
      memory.write(table + (long) i * Long.BYTES, format.moved(piece, hpa));
      hpa += format.entrySize(height - 1);
    }
  }

  /// Whether a table has no valid entry. The search begins behind the entry that was cleared last,
  /// for the next one is the likeliest to be in use.
  ///
  /// @param lastEntry address of any entry of the table
  static boolean isEmpty(PhysicalMemory memory, TableFormat format, long lastEntry) {
    long table = lastEntry & -format.granule();
    long offset = lastEntry - table;
    for (int i = 0; i < format.entries(); i++) {
      offset = offset + Long.BYTES & format.granule() - 1;
      if (format.isPresent(memory.read(table + offset))) {
        return false;
      }
    }
    return true;
  }

  /// Tables that must be made so that no leaf crosses an address, beginning with a leaf of the
  /// given height.
  static int tablesToCut(TableFormat format, long gpa, int height) {
    int tables = 0;
    while ((gpa & format.entrySize(height - tables) - 1) != 0) {
      tables++;
    }
    return tables;
  }

  /// The height of the leaf that contains `second` after a leaf that contains both addresses was
  /// cut at `first`.
  static int heightAfterCut(TableFormat format, long first, long second, int height) {
    int left = height;
    while ((first & format.entrySize(left) - 1) != 0
        && first >>> format.shift(left) == second >>> format.shift(left)) {
      left--;
    }
    return left;
  }
}
