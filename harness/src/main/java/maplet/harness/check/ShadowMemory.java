package maplet.harness.check;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import maplet.impl.memory.PhysicalMemory;

/// A copy of the subject's memory, rebuilt store by store from the event log.
///
/// At each event it is what a walker in hardware would see at that moment, which the memory itself,
/// read after the step, no longer tells.
final class ShadowMemory {
  private final long base;
  private final int frameShift;
  private final int wordsPerFrame;
  private final long[] words;
  private final MemorySegment shadow;
  private final boolean[] dirty;

  ShadowMemory(PhysicalMemory memory) {
    base = memory.base();
    frameShift = Long.numberOfTrailingZeros(memory.frameSize());
    wordsPerFrame = (int) (memory.frameSize() / Long.BYTES);
    words = new long[Math.toIntExact(memory.size() / Long.BYTES)];
    shadow = MemorySegment.ofArray(words);
    dirty = new boolean[Math.toIntExact(memory.size() >>> frameShift)];
  }

  int wordsPerFrame() {
    return wordsPerFrame;
  }

  int frames() {
    return dirty.length;
  }

  /// Whether the physical address lies in this memory.
  boolean contains(long address) {
    return address >= base && address - base >>> frameShift < dirty.length;
  }

  /// Number of the frame that holds the address; the address must be contained.
  int frame(long address) {
    return (int) (address - base >>> frameShift);
  }

  long address(int frame) {
    return base + ((long) frame << frameShift);
  }

  long read(long address) {
    return words[(int) (address - base >>> 3)];
  }

  long read(int frame, int index) {
    return words[frame * wordsPerFrame + index];
  }

  /// Whether the memory has the same words in a frame.
  boolean equals(PhysicalMemory memory, long address) {
    long bytes = 1L << frameShift;
    return memory.mismatch(address, shadow, address - base, bytes) < 0;
  }

  void store(long address, long word) {
    words[(int) (address - base >>> 3)] = word;
    dirty[frame(address)] = true;
  }

  void zero(int frame) {
    if (dirty[frame]) {
      Arrays.fill(words, frame * wordsPerFrame, (frame + 1) * wordsPerFrame, 0);
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
