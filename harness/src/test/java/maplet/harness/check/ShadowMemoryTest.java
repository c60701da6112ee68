package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.harness.subject.SimulatedHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShadowMemoryTest {
  private static final long BASE = SimulatedHost.BASE;
  private static final long FRAME = 4096;

  private final SimulatedHost host = new SimulatedHost(4 * FRAME, FRAME);
  private final ShadowMemory shadow = new ShadowMemory(host.memory());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void aStoredWordIsReadByAddressAndByIndex() {
    shadow.store(BASE + FRAME + 8, 42);

    assertEquals(42, shadow.read(BASE + FRAME + 8));
    assertEquals(42, shadow.read(1, 1));
    assertEquals(0, shadow.read(1, 2));
    assertEquals(1, shadow.frame(BASE + FRAME + 8));
    assertEquals(BASE + FRAME, shadow.address(1));
  }

  @Test
  void onlyTheMemorysOwnAddressesAreContained() {
    assertEquals(4, shadow.frames());
    assertTrue(shadow.contains(BASE));
    assertTrue(shadow.contains(BASE + 4 * FRAME - 1));
    assertFalse(shadow.contains(BASE + 4 * FRAME));
    assertFalse(shadow.contains(BASE - 1));
    assertFalse(shadow.contains(-1));
  }

  @Test
  void zeroingAFrameLeavesTheOthersAlone() {
    shadow.store(BASE + 8, 1);
    shadow.store(BASE + FRAME, 2);
    shadow.store(BASE + 3 * FRAME, 3);

    shadow.zero(1);
    assertEquals(1, shadow.read(BASE + 8));
    assertEquals(0, shadow.read(BASE + FRAME));

    shadow.reset(2);
    assertEquals(0, shadow.read(BASE + 8));
    assertEquals(3, shadow.read(BASE + 3 * FRAME));
  }

  @Test
  void aFrameIsZeroedHoweverManyStoresItHad() {
    for (int stores = 1; stores <= FRAME / Long.BYTES; stores++) {
      for (int i = 0; i < stores; i++) {
        shadow.store(BASE + FRAME + (long) i * Long.BYTES, 1);
      }
      shadow.zero(1);
      for (int i = 0; i < shadow.wordsPerFrame(); i++) {
        assertEquals(0, shadow.read(1, i));
      }
    }
  }
}
