package maplet.model.arch;

import java.util.HashMap;
import java.util.Map;
import maplet.model.Attributes;

/// Memory for walks: zero but for what a test puts there.
public final class SparseMemory implements WordMemory {
  private final Map<Long, Long> words = new HashMap<>();

  @Override
  public long read(long physicalAddress) {
    return words.getOrDefault(physicalAddress, 0L);
  }

  /// Puts a word at an address.
  public void write(long physicalAddress, long word) {
    words.put(physicalAddress, word);
  }

  /// Makes tables from the root down to a height, each a MiB after the one before, and puts a word
  /// into the lowest.
  ///
  /// @return the address of the word
  public long put(Regime regime, long root, long gpa, int height, long word) {
    long table = root;
    for (int above = regime.levels() - 1; above > height; above--) {
      long next = root + ((long) (regime.levels() - above) << 20);
      write(entry(regime, table, gpa, above), regime.encodeTable(next, above));
      table = next;
    }
    long address = entry(regime, table, gpa, height);
    write(address, word);
    return address;
  }

  /// Puts a leaf.
  public void map(Regime regime, long root, long gpa, long hpa, Attributes attributes, int height) {
    put(regime, root, gpa, height, regime.encodeLeaf(hpa, attributes, height));
  }

  private static long entry(Regime regime, long table, long gpa, int height) {
    long entries =
        (long) regime.entriesPerTable() * (height == regime.levels() - 1 ? regime.rootFrames() : 1);
    return table + Long.remainderUnsigned(gpa >>> regime.indexShift(height), entries) * 8;
  }
}
