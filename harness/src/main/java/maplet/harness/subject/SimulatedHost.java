package maplet.harness.subject;

import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;

/// The machine that a subject runs on: memory, the frames in it, and the log of what happened.
///
/// One host serves one sequence after another; [#reset] between them costs what they used.
public final class SimulatedHost implements AutoCloseable {
  /// Physical address of the first frame. Linear areas stay away from the memory that begins here,
  /// see [maplet.harness.sequence.Grammar#LINEAR_HOST_SPAN].
  public static final long BASE = 1L << 40;

  /// Bytes of memory that a campaign needs: a fully populated working set, its tables, and as much
  /// again.
  public static final long CAMPAIGN_SIZE = 64L << 20;

  private final EventLog events = new EventLog();
  private final PhysicalMemory memory;
  private final FrameAllocator allocator;

  /// @param size bytes, a multiple of the frame size
  /// @param frameSize bytes of a frame: the regime's granule
  public SimulatedHost(long size, long frameSize) {
    memory = new PhysicalMemory(BASE, size, frameSize, events);
    allocator = new FrameAllocator(memory, events);
  }

  /// Everything that has happened since the log was last cleared.
  public EventLog events() {
    return events;
  }

  /// The memory.
  public PhysicalMemory memory() {
    return memory;
  }

  /// Where frames come from.
  public FrameAllocator allocator() {
    return allocator;
  }

  /// Takes all frames back, zeroes them, and forgets all events.
  public void reset() {
    allocator.reset();
    events.clear();
  }

  @Override
  public void close() {
    memory.close();
  }
}
