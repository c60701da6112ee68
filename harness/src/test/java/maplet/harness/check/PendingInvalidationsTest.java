package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PendingInvalidationsTest {
  private final PendingInvalidations pending = new PendingInvalidations();

  @Test
  void anAddressInsideARangeCoversAllOfIt() {
    pending.add(0x20_0000, 0x40_0000, false);

    pending.cover(0x3f_ffff);

    assertTrue(pending.isEmpty());
  }

  @Test
  void anAddressBesideARangeCoversNothing() {
    pending.add(0x1000, 0x2000, false);

    pending.cover(0xfff);
    pending.cover(0x2000);

    assertFalse(pending.isEmpty());
    assertEquals(0x1000, pending.anyStart());
    assertTrue(pending.anyText().contains("[0x1000, 0x2000)"), pending.anyText());
  }

  @Test
  void anAddressCoversEveryRangeThatHoldsIt() {
    pending.add(0x1000, 0x2000, false);
    pending.add(0x5000, 0x6000, false);
    pending.add(0x1000, 0x2000, false);

    pending.cover(0x1000);

    assertFalse(pending.isEmpty());
    assertEquals(0x5000, pending.anyStart());
    pending.cover(0x5000);
    assertTrue(pending.isEmpty());
  }

  @Test
  void rangesAreCoveredInAnyOrder() {
    for (long page = 0; page < 200; page++) {
      pending.add(page << 12, page + 1 << 12, false);
    }
    for (long page = 199; page >= 0; page--) {
      assertTrue(pending.reach(page << 12, page + 1 << 12));
      pending.cover(page << 12);
      assertFalse(pending.reach(page << 12, page + 1 << 12));
    }

    assertTrue(pending.isEmpty());
  }

  @Test
  void overlapNeedsACommonAddress() {
    pending.add(0x1000, 0x2000, false);

    assertTrue(pending.reach(0x1fff, 0x3000));
    assertTrue(pending.reach(0, 0x1001));
    assertFalse(pending.reach(0x2000, 0x3000));
    assertFalse(pending.reach(0, 0x1000));
  }

  @Test
  void clearingForgetsAll() {
    pending.add(0x1000, 0x2000, false);

    pending.clear();

    assertTrue(pending.isEmpty());
    assertFalse(pending.reach(0, Long.MAX_VALUE));
  }

  /// A remembered table entry leads to that table and those below, not to a page.
  @Test
  void aTablesEntryWaitsForAnInvalidationOfAll() {
    pending.add(0x20_0000, 0x40_0000, true);
    pending.add(0x20_0000, 0x20_1000, false);

    pending.cover(0x20_0000);

    assertFalse(pending.isEmpty());
    assertTrue(pending.anyText().contains("whole address space"), pending.anyText());
    assertTrue(pending.reach(0x20_0000, 0x40_0000));
    assertTrue(pending.reach(0, 0x4000_0000));
    assertFalse(pending.reach(0x20_0000, 0x20_1000));
  }
}
