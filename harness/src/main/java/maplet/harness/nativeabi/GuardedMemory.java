package maplet.harness.nativeabi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Memory with a guard on both sides of it, which shows a store that missed.
final class GuardedMemory implements AutoCloseable {
  /// Bytes of each guard; so much is also the memory's alignment.
  private static final long GUARD_BYTES = 64 << 10;

  private static final long PATTERN = 0xa55aa55aa55aa55aL;

  /// Words beside the memory that are looked at after every step.
  private static final int NEAR_WORDS = 4;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment all;
  private final MemorySegment words;
  private final long above;

  GuardedMemory(long size) {
    all = arena.allocate(size + 2 * GUARD_BYTES, GUARD_BYTES);
    words = all.asSlice(GUARD_BYTES, size);
    above = GUARD_BYTES + size;
    fill();
  }

  /// What else is to live as long.
  Arena arena() {
    return arena;
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
      return damageIn(0, GUARD_BYTES) + damageIn(above, all.byteSize());
    }
    long differences = 0;
    for (int i = 0; i < NEAR_WORDS; i++) {
      differences |= word(GUARD_BYTES - (i + 1L) * Long.BYTES) ^ PATTERN;
      differences |= word(above + (long) i * Long.BYTES) ^ PATTERN;
    }
    return differences == 0 ? "" : damage(true);
  }

  private String damageIn(long from, long to) {
    for (long at = from; at < to; at += Long.BYTES) {
      if (word(at) != PATTERN) {
        return at < GUARD_BYTES
            ? "0x%x stored %d bytes below the memory".formatted(word(at), GUARD_BYTES - at)
            : "0x%x stored %d bytes above the memory's end".formatted(word(at), at - above);
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
    for (long at = 0; at < GUARD_BYTES; at += Long.BYTES) {
      all.set(ValueLayout.JAVA_LONG, at, PATTERN);
      all.set(ValueLayout.JAVA_LONG, above + at, PATTERN);
    }
  }

  private long word(long offset) {
    return all.get(ValueLayout.JAVA_LONG, offset);
  }

  @Override
  public void close() {
    arena.close();
  }
}
