package maplet.harness.check;

import java.util.HashMap;
import java.util.Map;
import maplet.model.arch.HardwareFlags;

/// Entries whose words aren't those that the model asks for, which was found: each may stay as it
/// is, until the subject stores another word there or the model asks for another one.
///
/// Of some the word doesn't mean what the model says (a reserved bit, a table entry that denies
/// what its leaves grant): where they lie on the way, a walk by the manual tells nothing new.
///
/// Nothing is allocated as long as nothing is found.
final class AdoptedWords {
  private static final int MOST_HEIGHTS = 3;

  private final Map<Long, Adopted> words = new HashMap<>();
  private final long flags;
  private final int[] indexShifts;

  /// @param indexShifts by height, how many bits of a guest address an entry translates
  AdoptedWords(HardwareFlags flags, int[] indexShifts) {
    this.flags = flags.accessed() | flags.dirty();
    this.indexShifts = indexShifts.clone();
  }

  /// Forgets all, for a new address space.
  void reset() {
    if (!words.isEmpty()) {
      words.clear();
    }
  }

  /// An entry is adopted.
  ///
  /// @param start first guest address of the entry
  /// @param wanted the word that the model asks for
  /// @param misleads whether the word means something else
  void add(long start, int height, long word, long wanted, boolean misleads) {
    words.put(key(start, height), new Adopted(word, wanted, misleads));
  }

  /// An entry is what it is to be.
  void remove(long start, int height) {
    if (!words.isEmpty()) {
      words.remove(key(start, height));
    }
  }

  /// Whether an entry is as it was adopted. Flags that hardware has set since don't count.
  boolean accept(long start, int height, long word, long wanted) {
    if (words.isEmpty()) {
      return false;
    }
    Adopted adopted = words.get(key(start, height));
    return adopted != null
        && ((adopted.word ^ word) & ~flags) == 0
        && (adopted.wanted == wanted || ((adopted.wanted ^ wanted) & ~flags) == 0);
  }

  /// Whether a walk for an address may meet an entry whose word means something else.
  boolean mislead(long gpa) {
    if (words.isEmpty()) {
      return false;
    }
    for (int height = 0; height < indexShifts.length; height++) {
      Adopted adopted = words.get(key(gpa & -(1L << indexShifts[height]), height));
      if (adopted != null && adopted.misleads) {
        return true;
      }
    }
    return false;
  }

  private static long key(long start, int height) {
    return start << MOST_HEIGHTS | height;
  }

  /// @param misleads whether the word means something else than the wanted one
  private record Adopted(long word, long wanted, boolean misleads) {}
}
