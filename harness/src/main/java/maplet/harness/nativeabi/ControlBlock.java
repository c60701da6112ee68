package maplet.harness.nativeabi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.PhysicalMemory;

/// `struct maplet_control`: what harness and subject share besides the memory itself. The offsets
/// are those of the header, which has no hidden padding.
final class ControlBlock {
  private static final long MEMORY = 8;
  private static final long MEMORY_BASE = 16;
  private static final long MEMORY_SIZE = 24;
  private static final long FRAME_SIZE = 32;
  private static final long NEXT_FRAME = 40;
  private static final long FREE_FRAMES = 48;
  private static final long FREE_COUNT = 56;
  private static final long QUARANTINE = 64;
  private static final long REFUSE_FROM = 72;
  private static final long EVENTS = 80;
  private static final long EVENT_CAPACITY = 88;
  private static final long EVENT_COUNT = 96;
  private static final long ROOT = 104;
  private static final long HPA = 112;
  private static final long PAGE_SIZE = 120;
  private static final long ATTRIBUTES = 128;
  private static final long FAULT_KIND = 136;
  private static final long FAULT_HEIGHT = 144;
  private static final long DONE = 152;
  private static final long REFUSE_ONCE = 160;
  private static final long SIZE = 168;

  private static final int EVENT_BYTES = 32;
  private static final int MOST_EVENTS = 1 << 18;

  private final MemorySegment block;
  private final MemorySegment freeFrames;
  private final MemorySegment events;
  private final long base;
  private final long frameSize;
  private final boolean quarantine;

  /// @param words the memory's words, in this process
  /// @param quarantine whether frames that a call frees aren't handed out in the same call
  ControlBlock(Arena arena, PhysicalMemory memory, MemorySegment words, boolean quarantine) {
    this.base = memory.base();
    this.frameSize = memory.frameSize();
    this.quarantine = quarantine;
    long frames = memory.size() / frameSize;
    block = arena.allocate(SIZE, Long.BYTES);
    freeFrames = arena.allocate(frames * Long.BYTES, Long.BYTES);
    events = arena.allocate((long) MOST_EVENTS * EVENT_BYTES, Long.BYTES);
    block.set(ValueLayout.JAVA_INT, 0, NativeLibrary.ABI_VERSION);
    block.set(ValueLayout.JAVA_INT, Integer.BYTES, (int) SIZE);
    set(MEMORY, words.address());
    set(MEMORY_BASE, base);
    set(MEMORY_SIZE, memory.size());
    set(FRAME_SIZE, frameSize);
    set(FREE_FRAMES, freeFrames.address());
    set(QUARANTINE, quarantine ? 1 : 0);
    set(EVENTS, events.address());
    set(EVENT_CAPACITY, MOST_EVENTS);
    reset();
  }

  /// Where the block is in this process.
  long address() {
    return block.address();
  }

  /// All frames are free, and none was ever handed out.
  void reset() {
    set(NEXT_FRAME, base);
    set(FREE_COUNT, 0);
    refuseFrom(0, false);
    set(EVENT_COUNT, 0);
    set(ROOT, base);
  }

  /// Bytes of memory, from its start, that have ever been handed out.
  long used() {
    return get(NEXT_FRAME) - base;
  }

  /// @param once whether that request alone is refused; a subject that was built with a header of
  ///   before there was this field refuses all later ones too
  void refuseFrom(int request, boolean once) {
    set(REFUSE_FROM, request);
    set(REFUSE_ONCE, once ? 1 : 0);
  }

  /// Makes the first frames ones that came back.
  void recycle(int frames) {
    for (int i = 0; i < frames; i++) {
      freeFrames.setAtIndex(ValueLayout.JAVA_LONG, i, base + i * frameSize);
    }
    set(FREE_COUNT, frames);
    set(NEXT_FRAME, base + frames * frameSize);
  }

  /// A call is about to be made.
  void begin() {
    set(EVENT_COUNT, 0);
    set(DONE, 0);
  }

  /// A call has returned: its events go to the log.
  ///
  /// @throws IllegalStateException when there were more than the block holds
  void collect(EventLog log) {
    long count = get(EVENT_COUNT);
    if (Long.compareUnsigned(count, MOST_EVENTS) > 0) {
      throw new IllegalStateException(
          "%s events in one call, of which there is room for %d"
              .formatted(Long.toUnsignedString(count), MOST_EVENTS));
    }
    int from = log.size();
    log.addAll(events, (int) count);
    if (quarantine) {
      releaseFreed(log, from);
    }
  }

  private void releaseFreed(EventLog log, int from) {
    long free = get(FREE_COUNT);
    for (int i = from; i < log.size(); i++) {
      if (log.kind(i) == EventLog.FREE) {
        for (long n = 0; n < log.second(i) && free < freeFrames.byteSize() / Long.BYTES; n++) {
          freeFrames.setAtIndex(ValueLayout.JAVA_LONG, free++, log.first(i) + n * frameSize);
        }
      }
    }
    set(FREE_COUNT, free);
  }

  long root() {
    return get(ROOT);
  }

  long hpa() {
    return get(HPA);
  }

  long pageSize() {
    return get(PAGE_SIZE);
  }

  long attributes() {
    return get(ATTRIBUTES);
  }

  long faultKind() {
    return get(FAULT_KIND);
  }

  long faultHeight() {
    return get(FAULT_HEIGHT);
  }

  long done() {
    return get(DONE);
  }

  private long get(long offset) {
    return block.get(ValueLayout.JAVA_LONG, offset);
  }

  private void set(long offset, long value) {
    block.set(ValueLayout.JAVA_LONG, offset, value);
  }
}
