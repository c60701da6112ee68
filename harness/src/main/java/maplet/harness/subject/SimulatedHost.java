package maplet.harness.subject;

import java.util.function.Supplier;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Capabilities;

/// The machine that a subject runs on: memory, the frames in it, and the log of what happened.
///
/// One host serves one sequence after another; [#reset] between them costs what they used.
public class SimulatedHost implements AutoCloseable {
  /// Physical address of the first frame, where the output width allows it. Linear areas stay away
  /// from the memory that begins here, see [maplet.harness.sequence.Grammar#linearHostSpan].
  public static final long BASE = 1L << 40;

  /// Bytes of memory that a campaign needs: a fully populated working set, its tables, and as much
  /// again.
  public static final long CAMPAIGN_SIZE = 64L << 20;

  private final EventLog events;
  private final PhysicalMemory memory;
  private final FrameAllocator allocator;

  /// A host whose memory begins at [#BASE].
  ///
  /// @param size bytes, a multiple of the frame size
  /// @param frameSize bytes of a frame: the regime's granule
  public SimulatedHost(long size, long frameSize) {
    this(BASE, size, frameSize);
  }

  /// A host that suits a regime.
  ///
  /// @param size bytes, a multiple of the regime's granule
  public SimulatedHost(long size, Capabilities capabilities) {
    this(base(capabilities), size, capabilities.granule());
  }

  /// A host whose memory begins at an address.
  ///
  /// @param base physical address, a multiple of the frame size
  /// @param size bytes, a multiple of the frame size
  /// @param frameSize bytes of a frame: the regime's granule
  public static SimulatedHost at(long base, long size, long frameSize) {
    return new SimulatedHost(base, size, frameSize);
  }

  private SimulatedHost(long base, long size, long frameSize) {
    events = new EventLog();
    memory = new PhysicalMemory(base, size, frameSize, events);
    allocator = new FrameAllocator(memory, events);
  }

  /// A host on memory that the subject shares with the harness.
  ///
  /// @param events the memory's own
  protected SimulatedHost(PhysicalMemory memory, EventLog events) {
    this.events = events;
    this.memory = memory;
    allocator = new FrameAllocator(memory, events);
  }

  /// Physical address of the first frame of a regime's host: [#BASE], or a quarter of the output
  /// range where that is less.
  public static long base(Capabilities capabilities) {
    return Math.min(BASE, capabilities.outputLimit() / 4);
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

  /// From now on the n-th request for frames (1 is the next) and all later ones are refused; 0 ends
  /// that.
  ///
  /// @param once whether none of the later ones is refused, as far as the subject's side of the
  ///   host can do that
  public void refuseFrom(int request, boolean once) {
    if (once) {
      allocator.refuseOnce(request);
    } else {
      allocator.refuseFrom(request);
    }
  }

  /// Makes the first frames ones that somebody had and gave back; after a reset only.
  public void recycle(int frames) {
    allocator.recycle(frames);
  }

  /// Frames from the start of the memory, of which any may have been handed out since the last
  /// reset.
  public int usedFrames() {
    return allocator.highWater();
  }

  /// Whether memory that was never handed out may hold anything, as a machine's does; otherwise it
  /// is zero.
  public boolean isDirty() {
    return true;
  }

  /// Looks for stores outside of the memory that the subject was given.
  ///
  /// @param thorough whether to look at all that can be looked at, or just beside the memory
  /// @return what was found, empty where all is as it was
  public String damage(boolean thorough) {
    return "";
  }

  /// Whether the subject reaches the memory by pointers, and may store anywhere in it.
  public boolean isShared() {
    return false;
  }

  /// Memory of somebody else's that such a subject could reach, too, is looked at with this host's.
  ///
  /// @param other says what was found, as [#damage] does
  public void watch(Supplier<String> other) {}

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
