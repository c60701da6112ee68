package maplet.harness.vectors;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import maplet.harness.sequence.SeededChoices;
import maplet.model.Attributes;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;

/// Maps the page that an emulator's guest program needs beside a vector's own words.
///
/// @param gpa of the page
/// @param words of the vector and of the page
record CompanionPage(long gpa, SortedMap<Long, Long> words) {
  private static final int TRIES = 64;

  /// Finds a place for it.
  ///
  /// @param own the vector's words
  /// @param page its host physical address
  /// @param undisturbed whether the vector means the same with these words
  /// @return nothing where none is found
  static Optional<CompanionPage> add(
      Regime regime,
      long root,
      Map<Long, Long> own,
      long page,
      Predicate<SortedMap<Long, Long>> undisturbed) {
    SeededChoices choices = new SeededChoices(root);
    long limit = regime.capabilities().inputLimit();
    long granule = regime.capabilities().granule();
    for (int i = 0; i < TRIES; i++) {
      long gpa = choices.chooseLong(limit) & -granule;
      SortedMap<Long, Long> words = new TreeMap<>(own);
      if (map(regime, root, words, gpa, page) && undisturbed.test(words)) {
        return Optional.of(new CompanionPage(gpa, words));
      }
    }
    return Optional.empty();
  }

  /// Adds entries, in tables beyond the vector's memory or in the vector's own.
  private static boolean map(
      Regime regime, long root, SortedMap<Long, Long> words, long gpa, long page) {
    long table = root;
    long free = root + VectorMemory.SIZE;
    for (int height = regime.levels() - 1; height > 0; height--) {
      long entry = WalkChain.entry(regime, table, gpa, height);
      if (!words.containsKey(entry)) {
        words.put(entry, regime.encodeTable(free, height));
        table = free;
        free += regime.capabilities().granule();
      } else if (regime.decode(words.get(entry), height) instanceof Entry.Table(long next)) {
        table = next;
      } else {
        return false;
      }
    }
    Attributes all =
        regime.capabilities().alternatives().stream()
            .max(Comparator.comparingInt(each -> Integer.bitCount(each.permissions().bits())))
            .orElseThrow();
    long leaf = regime.encodeLeaf(page, all, 0) | regime.hardwareFlags().accessed();
    return words.putIfAbsent(WalkChain.entry(regime, table, gpa, 0), leaf) == null;
  }
}
