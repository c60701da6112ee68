package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PendingInvalidationsTest {
  private final PendingInvalidations pending = new PendingInvalidations();

  @Test
  void anAddressInsideARangeCoversAllOfIt() {
    pending.add(0x20_0000, 0x40_0000, false, 0);

    pending.cover(0x3f_ffff);

    assertTrue(pending.isEmpty());
  }

  @Test
  void anAddressBesideARangeCoversNothing() {
    pending.add(0x1000, 0x2000, false, 0);

    pending.cover(0xfff);
    pending.cover(0x2000);

    assertFalse(pending.isEmpty());
    assertEquals(0x1000, pending.any().start());
    assertTrue(pending.any().text().contains("[0x1000, 0x2000)"), pending.any().text());
  }

  @Test
  void anAddressCoversEveryRangeThatHoldsIt() {
    pending.add(0x1000, 0x2000, false, 0);
    pending.add(0x5000, 0x6000, false, 0);
    pending.add(0x1000, 0x2000, false, 0);

    pending.cover(0x1000);

    assertFalse(pending.isEmpty());
    assertEquals(0x5000, pending.any().start());
    pending.cover(0x5000);
    assertTrue(pending.isEmpty());
  }

  @Test
  void rangesAreCoveredInAnyOrder() {
    for (long page = 0; page < 200; page++) {
      pending.add(page << 12, page + 1 << 12, false, 0);
    }
    for (long page = 199; page >= 0; page--) {
      assertTrue(pending.reaching(page << 12, page + 1 << 12) >= 0);
      pending.cover(page << 12);
      assertEquals(-1, pending.reaching(page << 12, page + 1 << 12));
    }

    assertTrue(pending.isEmpty());
  }

  @Test
  void overlapNeedsACommonAddress() {
    pending.add(0x1000, 0x2000, false, 0);

    assertTrue(pending.reaching(0x1fff, 0x3000) >= 0);
    assertTrue(pending.reaching(0, 0x1001) >= 0);
    assertEquals(-1, pending.reaching(0x2000, 0x3000));
    assertEquals(-1, pending.reaching(0, 0x1000));
  }

  @Test
  void clearingForgetsAll() {
    pending.add(0x1000, 0x2000, false, 0);

    pending.clear();

    assertTrue(pending.isEmpty());
    assertEquals(-1, pending.reaching(0, Long.MAX_VALUE));
  }

  /// A remembered table entry leads to that table and those below, not to a page.
  @Test
  void aTablesEntryWaitsForAnInvalidationOfAll() {
    pending.add(0x20_0000, 0x40_0000, true, 0);
    pending.add(0x20_0000, 0x20_1000, false, 0);

    pending.cover(0x20_0000);

    assertFalse(pending.isEmpty());
    assertTrue(pending.any().text().contains("whole address space"), pending.any().text());
    assertTrue(pending.reaching(0x20_0000, 0x40_0000) >= 0);
    assertTrue(pending.reaching(0, 0x4000_0000) >= 0);
    assertEquals(-1, pending.reaching(0x20_0000, 0x20_1000));
  }
}
