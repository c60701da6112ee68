package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChangedRangesTest {
  private final ChangedRanges changed = new ChangedRanges();

  @Test
  void rangesThatTouchBecomeOne() {
    changed.add(0x3000, 0x4000);
    changed.add(0x4000, 0x5000);
    changed.add(0x2000, 0x3000);
    changed.add(0x2000, 0x2800);

    assertEquals(1, changed.size());
    assertEquals(0x2000, changed.start(0));
    assertEquals(0x5000, changed.end(0));
  }

  @Test
  void rangesApartStayApart() {
    for (long i = 0; i < 100; i++) {
      changed.add(i * 0x2000, i * 0x2000 + 0x1000);
    }

    assertEquals(100, changed.size());
    assertEquals(99 * 0x2000, changed.start(99));
    assertEquals(99 * 0x2000 + 0x1000, changed.end(99));
    changed.clear();
    assertEquals(0, changed.size());
  }
}
