package maplet.harness.nativeabi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import maplet.impl.memory.EventLog;

/// Which frames are free, as the subject's events tell, to compare with the list that the subject
/// keeps for the harness.
///
/// The list is first compared with what the functions of the header make of it. A subject with
/// functions of its own may have it in another order: then each entry must be a frame that isn't in
/// use.
final class FreeFrames {
  private final MemorySegment list;
  private final long[] expected;
  private final MemorySegment expectedList;
  private final BitSet live;
  private final long base;
  private final long frameSize;
  private final boolean quarantine;
  private boolean hasOwnOrder;
  private int count;
  private long next;

  /// @param list as the subject has it
  /// @param quarantine whether the subject leaves it to the harness to put freed frames there
  FreeFrames(MemorySegment list, long base, long frameSize, boolean quarantine) {
    this.list = list;
    this.base = base;
    this.frameSize = frameSize;
    this.quarantine = quarantine;
    expected = new long[(int) (list.byteSize() / Long.BYTES)];
    expectedList = MemorySegment.ofArray(expected);
    live = new BitSet(expected.length);
    next = base;
  }

  /// Physical address of the first frame that was never handed out.
  long next() {
    return next;
  }

  int count() {
    return count;
  }

  /// All frames are free, and none was ever handed out but the first ones, which came back.
  void reset(int recycled) {
    live.clear();
    count = 0;
    next = base;
    skipTo(base + recycled * frameSize);
    MemorySegment.copy(expected, 0, list, ValueLayout.JAVA_LONG, 0, expected.length);
  }

  private void skipTo(long address) {
    for (; next < address && count < expected.length; next += frameSize) {
      expected[count++] = next;
    }
  }

  /// A call's events have been logged.
  ///
  /// @param from index of the first
  void follow(EventLog log, int from) {
    for (int i = from; i < log.size(); i++) {
      switch (log.kind(i)) {
        case EventLog.ALLOCATE -> allocate(log.first(i), log.second(i));
        case EventLog.FREE -> free(log.first(i), log.second(i), !quarantine);
        default -> { // no frame comes or goes
        }
      }
    }
  }

  /// Puts what was freed in a call into the list, where that is left to the harness.
  void release(EventLog log, int from) {
    for (int i = from; i < log.size(); i++) {
      if (log.kind(i) == EventLog.FREE) {
        free(log.first(i), log.second(i), true);
      }
    }
    restore();
  }

  private void allocate(long address, long frames) {
    if (frames == 1 && count > 0) {
      count--;
    } else if (address >= next && address - base <= expected.length * frameSize) {
      skipTo(address);
      next = address + frames * frameSize;
    }
    for (long n = 0; n < frames && n < expected.length; n++) {
      int frame = frame(address + n * frameSize);
      if (frame >= 0) {
        live.set(frame);
      }
    }
  }

  private void free(long address, long frames, boolean toList) {
    for (long n = 0; n < frames && n < expected.length; n++) {
      int frame = frame(address + n * frameSize);
      if (frame >= 0) {
        live.clear(frame);
      }
      if (toList && count < expected.length) {
        expected[count++] = address + n * frameSize;
      }
    }
  }

  private int frame(long address) {
    long frame = (address - base) / frameSize;
    return address >= base && frame < expected.length ? (int) frame : -1;
  }

  /// What is wrong with what the subject has; empty where nothing is.
  ///
  /// @param subjectsNext its first frame that was never handed out
  /// @param subjectsCount its number of frames in the list
  String damage(long subjectsNext, long subjectsCount) {
    long end = base + expected.length * frameSize;
    if (subjectsNext != next
        && (subjectsNext < base || subjectsNext > end || subjectsNext % frameSize != 0)) {
      return "next_frame is 0x%x, where 0x%x was expected".formatted(subjectsNext, next);
    }
    if (subjectsCount < 0 || subjectsCount > expected.length) {
      return "free_count is %s, where %d was expected"
          .formatted(Long.toUnsignedString(subjectsCount), count);
    }
    boolean isExpected =
        subjectsNext == next
            && subjectsCount == count
            && MemorySegment.mismatch(
                    list, 0, count * (long) Long.BYTES, expectedList, 0, count * (long) Long.BYTES)
                < 0;
    return isExpected ? "" : differences(subjectsNext, (int) subjectsCount);
  }

  private String differences(long subjectsNext, int subjectsCount) {
    for (int i = 0; i < subjectsCount; i++) {
      long address = list.getAtIndex(ValueLayout.JAVA_LONG, i);
      int frame = frame(address);
      boolean isFree =
          frame >= 0
              && (address - base) % frameSize == 0
              && address < subjectsNext
              && !live.get(frame);
      if (!isFree) {
        return "0x%x in the list of free frames, which isn't one".formatted(address);
      }
    }
    int highest = live.length() - 1;
    if (highest >= 0 && base + highest * frameSize >= subjectsNext) {
      return "next_frame is 0x%x, where frame 0x%x is in use"
          .formatted(subjectsNext, base + highest * frameSize);
    }
    next = subjectsNext;
    count = subjectsCount;
    hasOwnOrder = true;
    MemorySegment.copy(list, ValueLayout.JAVA_LONG, 0, expected, 0, count);
    return "";
  }

  /// What was stored in the list behind the frames that are in it; empty where nothing was.
  String damageBehind() {
    long differs = hasOwnOrder ? -1 : list.mismatch(expectedList);
    if (differs < 0) {
      return "";
    }
    long index = differs / Long.BYTES;
    long found = list.getAtIndex(ValueLayout.JAVA_LONG, index);
    MemorySegment.copy(expected, 0, list, ValueLayout.JAVA_LONG, 0, expected.length);
    return "0x%x at index %d of the list of free frames, of which there are %d"
        .formatted(found, index, count);
  }

  /// Makes the subject's list what it is expected to be.
  void restore() {
    MemorySegment.copy(expected, 0, list, ValueLayout.JAVA_LONG, 0, count);
  }
}
