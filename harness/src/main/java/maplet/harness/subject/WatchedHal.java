package maplet.harness.subject;

import java.lang.foreign.MemorySegment;
import maplet.impl.memory.MemoryHal;

/// A host's memory that can end early: what is stored at once across that end isn't stored at all,
/// and what is stored byte by byte is stored in part.
final class WatchedHal implements MemoryHal {
  private final MemoryHal hal;
  private MemorySegment seen;

  WatchedHal(MemoryHal hal) {
    this.hal = hal;
    this.seen = hal.virtualMemory();
  }

  /// The memory ends at an offset, for those who store.
  void endAt(long offset) {
    seen = hal.virtualMemory().asSlice(0, offset);
  }

  /// The memory is whole again.
  void restore() {
    seen = hal.virtualMemory();
  }

  @Override
  public MemorySegment virtualMemory() {
    return seen;
  }

  @Override
  public long frameSize() {
    return hal.frameSize();
  }

  @Override
  public long allocFrame() {
    return hal.allocFrame();
  }

  @Override
  public void deallocFrame(long hpa) {
    hal.deallocFrame(hpa);
  }

  @Override
  public long physToVirt(long hpa) {
    return hal.physToVirt(hpa);
  }

  @Override
  public long virtToPhys(long offset) {
    return hal.virtToPhys(offset);
  }

  @Override
  public long contiguous(long hpa) {
    return hal.contiguous(hpa);
  }
}
