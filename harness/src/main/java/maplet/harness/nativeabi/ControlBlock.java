package maplet.harness.nativeabi;

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

  /// Bytes of the block.
  static final long BYTES = SIZE;

  /// Bytes of the list of events, of which there is room for the most that one operation of a
  /// campaign can tell: each entry of all tables stored and invalidated.
  static final long EVENT_LIST_BYTES = 256L << 20;

  private static final int EVENT_BYTES = 32;
  private static final int EVENT_WORDS = EVENT_BYTES / Long.BYTES;

  /// The fields that only the harness writes, and only before the subject's first call.
  private static final long[] CONSTANTS = {
    0, MEMORY, MEMORY_BASE, MEMORY_SIZE, FRAME_SIZE, FREE_FRAMES, QUARANTINE, EVENTS, EVENT_CAPACITY
  };

  private static final String[] CONSTANT_NAMES = {
    "abi_version and size",
    "memory",
    "memory_base",
    "memory_size",
    "frame_size",
    "free_frames",
    "quarantine",
    "events",
    "event_capacity"
  };

  private final MemorySegment block;
  private final MemorySegment events;
  private final FreeFrames free;
  private final long[] constants = new long[CONSTANTS.length];
  private final long base;
  private final long frameSize;
  private final long frames;
  private final long capacity;
  private final boolean quarantine;

  private String damage = "";
  private long root;
  private boolean hasRoot;

  /// @param quarantine whether frames that a call frees aren't handed out in the same call
  ControlBlock(PhysicalMemory memory, GuardedMemory shared, boolean quarantine) {
    this.base = memory.base();
    this.frameSize = memory.frameSize();
    this.quarantine = quarantine;
    frames = memory.size() / frameSize;
    block = shared.control();
    events = shared.events();
    capacity = events.byteSize() / EVENT_BYTES;
    free = new FreeFrames(shared.freeFrames(), base, frameSize, quarantine);
    block.set(ValueLayout.JAVA_INT, 0, NativeLibrary.ABI_VERSION);
    block.set(ValueLayout.JAVA_INT, Integer.BYTES, (int) SIZE);
    set(MEMORY, shared.words().address());
    set(MEMORY_BASE, base);
    set(MEMORY_SIZE, memory.size());
    set(FRAME_SIZE, frameSize);
    set(FREE_FRAMES, shared.freeFrames().address());
    set(QUARANTINE, quarantine ? 1 : 0);
    set(EVENTS, events.address());
    set(EVENT_CAPACITY, capacity);
    for (int i = 0; i < constants.length; i++) {
      constants[i] = get(CONSTANTS[i]);
    }
    reset();
  }

  /// Where the block is in this process.
  long address() {
    return block.address();
  }

  /// All frames are free, and none was ever handed out.
  void reset() {
    recycle(0);
    refuseFrom(0, false);
    set(EVENT_COUNT, 0);
    set(ROOT, base);
    hasRoot = false;
    damage = "";
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
  void recycle(int count) {
    free.reset(count);
    set(FREE_COUNT, free.count());
    set(NEXT_FRAME, free.next());
  }

  /// A call is about to be made.
  void begin() {
    set(EVENT_COUNT, 0);
    set(DONE, 0);
    // An event's kind is never 0, so this one tells whether the list was really filled.
    setKind(capacity - 1, 0);
  }

  /// A call has returned: its events go to the log, and what only the harness may change must be as
  /// it was.
  ///
  /// @throws IllegalStateException when there were more events than there is memory for
  void collect(EventLog log) {
    int from = log.size();
    log.addAll(events, count());
    free.follow(log, from);
    judgeConstants();
    note(free.damage(get(NEXT_FRAME), get(FREE_COUNT)));
    if (!damage.isEmpty()) {
      free.restore();
    }
    if (quarantine) {
      free.release(log, from);
    }
    if (quarantine || !damage.isEmpty()) {
      set(FREE_COUNT, free.count());
      set(NEXT_FRAME, free.next());
    }
  }

  /// How many events there are, each with a kind and a number of frames that can be.
  private int count() {
    long told = get(EVENT_COUNT);
    if (told < 0 || told > capacity) {
      if (told > 0 && kind(capacity - 1) != 0) {
        throw new IllegalStateException(
            "%d events in one call, of which there is room for %d".formatted(told, capacity));
      }
      note("event_count is %s".formatted(Long.toUnsignedString(told)));
      return 0;
    }
    for (long i = 0; i < told; i++) {
      long kind = kind(i);
      if (kind != (int) kind) {
        setKind(i, 0); // one that nobody knows
      } else if (kind == EventLog.ALLOCATE || kind == EventLog.FREE) {
        limit(i * EVENT_WORDS + 2);
      }
    }
    return (int) told;
  }

  /// A number of frames that there can't be is one more than there are: as wrong, and no work.
  private void limit(long index) {
    long told = events.getAtIndex(ValueLayout.JAVA_LONG, index);
    if (told < 0 || told > frames) {
      events.setAtIndex(ValueLayout.JAVA_LONG, index, frames + 1);
    }
  }

  private long kind(long event) {
    return events.getAtIndex(ValueLayout.JAVA_LONG, event * EVENT_WORDS);
  }

  private void setKind(long event, long kind) {
    events.setAtIndex(ValueLayout.JAVA_LONG, event * EVENT_WORDS, kind);
  }

  private void judgeConstants() {
    for (int i = 0; i < constants.length; i++) {
      long found = get(CONSTANTS[i]);
      if (found != constants[i]) {
        note(
            "0x%x stored to the control block's %s, which was 0x%x"
                .formatted(found, CONSTANT_NAMES[i], constants[i]));
        set(CONSTANTS[i], constants[i]);
      }
    }
    if (hasRoot && get(ROOT) != root) {
      note("0x%x stored to the control block's root, which was 0x%x".formatted(get(ROOT), root));
      set(ROOT, root);
    }
  }

  private void note(String what) {
    if (damage.isEmpty()) {
      damage = what;
    }
  }

  /// The first change that the subject mustn't make, since the last reset; empty where there is
  /// none.
  ///
  /// @param thorough whether to look at all of the list of free frames
  String damage(boolean thorough) {
    if (thorough) {
      note(free.damageBehind());
    }
    return damage;
  }

  /// The root that create has set, and that stays from now on.
  void keepRoot() {
    root = get(ROOT);
    hasRoot = true;
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
