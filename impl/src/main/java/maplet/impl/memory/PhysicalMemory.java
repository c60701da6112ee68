package maplet.impl.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Simulated physical memory: one off-heap arena of 64-bit words from a physical base address on.
///
/// Every store and every zeroed frame goes to the event log. Memory is not thread-safe.
public final class PhysicalMemory implements AutoCloseable {
  /// Bytes of a frame, the unit of host memory.
  public static final long FRAME_SIZE = 4096;

  private static final MemorySegment ZEROS = Arena.global().allocate(FRAME_SIZE, FRAME_SIZE);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment words;
  private final long base;
  private final EventLog events;

  /// Memory from `base` to `base + size`, all zero.
  ///
  /// @param base physical address, a multiple of the frame size
  /// @param size bytes, a positive multiple of the frame size
  public PhysicalMemory(long base, long size, EventLog events) {
    if (base % FRAME_SIZE != 0 || size % FRAME_SIZE != 0 || size <= 0) {
      throw new IllegalArgumentException(
          "base (0x%x) and size (0x%x) must be multiples of 4096".formatted(base, size));
    }
    this.base = base;
    this.events = events;
    this.words = arena.allocate(size, FRAME_SIZE);
  }

  /// Physical address of the first byte.
  public long base() {
    return base;
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
    return words.get(ValueLayout.JAVA_LONG, address - base);
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
    MemorySegment.copy(ZEROS, 0, words, frame - base, FRAME_SIZE);
    events.add(EventLog.ZERO, frame, 0, 0);
  }

  /// Stores a word as the guest would: it isn't a table's store, and isn't logged.
  public void guestWrite(long address, long word) {
    words.set(ValueLayout.JAVA_LONG, address - base, word);
  }

  @Override
  public void close() {
    arena.close();
  }
}
