package maplet.impl.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Simulated physical memory: one off-heap arena of 64-bit words from a physical base address on.
///
/// Every store and every zeroed frame goes to the event log. Memory is not thread-safe.
public final class PhysicalMemory implements AutoCloseable {
  private static final long LARGEST_FRAME = 65_536;

  private static final MemorySegment ZEROS = Arena.global().allocate(LARGEST_FRAME, LARGEST_FRAME);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment words;
  private final long base;
  private final long frameSize;
  private final EventLog events;
  private long reads;

  /// Memory from `base` to `base + size`, all zero.
  ///
  /// @param base physical address, a multiple of the frame size
  /// @param size bytes, a positive multiple of the frame size
  /// @param frameSize bytes of a frame, the unit of host memory: the regime's granule, so 4, 16 or
  ///   64 KiB
  public PhysicalMemory(long base, long size, long frameSize, EventLog events) {
    check(base, size, frameSize);
    this.base = base;
    this.frameSize = frameSize;
    this.events = events;
    words = arena.allocate(size, frameSize);
  }

  /// Memory in a segment of somebody else's, who says how long it lives. What others store there
  /// isn't logged here.
  ///
  /// @param base physical address of the first byte, a multiple of the frame size
  /// @param words all of the memory, a positive multiple of the frame size
  /// @param frameSize as above
  public PhysicalMemory(long base, MemorySegment words, long frameSize, EventLog events) {
    check(base, words.byteSize(), frameSize);
    this.base = base;
    this.frameSize = frameSize;
    this.events = events;
    this.words = words;
  }

  private static void check(long base, long size, long frameSize) {
    if (frameSize != 4096 && frameSize != 16_384 && frameSize != LARGEST_FRAME) {
      throw new IllegalArgumentException(
          "frame size (%d) must be 4096, 16384 or 65536".formatted(frameSize));
    }
    if (base % frameSize != 0 || size % frameSize != 0 || size <= 0) {
      throw new IllegalArgumentException(
          "base (0x%x) and size (0x%x) must be multiples of %d".formatted(base, size, frameSize));
    }
  }

  /// Physical address of the first byte.
  public long base() {
    return base;
  }

  /// Bytes of a frame.
  public long frameSize() {
    return frameSize;
  }

  /// Bytes of memory.
  public long size() {
    return words.byteSize();
  }

  /// Whether the physical address lies in this memory.
  public boolean contains(long address) {
    return address >= base && address - base < words.byteSize();
  }

  /// The word at a physical address.
  ///
  /// @param address a multiple of eight inside this memory, else [IndexOutOfBoundsException]
  public long read(long address) {
    reads++;
    return words.get(ValueLayout.JAVA_LONG, address - base);
  }

  /// How many words [#read] has read.
  public long reads() {
    return reads;
  }

  /// Stores a word at a physical address, as one store that a walker sees whole.
  ///
  /// @param address a multiple of eight inside this memory, else [IndexOutOfBoundsException]
  public void write(long address, long word) {
    long offset = address - base;
    events.add(EventLog.STORE, address, words.get(ValueLayout.JAVA_LONG, offset), word);
    words.set(ValueLayout.JAVA_LONG, offset, word);
  }

  /// Fills a frame with zeros.
  ///
  /// @param frame physical address, a multiple of the frame size
  public void zero(long frame) {
    // A copy, because filling needs a slice, which is an allocation.
    MemorySegment.copy(ZEROS, 0, words, frame - base, frameSize);
    events.add(EventLog.ZERO, frame, 0, 0);
  }

  /// Stores a word as the guest or the hardware would: it isn't software's store, and isn't logged.
  public void guestWrite(long address, long word) {
    words.set(ValueLayout.JAVA_LONG, address - base, word);
  }

  /// Stores bytes as the guest would, see [#guestWrite(long, long)].
  ///
  /// @param address any; all bytes must lie in this memory, else [IndexOutOfBoundsException]
  /// @param from index of the first byte in `source`
  public void guestWrite(long address, byte[] source, int from, int count) {
    MemorySegment.copy(source, from, words, ValueLayout.JAVA_BYTE, address - base, count);
  }

  /// Copies bytes out of the memory.
  ///
  /// @param address any; all bytes must lie in this memory, else [IndexOutOfBoundsException]
  /// @param to index of the first byte in `target`
  public void copy(long address, byte[] target, int to, int count) {
    MemorySegment.copy(words, ValueLayout.JAVA_BYTE, address - base, target, to, count);
  }

  /// Compares bytes with those of a segment.
  ///
  /// @param address of the first byte; all must lie in this memory
  /// @param from offset of the first byte in `other`
  /// @return offset of the first byte that differs, -1 where none does
  public long mismatch(long address, MemorySegment other, long from, long bytes) {
    long start = address - base;
    return MemorySegment.mismatch(words, start, start + bytes, other, from, from + bytes);
  }

  /// Whether all words of a frame are zero.
  ///
  /// @param frame physical address, a multiple of the frame size
  public boolean isZero(long frame) {
    long bits = 0;
    // A cache line at a time, which is faster than MemorySegment.mismatch with zeros.
    for (long at = frame - base; at < frame - base + frameSize; at += 8 * Long.BYTES) {
      bits |=
          word(at)
              | word(at + 8)
              | word(at + 16)
              | word(at + 24)
              | word(at + 32)
              | word(at + 40)
              | word(at + 48)
              | word(at + 56);
    }
    return bits == 0;
  }

  private long word(long offset) {
    return words.get(ValueLayout.JAVA_LONG, offset);
  }

  /// The whole memory; what is stored through it isn't logged.
  MemorySegment segment() {
    return words;
  }

  @Override
  public void close() {
    arena.close();
  }
}
