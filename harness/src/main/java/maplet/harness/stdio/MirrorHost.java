package maplet.harness.stdio;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.SubjectFailure;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Capabilities;

/// A copy of the machine that the subject runs on, made of what the subject tells.
final class MirrorHost extends SimulatedHost {
  private final Arena arena;
  private final MemorySegment words;
  private long used;
  private int refuseFrom;
  private String damage = "";

  private MirrorHost(Arena arena, MemorySegment words, PhysicalMemory memory, EventLog events) {
    super(memory, events);
    this.arena = arena;
    this.words = words;
  }

  static MirrorHost of(Capabilities capabilities) {
    Arena arena = Arena.ofShared();
    MemorySegment words = arena.allocate(CAMPAIGN_SIZE, capabilities.granule());
    EventLog events = new EventLog();
    PhysicalMemory memory =
        new PhysicalMemory(base(capabilities), words, capabilities.granule(), events);
    return new MirrorHost(arena, words, memory, events);
  }

  /// What the next request says of [#refuseFrom(int)].
  int refuseFrom() {
    return refuseFrom;
  }

  @Override
  public void refuseFrom(int request) {
    refuseFrom = request;
  }

  @Override
  public String damage(boolean thorough) {
    return damage;
  }

  @Override
  public void reset() {
    super.reset();
    words.asSlice(0, used).fill((byte) 0);
    used = 0;
    refuseFrom = 0;
    damage = "";
  }

  /// Applies what an operation did, in the order in which it was told.
  void apply(Reply.Result result) {
    for (long[] event : result.events()) {
      switch ((int) event[0]) {
        case EventLog.STORE -> store(event[1], event[2], event[3]);
        case EventLog.ZERO -> zero(event[1]);
        case EventLog.ALLOCATE -> allocate(event[1], event[2]);
        default -> events().add((int) event[0], event[1], event[2], event[3]);
      }
    }
    for (long[] pair : result.words()) {
      if (isWord(pair[0], pair[1])) {
        memory().guestWrite(pair[0], pair[1]);
      }
    }
  }

  private void store(long address, long old, long word) {
    if (!isWord(address, word)) {
      return;
    }
    long known = memory().read(address);
    if (known != old) {
      throw new SubjectFailure(
          SubjectFailure.Kind.UNTOLD,
          "a store at 0x%x found 0x%x there; told was 0x%x".formatted(address, old, known));
    }
    memory().guestWrite(address, word);
    events().add(EventLog.STORE, address, old, word);
  }

  private void zero(long address) {
    if (isFrame(address)) {
      words.asSlice(address - memory().base(), memory().frameSize()).fill((byte) 0);
      events().add(EventLog.ZERO, address, 0, 0);
    } else {
      damage = "zeros stored at 0x%x, which is no frame".formatted(address);
    }
  }

  private void allocate(long address, long count) {
    long frames = memory().size() / memory().frameSize();
    if (!isFrame(address) || count < 1 || count > frames) {
      throw new SubjectFailure(
          SubjectFailure.Kind.GARBAGE,
          "no such frames: %s at 0x%x".formatted(Long.toUnsignedString(count), address));
    }
    long end = address - memory().base() + count * memory().frameSize();
    used = Math.max(used, Math.min(end, memory().size()));
    events().add(EventLog.ALLOCATE, address, count, 0);
  }

  boolean isFrame(long address) {
    return memory().contains(address) && address % memory().frameSize() == 0;
  }

  private boolean isWord(long address, long word) {
    if (memory().contains(address) && address % Long.BYTES == 0) {
      used = Math.max(used, address - memory().base() + Long.BYTES);
      return true;
    }
    damage = "0x%x stored at 0x%x, which is no word of the memory".formatted(word, address);
    return false;
  }

  /// Compares the frames of a dump with what was told.
  void compare(Reply.Dumped dump) {
    for (Reply.Frame frame : dump.frames()) {
      if (!isFrame(frame.address())) {
        throw new SubjectFailure(
            SubjectFailure.Kind.GARBAGE, "no such frame: 0x%x".formatted(frame.address()));
      }
      long[] dumped = new long[(int) (memory().frameSize() / Long.BYTES)];
      for (long[] pair : frame.words()) {
        if (pair[0] < 0 || pair[0] >= dumped.length) {
          throw new SubjectFailure(
              SubjectFailure.Kind.GARBAGE, "no such index in a frame: " + pair[0]);
        }
        dumped[(int) pair[0]] = pair[1];
      }
      for (int i = 0; i < dumped.length; i++) {
        long address = frame.address() + (long) i * Long.BYTES;
        long told = memory().read(address);
        if (told != dumped[i]) {
          throw new SubjectFailure(
              SubjectFailure.Kind.UNTOLD,
              "the dump has 0x%x at 0x%x; told was 0x%x".formatted(dumped[i], address, told));
        }
      }
    }
  }

  @Override
  public void close() {
    super.close();
    arena.close();
  }
}
