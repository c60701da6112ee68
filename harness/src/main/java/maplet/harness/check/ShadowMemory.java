package maplet.harness.check;

import java.util.Arrays;
import maplet.impl.memory.PhysicalMemory;

/// A copy of the subject's memory, rebuilt store by store from the event log.
///
/// At each event it is what a walker in hardware would see at that moment, which the memory itself,
/// read after the step, no longer tells.
final class ShadowMemory {
  static final int WORDS_PER_FRAME = (int) (PhysicalMemory.FRAME_SIZE / Long.BYTES);

  private static final int FRAME_SHIFT = Long.numberOfTrailingZeros(PhysicalMemory.FRAME_SIZE);

  private final long base;
  private final long[] words;
  private final boolean[] dirty;

  ShadowMemory(PhysicalMemory memory) {
    base = memory.base();
    words = new long[Math.toIntExact(memory.size() / Long.BYTES)];
    dirty = new boolean[Math.toIntExact(memory.size() >>> FRAME_SHIFT)];
  }

  int frames() {
    return dirty.length;
  }

  /// Whether the physical address lies in this memory.
  boolean contains(long address) {
    return address >= base && address - base >>> FRAME_SHIFT < dirty.length;
  }

  /// Number of the frame that holds the address; the address must be contained.
  int frame(long address) {
    return (int) (address - base >>> FRAME_SHIFT);
  }

  long address(int frame) {
    return base + ((long) frame << FRAME_SHIFT);
  }

  long read(long address) {
    return words[(int) (address - base >>> 3)];
  }

  long read(int frame, int index) {
    return words[frame * WORDS_PER_FRAME + index];
  }

  void store(long address, long word) {
    words[(int) (address - base >>> 3)] = word;
    dirty[frame(address)] = true;
  }

  void zero(int frame) {
    if (dirty[frame]) {
      Arrays.fill(words, frame * WORDS_PER_FRAME, (frame + 1) * WORDS_PER_FRAME, 0);
      dirty[frame] = false;
    }
  }

  /// Zeroes the first frames.
  void reset(int frameCount) {
    for (int frame = 0; frame < frameCount; frame++) {
      zero(frame);
    }
  }
}
