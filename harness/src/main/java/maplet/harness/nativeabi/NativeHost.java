package maplet.harness.nativeabi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import maplet.harness.subject.SimulatedHost;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Capabilities;

/// The machine that a native subject runs on: memory that it can reach by pointers, a guard on both
/// sides of it, and the control block.
final class NativeHost extends SimulatedHost {
  private static final long GUARD_BYTES = 64 << 10;
  private static final long PATTERN = 0xa55aa55aa55aa55aL;

  /// Words beside the memory that are looked at after every step.
  private static final int NEAR_WORDS = 4;

  private final Arena arena;
  private final MemorySegment all;
  private final MemorySegment words;
  private final ControlBlock control;

  private NativeHost(
      Arena arena,
      MemorySegment all,
      MemorySegment words,
      PhysicalMemory memory,
      EventLog events,
      boolean quarantine) {
    super(memory, events);
    this.arena = arena;
    this.all = all;
    this.words = words;
    this.control = new ControlBlock(arena, memory, words, quarantine);
    fillGuards();
  }

  /// @param quarantine see [ControlBlock]
  static NativeHost of(Capabilities capabilities, boolean quarantine) {
    Arena arena = Arena.ofShared();
    MemorySegment all = arena.allocate(CAMPAIGN_SIZE + 2 * GUARD_BYTES, GUARD_BYTES);
    MemorySegment words = all.asSlice(GUARD_BYTES, CAMPAIGN_SIZE);
    EventLog events = new EventLog();
    PhysicalMemory memory =
        new PhysicalMemory(base(capabilities), words, capabilities.granule(), events);
    return new NativeHost(arena, all, words, memory, events, quarantine);
  }

  ControlBlock control() {
    return control;
  }

  @Override
  public void refuseFrom(int request) {
    control.refuseFrom(request);
  }

  @Override
  public String damage(boolean thorough) {
    long above = GUARD_BYTES + CAMPAIGN_SIZE;
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
        boolean below = at < GUARD_BYTES;
        return "0x%x stored %d bytes %s the memory"
            .formatted(
                word(at),
                below ? GUARD_BYTES - at : at - GUARD_BYTES - CAMPAIGN_SIZE,
                below ? "below" : "above the end of");
      }
    }
    return "";
  }

  private long word(long offset) {
    return all.get(ValueLayout.JAVA_LONG, offset);
  }

  private void fillGuards() {
    for (long at = 0; at < GUARD_BYTES; at += Long.BYTES) {
      all.set(ValueLayout.JAVA_LONG, at, PATTERN);
      all.set(ValueLayout.JAVA_LONG, GUARD_BYTES + CAMPAIGN_SIZE + at, PATTERN);
    }
  }

  @Override
  public void reset() {
    super.reset();
    long used = control.used();
    // A subject may have written anything there.
    words.asSlice(0, used >= 0 && used <= CAMPAIGN_SIZE ? used : CAMPAIGN_SIZE).fill((byte) 0);
    control.reset();
    if (!damage(true).isEmpty()) {
      fillGuards();
    }
  }

  @Override
  public void close() {
    super.close();
    arena.close();
  }
}
