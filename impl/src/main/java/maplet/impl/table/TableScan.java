package maplet.impl.table;

import maplet.impl.memory.PhysicalMemory;

/// Looks for leaves, all of them or the first of a range. Static and pure like [TableCore].
final class TableScan {
  private TableScan() {}

  /// The first address of a range that a leaf maps, `end` where none does.
  ///
  /// @param start within the input width
  static long firstMapped(
      PhysicalMemory memory, TableFormat format, long root, long start, long end) {
    long at = start;
    while (at < end) {
      long located = TableCore.locate(memory, format, root, at);
      int height = TableCore.height(located);
      long size = format.entrySize(height);
      long entry = TableCore.entry(located);
      // Along the table: each entry that is absent needs no walk of its own.
      do {
        long word = memory.read(entry);
        if (height > 0 && format.isTable(word)) {
          break;
        }
        if (format.isPresent(word)) {
          return at;
        }
        at = (at & -size) + size;
        entry += Long.BYTES;
      } while (at < end && (entry & format.granule() - 1) != 0);
    }
    return end;
  }

  /// Shows all tables and leaves, depth first.
  ///
  /// @param most after so many leaves the walk ends
  /// @return the number of leaves shown
  static long walk(
      PhysicalMemory memory, TableFormat format, long root, TableVisitor visitor, long most) {
    int height = format.levels() - 1;
    int entries = format.rootFrames() * format.entries();
    return most - walkTable(memory, format, root, entries, height, 0, visitor, most);
  }

  /// Shows a table and what is below it.
  ///
  /// @return how many leaves may still be shown
  static long walkTable(
      PhysicalMemory memory,
      TableFormat format,
      long table,
      int entries,
      int height,
      long gpa,
      TableVisitor visitor,
      long most) {
    visitor.enter(gpa, height, table);
    long size = format.entrySize(height);
    long left = most;
    for (int i = 0; i < entries; i++) {
      long word = memory.read(table + (long) i * Long.BYTES);
      if (!format.isPresent(word)) {
        continue;
      }
      if (left == 0) {
        return 0;
      }
      long at = gpa + i * size;
      if (height > 0 && format.isTable(word)) {
        long child = format.child(word);
        left = walkTable(memory, format, child, format.entries(), height - 1, at, visitor, left);
      } else {
        visitor.leaf(at, format.address(word, height), format.attributes(word), size);
        left--;
      }
    }
    visitor.leave(gpa, height, table);
    return left;
  }
}
