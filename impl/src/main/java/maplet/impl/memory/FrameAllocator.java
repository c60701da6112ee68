package maplet.impl.memory;

import java.util.Arrays;

/// Hands out frames of simulated memory: new ones from the bottom up, and before that the ones that
/// came back, the last one first, so that a frame that is used after it was freed is soon somebody
/// else's.
public final class FrameAllocator {
  /// The answer when there is no frame to give; no frame has this address.
  public static final long NONE = -1;

  private final PhysicalMemory memory;
  private final EventLog events;
  private final long frameSize;
  private final int frames;
  private final boolean[] live;
  private final int[] recycled;

  private int recycledCount;
  private int touched;
  private int liveCount;
  private int requestsUntilRefusal;
  private boolean refusesOnce;

  /// All frames of the memory, free.
  public FrameAllocator(PhysicalMemory memory, EventLog events) {
    this.memory = memory;
    this.events = events;
    frameSize = memory.frameSize();
    frames = Math.toIntExact(memory.size() / frameSize);
    live = new boolean[frames];
    recycled = new int[frames];
  }

  /// One frame, or [#NONE]. Its contents are whatever its last owner left.
  public long allocate() {
    if (recycledCount == 0) {
      return allocate(1, frameSize);
    }
    if (refuses(1)) {
      return NONE;
    }
    return handOut(recycled[--recycledCount], 1);
  }

  /// `count` frames that follow each other, or [#NONE]. A single one is as of [#allocate()]; of
  /// several, those that [#recycle] put aside come first, then those that were never used before,
  /// then any that came back.
  ///
  /// @param count 1 or more
  /// @param alignment of the first frame in bytes, a power of two
  public long allocate(int count, long alignment) {
    if (count == 1 && recycledCount > 0 && alignment <= frameSize) {
      return allocate();
    }
    if (refuses(count)) {
      return NONE;
    }
    int step = (int) Math.max(1, alignment / frameSize);
    int aside = recycledCount == touched ? findRecycled(count, step) : -1;
    if (aside >= 0) {
      dropRecycled(aside, aside + count);
      return handOut(aside, count);
    }
    int first = Math.ceilDiv(touched, step) * step;
    if (first + count <= frames) {
      while (touched < first) {
        recycled[recycledCount++] = touched++;
      }
      touched += count;
      return handOut(first, count);
    }
    int again = findRecycled(count, step);
    if (again < 0) {
      events.add(EventLog.REFUSE, count, 0, 0);
      return NONE;
    }
    dropRecycled(again, again + count);
    return handOut(again, count);
  }

  /// Takes a frame back.
  ///
  /// @throws IllegalStateException when the frame isn't handed out
  public void free(long frame) {
    free(frame, 1);
  }

  /// Takes `count` frames back that follow each other.
  ///
  /// @throws IllegalStateException when one of them isn't handed out
  public void free(long firstFrame, int count) {
    events.add(EventLog.FREE, firstFrame, count, 0);
    for (int i = 0; i < count; i++) {
      long address = firstFrame + i * frameSize;
      int frame = memory.contains(address) ? frame(address) : -1;
      if (frame < 0 || !live[frame]) {
        throw new IllegalStateException(
            "frame (0x%x) must be handed out before it is freed".formatted(address));
      }
      live[frame] = false;
      recycled[recycledCount++] = frame;
      liveCount--;
    }
  }

  /// From now on the n-th request (1 is the next) and all later ones are refused; 0 ends that.
  ///
  /// @param request 0 or more
  public void refuseFrom(int request) {
    requestsUntilRefusal = request;
    refusesOnce = false;
  }

  /// From now on the n-th request (1 is the next) is refused, and none after it; 0 refuses none.
  ///
  /// @param request 0 or more
  public void refuseOnce(int request) {
    requestsUntilRefusal = request;
    refusesOnce = true;
  }

  /// Makes the first frames ones that somebody had and gave back; nothing may be handed out yet.
  ///
  /// @param count 0 or more, at most all frames
  public void recycle(int count) {
    while (touched < count) {
      recycled[recycledCount++] = touched++;
    }
  }

  /// Frames handed out and not given back.
  public int liveFrames() {
    return liveCount;
  }

  /// Number of frames from the start of the memory that have ever been handed out, or skipped for
  /// an alignment; all others are as they were in the beginning.
  public int highWater() {
    return touched;
  }

  /// Takes everything back, zeroes what was ever handed out, and ends a refusal.
  public void reset() {
    for (int frame = 0; frame < touched; frame++) {
      memory.zero(memory.base() + frame * frameSize);
    }
    Arrays.fill(live, 0, touched, false);
    recycledCount = 0;
    touched = 0;
    liveCount = 0;
    refuseFrom(0);
  }

  /// First of `count` free frames below the high water, -1 where there are none.
  private int findRecycled(int count, int step) {
    for (int first = 0; recycledCount >= count && first + count <= touched; first += step) {
      int free = 0;
      while (free < count && !live[first + free]) {
        free++;
      }
      if (free == count) {
        return first;
      }
    }
    return -1;
  }

  private void dropRecycled(int from, int to) {
    int kept = 0;
    for (int i = 0; i < recycledCount; i++) {
      if (recycled[i] < from || recycled[i] >= to) {
        recycled[kept++] = recycled[i];
      }
    }
    recycledCount = kept;
  }

  private boolean refuses(int count) {
    if (requestsUntilRefusal == 0) {
      return false;
    }
    if (requestsUntilRefusal > 1) {
      requestsUntilRefusal--;
      return false;
    }
    requestsUntilRefusal = refusesOnce ? 0 : 1;
    events.add(EventLog.REFUSE, count, 0, 0);
    return true;
  }

  private long handOut(int first, int count) {
    Arrays.fill(live, first, first + count, true);
    liveCount += count;
    long address = memory.base() + first * frameSize;
    events.add(EventLog.ALLOCATE, address, count, 0);
    return address;
  }

  private int frame(long address) {
    return (int) ((address - memory.base()) / frameSize);
  }
}
