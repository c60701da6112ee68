package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Sizes at which blocks split, join and are used again; the rest is in [RangeMapProperties].
class ChunkedRangeMapTest {
  private static final int RUNS = 5_000;

  private final ChunkedRangeMap map = new ChunkedRangeMap(true);

  private void fill() {
    for (int i = 0; i < RUNS; i++) {
      // a fixed permutation, so that insertions hit blocks everywhere
      long address = 2L * ((i * 2_963L) % RUNS);
      map.assign(address, address + 1, address, 1);
    }
  }

  private void assertFull() {
    assertEquals(RUNS, map.size());
    boolean found = map.seek(0);
    for (long address = 0; address < 2L * RUNS; address += 2) {
      assertTrue(found);
      assertEquals(address, map.start());
      assertEquals(address, map.delta());
      found = map.next();
    }
    assertFalse(found);
  }

  @Test
  void thousandsOfRunsStaySorted() {
    fill();
    assertFull();
    for (long address = 0; address < 2L * RUNS; address += 2) {
      assertTrue(map.seek(address));
      assertEquals(address, map.start());
    }
  }

  @Test
  void aMapThatWasEmptiedCanBeFilledAgain() {
    fill();
    map.clear();
    assertFalse(map.seek(0));
    fill();
    assertFull();
  }

  @Test
  void oneErasureRemovesManyBlocks() {
    fill();
    map.erase(100, 2 * RUNS - 100);
    assertEquals(100, map.size());
    assertTrue(map.seek(100));
    assertEquals(2 * RUNS - 100, map.start());
    fill();
    assertFull();
  }

  @Test
  void sparseBlocksAreJoined() {
    fill();
    for (long address = 0; address < 2L * RUNS; address += 2) {
      if (address % 100 != 0) {
        map.erase(address, address + 1);
      }
    }
    assertEquals(RUNS / 50, map.size());
    fill();
    assertFull();
  }

  @Test
  void aRunThatFillsAGapJoinsBothNeighbours() {
    map.assign(0, 10, 5, 1);
    map.assign(20, 30, 5, 1);
    map.assign(10, 20, 5, 1);
    assertEquals(1, map.size());
    assertTrue(map.seek(15));
    assertEquals(0, map.start());
    assertEquals(30, map.end());
  }
}
