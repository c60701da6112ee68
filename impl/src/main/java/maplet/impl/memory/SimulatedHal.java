package maplet.impl.memory;

import java.lang.foreign.MemorySegment;

/// The simulated host's memory and frames, as a library sees them.
///
/// What is written through it are data: it isn't logged, as stores to tables are.
public final class SimulatedHal implements MemoryHal {
  private final PhysicalMemory memory;
  private final FrameAllocator allocator;

  /// @param allocator of the frames of `memory`
  public SimulatedHal(PhysicalMemory memory, FrameAllocator allocator) {
    this.memory = memory;
    this.allocator = allocator;
  }

  @Override
  public long frameSize() {
    return memory.frameSize();
  }

  @Override
  public long allocFrame() {
    return allocator.allocate();
  }

  @Override
  public void deallocFrame(long hpa) {
    allocator.free(hpa);
  }

  @Override
  public MemorySegment virtualMemory() {
    return memory.segment();
  }

  @Override
  public long physToVirt(long hpa) {
    return memory.contains(hpa) ? hpa - memory.base() : NONE;
  }

  @Override
  public long virtToPhys(long offset) {
    return offset >= 0 && offset < memory.size() ? memory.base() + offset : NONE;
  }

  @Override
  public long contiguous(long hpa) {
    return memory.contains(hpa) ? memory.base() + memory.size() - hpa : 0;
  }
}
