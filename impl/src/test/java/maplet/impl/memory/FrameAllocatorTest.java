package maplet.impl.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FrameAllocatorTest {
  private static final long BASE = 0x10_0000;
  private static final long PAGE = 4096;

  private final EventLog events = new EventLog();
  private final PhysicalMemory memory = new PhysicalMemory(BASE, 16 * PAGE, PAGE, events);
  private final FrameAllocator allocator = new FrameAllocator(memory, events);

  @AfterEach
  void closeMemory() {
    memory.close();
  }

  @Test
  void newFramesComeFromTheStartOfTheMemory() {
    assertEquals(BASE, allocator.allocate());
    assertEquals(BASE + PAGE, allocator.allocate());
    assertEquals(2, allocator.liveFrames());
    assertEquals(2, allocator.highWater());
  }

  @Test
  void theFrameThatCameBackLastIsHandedOutFirst() {
    long first = allocator.allocate();
    long second = allocator.allocate();
    allocator.free(first);
    allocator.free(second);

    assertEquals(second, allocator.allocate());
    assertEquals(first, allocator.allocate());
    assertEquals(2, allocator.highWater());
  }

  @Test
  void framesSkippedForAnAlignmentAreNotLost() {
    allocator.allocate();
    assertEquals(BASE + 4 * PAGE, allocator.allocate(4, 4 * PAGE));
    assertEquals(5, allocator.liveFrames());
    assertEquals(BASE + 3 * PAGE, allocator.allocate());
    assertEquals(BASE + 2 * PAGE, allocator.allocate());
    assertEquals(BASE + PAGE, allocator.allocate());
    assertEquals(BASE + 8 * PAGE, allocator.allocate());
  }

  @Test
  void anExhaustedMemoryRefuses() {
    for (int i = 0; i < 16; i++) {
      allocator.allocate();
    }
    events.clear();

    assertEquals(FrameAllocator.NONE, allocator.allocate());
    assertEquals(FrameAllocator.NONE, allocator.allocate(2, PAGE));
    assertEquals(2, events.size());
    assertEquals(EventLog.REFUSE, events.kind(0));
    assertEquals(1, events.first(0));
    assertEquals(2, events.first(1));
    assertEquals(16, allocator.liveFrames());
  }

  @Test
  void contiguousFramesThatCameBackServeAgainWhenNoNewOnesAreLeft() {
    long[] singles = new long[4];
    for (int i = 0; i < 4; i++) {
      singles[i] = allocator.allocate();
    }
    long block = allocator.allocate(12, PAGE);
    allocator.free(singles[1]);
    allocator.free(block, 12);

    assertEquals(FrameAllocator.NONE, allocator.allocate(14, PAGE));
    long again = allocator.allocate(4, 4 * PAGE);
    assertEquals(BASE + 4 * PAGE, again);
    for (int i = 0; i < 9; i++) {
      long frame = allocator.allocate();
      assertTrue(frame == singles[1] || frame >= again + 4 * PAGE, Long.toHexString(frame));
    }
    assertEquals(FrameAllocator.NONE, allocator.allocate());
  }

  @Test
  void allFramesThatCameBackServeAgainAsOneBlock() {
    long block = allocator.allocate(16, PAGE);
    allocator.free(block, 16);
    assertEquals(FrameAllocator.NONE, allocator.allocate(17, PAGE));
    assertEquals(block, allocator.allocate(16, PAGE));
    assertEquals(FrameAllocator.NONE, allocator.allocate());
  }

  @Test
  void theLastFramesOfTheMemoryServeAgainToo() {
    long block = allocator.allocate(16, PAGE);
    allocator.free(block + 12 * PAGE, 4);
    assertEquals(block + 12 * PAGE, allocator.allocate(4, 4 * PAGE));
  }

  @Test
  void refusalBeginsAtTheRequestedRequestAndLasts() {
    allocator.refuseFrom(2);
    long frame = allocator.allocate();
    assertEquals(BASE, frame);
    assertEquals(FrameAllocator.NONE, allocator.allocate());
    assertEquals(FrameAllocator.NONE, allocator.allocate(4, PAGE));
    allocator.free(frame);
    assertEquals(FrameAllocator.NONE, allocator.allocate());
    allocator.refuseFrom(0);
    assertEquals(frame, allocator.allocate());
  }

  @Test
  void freeingTwiceNamesTheFrame() {
    long frame = allocator.allocate();
    allocator.free(frame);
    String message =
        assertThrows(IllegalStateException.class, () -> allocator.free(frame)).getMessage();
    assertEquals("frame (0x100000) must be handed out before it is freed", message);
  }

  @Test
  void freeingAForeignAddressIsRefused() {
    assertThrows(IllegalStateException.class, () -> allocator.free(BASE - PAGE));
    assertThrows(IllegalStateException.class, () -> allocator.free(BASE + 16 * PAGE));
  }

  @Test
  void framesComeAndGoInTheLog() {
    long block = allocator.allocate(2, PAGE);
    allocator.free(block, 2);
    assertEquals(2, events.size());
    assertEquals(EventLog.ALLOCATE, events.kind(0));
    assertEquals(block, events.first(0));
    assertEquals(2, events.second(0));
    assertEquals(EventLog.FREE, events.kind(1));
    assertEquals(block, events.first(1));
    assertEquals(2, events.second(1));
  }

  @Test
  void resetMakesEverythingFreeAndZero() {
    long frame = allocator.allocate();
    long second = allocator.allocate();
    memory.write(frame + 8, 7);
    memory.write(second + 8, 7);
    allocator.free(allocator.allocate());
    allocator.refuseFrom(1);

    allocator.reset();

    assertEquals(0, allocator.liveFrames());
    assertEquals(0, allocator.highWater());
    assertEquals(0, memory.read(frame + 8));
    assertEquals(0, memory.read(second + 8));
    assertThrows(IllegalStateException.class, () -> allocator.free(second));
    assertEquals(frame, allocator.allocate());
    assertThrows(IllegalStateException.class, () -> allocator.free(frame + PAGE));
  }
}
