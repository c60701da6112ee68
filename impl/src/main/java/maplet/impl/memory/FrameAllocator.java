package maplet.impl.memory;

/// Hands out frames of simulated memory.
public final class FrameAllocator {
  /// The answer when there is no frame to give; no frame has this address.
  public static final long NONE = -1;

  // signatures fixed here; see PhysicalMemory and EventLog
  public FrameAllocator(PhysicalMemory memory, EventLog events) {
    throw new UnsupportedOperationException();
  }

  /// One frame, or [#NONE].
  public long allocate() {
    throw new UnsupportedOperationException();
  }

  /// `count` frames that follow each other, the first aligned to `alignment` bytes, or [#NONE].
  public long allocate(int count, long alignment) {
    throw new UnsupportedOperationException();
  }

  public void free(long frame) {
    throw new UnsupportedOperationException();
  }

  public void free(long firstFrame, int count) {
    throw new UnsupportedOperationException();
  }

  /// From now on the n-th request (1 is the next) and all later ones are refused; 0 ends that.
  public void refuseFrom(long request) {
    throw new UnsupportedOperationException();
  }

  /// Frames handed out and not given back.
  public long liveFrames() {
    throw new UnsupportedOperationException();
  }
}
