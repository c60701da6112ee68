package maplet.harness.check;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import maplet.impl.memory.PhysicalMemory;

/// A copy of the subject's memory, rebuilt store by store from the event log.
///
/// At each event it is what a walker in hardware would see at that moment, which the memory itself,
/// read after the step, no longer tells.
///
/// A frame knows its first few stores since it was zeroed, so that zeroing it again costs as much
/// as was stored: pages of the guest's, most of all frames, are zeroed each time they are handed
/// out, and have a few words in them.
final class ShadowMemory {
  /// Stores to a frame that are remembered one by one.
  private static final int FEW = 4;

  private final long base;
  private final int frameShift;
  private final int wordsPerFrame;
  private final long[] words;
  private final MemorySegment shadow;
  private final byte[] stores;
  private final int[] stored;

  ShadowMemory(PhysicalMemory memory) {
    this(memory, new long[Math.toIntExact(memory.size() / Long.BYTES)]);
  }

  /// @param words room for the copy, all zero; whoever shares it must leave it so
  ShadowMemory(PhysicalMemory memory, long[] words) {
    base = memory.base();
    frameShift = Long.numberOfTrailingZeros(memory.frameSize());
    wordsPerFrame = (int) (memory.frameSize() / Long.BYTES);
    this.words = words;
    shadow = MemorySegment.ofArray(words);
    stores = new byte[Math.toIntExact(memory.size() >>> frameShift)];
    stored = new int[stores.length * FEW];
  }

  int wordsPerFrame() {
    return wordsPerFrame;
  }

  int frames() {
    return stores.length;
  }

  /// Whether the physical address lies in this memory.
  boolean contains(long address) {
    return address >= base && address - base >>> frameShift < stores.length;
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
    int index = (int) (address - base >>> 3);
    words[index] = word;
    int frame = frame(address);
    int count = stores[frame];
    if (count < FEW) {
      stored[frame * FEW + count] = index;
    }
    if (count <= FEW) {
      stores[frame] = (byte) (count + 1);
    }
  }

  void zero(int frame) {
    int count = stores[frame];
    if (count > FEW) {
      Arrays.fill(words, frame * wordsPerFrame, (frame + 1) * wordsPerFrame, 0);
    } else {
      for (int i = 0; i < count; i++) {
        words[stored[frame * FEW + i]] = 0;
      }
    }
    stores[frame] = 0;
  }

  /// Zeroes the first frames.
  void reset(int frameCount) {
    for (int frame = 0; frame < frameCount; frame++) {
      zero(frame);
    }
  }
}
