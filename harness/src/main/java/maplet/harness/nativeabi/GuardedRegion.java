package maplet.harness.nativeabi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Memory with a guard on both sides of it, which shows a store that missed.
final class GuardedRegion {
  private static final long PATTERN = 0xa55aa55aa55aa55aL;

  /// Words beside the region that are looked at after every step.
  private static final int NEAR_WORDS = 4;

  private final String name;
  private final MemorySegment all;
  private final MemorySegment words;
  private final long guard;
  private final long above;

  /// @param name of what lies between the guards, for findings
  /// @param all the region with both of its guards
  /// @param guard bytes of each; what is beyond the second one isn't looked at
  GuardedRegion(String name, MemorySegment all, long guard, long size) {
    this.name = name;
    this.all = all;
    this.guard = guard;
    words = all.asSlice(guard, size);
    above = guard + size;
    fill();
  }

  /// The memory without its guards.
  MemorySegment words() {
    return words;
  }

  /// The first store in a guard, in words; empty where there is none.
  ///
  /// @param thorough whether to look at all of both guards, or just beside the memory
  String damage(boolean thorough) {
    if (thorough) {
      String below = damageIn(0, guard);
      return below.isEmpty() ? damageIn(above, above + guard) : below;
    }
    long differences = 0;
    for (int i = 0; i < NEAR_WORDS; i++) {
      differences |= word(guard - (i + 1L) * Long.BYTES) ^ PATTERN;
      differences |= word(above + (long) i * Long.BYTES) ^ PATTERN;
    }
    return differences == 0 ? "" : damage(true);
  }

  private String damageIn(long from, long to) {
    for (long at = from; at < to; at += Long.BYTES) {
      if (word(at) != PATTERN) {
        return at < guard
            ? "0x%x stored %d bytes below the %s".formatted(word(at), guard - at, name)
            : "0x%x stored %d bytes above the %s's end".formatted(word(at), at - above, name);
      }
    }
    return "";
  }

  /// Fills the guards anew where they are damaged.
  void repair() {
    if (!damage(true).isEmpty()) {
      fill();
    }
  }

  private void fill() {
    for (long at = 0; at < guard; at += Long.BYTES) {
      all.set(ValueLayout.JAVA_LONG, at, PATTERN);
      all.set(ValueLayout.JAVA_LONG, above + at, PATTERN);
    }
  }

  private long word(long offset) {
    return all.get(ValueLayout.JAVA_LONG, offset);
  }
}
