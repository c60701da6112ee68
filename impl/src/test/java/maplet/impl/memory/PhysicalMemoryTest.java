package maplet.impl.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PhysicalMemoryTest {
  private static final long BASE = 1L << 40;
  private static final long SIZE = 4 * 4096;

  private final EventLog events = new EventLog();
  private final PhysicalMemory memory = new PhysicalMemory(BASE, SIZE, 4096, events);

  @AfterEach
  void closeMemory() {
    memory.close();
  }

  @Test
  void wordsAreReadBack() {
    memory.write(BASE + 16, -2);
    assertEquals(-2, memory.read(BASE + 16));
    assertEquals(0, memory.read(BASE + 8));
  }

  @Test
  void storesAreLoggedWithTheOldAndTheNewWord() {
    memory.write(BASE, 5);
    memory.write(BASE, 6);
    assertEquals(2, events.size());
    assertEquals(EventLog.STORE, events.kind(1));
    assertEquals(BASE, events.first(1));
    assertEquals(5, events.second(1));
    assertEquals(6, events.third(1));
  }

  @Test
  void theGuestsStoresAreNotLogged() {
    memory.guestWrite(BASE + 8, 9);
    assertEquals(9, memory.read(BASE + 8));
    assertEquals(0, events.size());
  }

  @Test
  void zeroClearsExactlyOneFrame() {
    long frame = BASE + 4096;
    memory.guestWrite(frame - 8, 1);
    memory.guestWrite(frame, 2);
    memory.guestWrite(frame + 4096 - 8, 3);
    memory.guestWrite(frame + 4096, 4);

    memory.zero(frame);

    assertEquals(1, memory.read(frame - 8));
    assertEquals(0, memory.read(frame));
    assertEquals(0, memory.read(frame + 4096 - 8));
    assertEquals(4, memory.read(frame + 4096));
    assertEquals(EventLog.ZERO, events.kind(0));
    assertEquals(frame, events.first(0));
  }

  @Test
  void aFrameIsZeroWhenEachOfItsWordsIs() {
    long frame = BASE + 4096;
    memory.guestWrite(frame - 8, 1);
    memory.guestWrite(frame + 4096, 1);
    assertTrue(memory.isZero(frame));
    for (long word = frame; word < frame + 4096; word += 8) {
      memory.guestWrite(word, 1L << 63);
      assertFalse(memory.isZero(frame), Long.toHexString(word));
      memory.guestWrite(word, 0);
    }
    assertTrue(memory.isZero(frame));
  }

  @Test
  void bytesAreComparedUpToTheFirstThatDiffers() {
    MemorySegment other = MemorySegment.ofArray(new byte[] {9, 1, 2, 3, 4, 9});
    memory.guestWrite(BASE + 8, new byte[] {1, 2, 3, 4}, 0, 4);
    assertEquals(-1, memory.mismatch(BASE + 8, other, 1, 4));
    assertEquals(4, memory.mismatch(BASE + 8, other, 1, 5));
    assertEquals(0, memory.mismatch(BASE + 8, other, 0, 4));
    assertEquals(-1, memory.mismatch(BASE + 10, other, 3, 2));
  }

  @Test
  void memoryOfSomebodyElseStaysAliveAndMustBeFramesToo() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(8192, 4096);
      PhysicalMemory foreign = new PhysicalMemory(BASE, words, 4096, events);
      foreign.write(BASE + 4096, 7);
      assertEquals(7, words.get(ValueLayout.JAVA_LONG, 4096));
      assertThrows(
          IllegalArgumentException.class, () -> new PhysicalMemory(BASE + 8, words, 4096, events));
      assertThrows(
          IllegalArgumentException.class,
          () -> new PhysicalMemory(BASE, words.asSlice(8), 4096, events));
    }
  }

  @Test
  void closedMemoryIsGone() {
    PhysicalMemory closed = new PhysicalMemory(BASE, SIZE, 4096, events);
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.read(BASE));
  }

  @Test
  void addressesOutsideAreRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> memory.read(BASE - 8));
    assertThrows(IndexOutOfBoundsException.class, () -> memory.write(BASE + SIZE, 0));
    assertFalse(memory.contains(BASE - 1));
    assertTrue(memory.contains(BASE));
    assertTrue(memory.contains(BASE + SIZE - 1));
    assertFalse(memory.contains(BASE + SIZE));
    assertFalse(memory.contains(-1));
    assertEquals(BASE, memory.base());
    assertEquals(SIZE, memory.size());
  }

  @Test
  void baseAndSizeMustBeFrames() {
    assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(8, SIZE, 4096, events));
    assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(0, 100, 4096, events));
    assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(0, 0, 4096, events));
    assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(0, 8192, 8192, events));
    assertThrows(
        IllegalArgumentException.class, () -> new PhysicalMemory(4096, 65_536, 65_536, events));
  }

  @Test
  void theLogGrowsAndForgets() {
    for (int i = 0; i < 5000; i++) {
      events.add(EventLog.FREE, i, 0, 0);
    }
    assertEquals(5000, events.size());
    assertEquals(4999, events.first(4999));
    events.clear();
    assertEquals(0, events.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 5000})
  void eventsOfOthersComeBehindOnesOwn(int count) {
    long[] words = new long[4 * count];
    Arrays.setAll(words, i -> i);
    events.add(EventLog.FREE, 7, 8, 9);

    events.addAll(MemorySegment.ofArray(words), count);

    assertEquals(1 + count, events.size());
    assertEquals(EventLog.FREE, events.kind(0));
    assertEquals(9, events.third(0));
    for (int i = 0; i < count; i++) {
      assertEquals(4 * i, events.kind(1 + i));
      assertEquals(4L * i + 1, events.first(1 + i));
      assertEquals(4L * i + 3, events.third(1 + i));
    }
    events.add(EventLog.ZERO, 5, 0, 0);
    assertEquals(5, events.first(1 + count));
  }
}
