package maplet.impl.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Frames, and the host that they come from.
final class FrameTest {
  private static final long BASE = 1L << 40;
  private static final int FRAMES = 4;

  private final EventLog events = new EventLog();
  private final PhysicalMemory memory = new PhysicalMemory(BASE, FRAMES * 4096L, 4096, events);
  private final FrameAllocator allocator = new FrameAllocator(memory, events);
  private final MemoryHal hal = new SimulatedHal(memory, allocator);

  @AfterEach
  void closeMemory() {
    memory.close();
  }

  @Test
  void aFrameGoesBackOnce() {
    Frame frame = Frame.alloc(hal).orElseThrow();
    assertEquals(1, allocator.liveFrames());

    frame.close();
    frame.close();

    assertEquals(0, allocator.liveFrames());
    assertEquals(2, events.size());
  }

  @Test
  void aClosedFrameIsNotUsed() {
    Frame frame = Frame.alloc(hal).orElseThrow();
    frame.close();

    Exception error = assertThrows(IllegalStateException.class, frame::address);

    assertEquals("frame (0x10000000000) is closed: it went back to the host", error.getMessage());
    assertThrows(IllegalStateException.class, () -> frame.fill((byte) 1));
  }

  @Test
  void fillingSetsExactlyTheFrame() {
    try (Frame below = Frame.allocZero(hal).orElseThrow();
        Frame frame = Frame.allocZero(hal).orElseThrow();
        Frame above = Frame.allocZero(hal).orElseThrow()) {
      frame.fill((byte) 0x12);

      assertEquals(0x1212_1212_1212_1212L, memory.read(frame.address()));
      assertEquals(0x1212_1212_1212_1212L, memory.read(frame.address() + frame.size() - 8));
      assertEquals(0, memory.read(below.address() + below.size() - 8));
      assertEquals(0, memory.read(above.address()));
    }
  }

  @Test
  void aFrameIsZeroOnlyOnDemand() {
    try (Frame dirty = Frame.alloc(hal).orElseThrow()) {
      dirty.fill((byte) -1);
    }
    try (Frame again = Frame.alloc(hal).orElseThrow()) {
      assertEquals(-1, memory.read(again.address()));
    }
    try (Frame zeroed = Frame.allocZero(hal).orElseThrow()) {
      assertEquals(0, memory.read(zeroed.address()));
      assertEquals(0, memory.read(zeroed.address() + zeroed.size() - 8));
    }
  }

  @Test
  void aHostWithoutFramesGivesNone() {
    for (int i = 0; i < FRAMES; i++) {
      assertTrue(Frame.alloc(hal).isPresent());
    }

    assertEquals(Optional.empty(), Frame.alloc(hal).map(Frame::address));
    assertEquals(Optional.empty(), Frame.allocZero(hal).map(Frame::address));
  }

  @Test
  void addressesLeadThereAndBack() {
    long last = BASE + memory.size() - 1;

    assertEquals(last, hal.virtToPhys(hal.physToVirt(last)));
    assertEquals(1, hal.contiguous(last));
    assertEquals(memory.size(), hal.contiguous(BASE));
    assertEquals(memory.size(), hal.virtualMemory().byteSize());
  }

  @Test
  void outsideTheMemoryThereIsNothing() {
    for (long hpa : new long[] {BASE - 1, BASE + memory.size(), 0, -1, Long.MIN_VALUE}) {
      assertEquals(MemoryHal.NONE, hal.physToVirt(hpa));
      assertEquals(0, hal.contiguous(hpa));
    }
    assertEquals(MemoryHal.NONE, hal.virtToPhys(-1));
    assertEquals(MemoryHal.NONE, hal.virtToPhys(memory.size()));
  }
}
