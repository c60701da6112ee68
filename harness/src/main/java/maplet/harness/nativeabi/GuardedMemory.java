package maplet.harness.nativeabi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// What harness and subject share, each part of it between guards: a store that misses one shows in
/// a guard, and not in another part.
final class GuardedMemory implements AutoCloseable {
  /// Bytes of each of the arena's guards; so much is also its alignment.
  private static final long ARENA_GUARD = 256 << 10;

  private static final long OTHER_GUARD = 4 << 10;

  /// Bytes above a list that are nobody's, so that much that is stored there hurts nobody.
  private static final long RUNWAY = 2L << 20;

  private final Arena arena = Arena.ofShared();
  private final List<GuardedRegion> regions = new ArrayList<>();
  private final GuardedRegion[] all;
  private final MemorySegment words;
  private final MemorySegment control;
  private final MemorySegment freeFrames;
  private final MemorySegment events;

  /// @param size bytes of the arena
  /// @param controlBytes of the control block
  /// @param frames for which the list of free frames has room
  /// @param eventBytes of the event list; memory is taken for those that are used
  GuardedMemory(long size, long controlBytes, long frames, long eventBytes) {
    MemorySegment memory = arena.allocate(size + 2 * ARENA_GUARD, ARENA_GUARD);
    words = region("memory", memory, ARENA_GUARD, size);
    control = region("control block", OTHER_GUARD, controlBytes);
    freeFrames = region("list of free frames", OTHER_GUARD, frames * Long.BYTES);
    MemorySegment list = LazyMemory.allocate(arena, eventBytes + 2 * OTHER_GUARD + RUNWAY);
    events = region("list of events", list, OTHER_GUARD, eventBytes);
    all = regions.toArray(GuardedRegion[]::new);
  }

  private MemorySegment region(String name, long guard, long size) {
    return region(name, arena.allocate(size + 2 * guard, Long.BYTES), guard, size);
  }

  private MemorySegment region(String name, MemorySegment segment, long guard, long size) {
    GuardedRegion region = new GuardedRegion(name, segment, guard, size);
    regions.add(region);
    return region.words();
  }

  /// The arena.
  MemorySegment words() {
    return words;
  }

  MemorySegment control() {
    return control;
  }

  MemorySegment freeFrames() {
    return freeFrames;
  }

  MemorySegment events() {
    return events;
  }

  /// The first store in a guard, in words; empty where there is none.
  ///
  /// @param thorough whether to look at all of the guards, or just beside what they guard
  String damage(boolean thorough) {
    for (GuardedRegion region : all) {
      String damage = region.damage(thorough);
      if (!damage.isEmpty()) {
        return damage;
      }
    }
    return "";
  }

  /// Fills the guards anew where they are damaged.
  void repair() {
    for (GuardedRegion region : all) {
      region.repair();
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
