package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameLedgerTest {
  private final FrameLedger ledger = new FrameLedger(16, 3);

  @Test
  void aFrameThatIsNeitherTableNorPageIsUnowned() {
    ledger.allocate(3);
    ledger.allocate(4);
    ledger.allocate(5);
    ledger.linkTable(3, 3, 0, 1L << 48);
    ledger.linkPage(4, 0x1000, 0x1000, 9);

    assertEquals(3, ledger.live());
    assertEquals(1, ledger.tables());
    assertEquals(1, ledger.unowned());
    assertEquals(5, ledger.findUnowned());
    assertEquals(6, ledger.highWater());
    assertEquals(9, ledger.mappedStep(4));
    assertEquals(0x1000, ledger.firstGpa(4));
    assertEquals(0x1000, ledger.size(4));
  }

  @Test
  void whatIsUnlinkedAndFreedIsGone() {
    ledger.allocate(1);
    ledger.allocate(2);
    ledger.linkTable(1, 0, 0x20_0000, 0x20_0000);
    ledger.linkPage(2, 0, 0x1000, 1);

    ledger.unlinkTable(1);
    ledger.unlinkPage(2);
    ledger.free(1);
    ledger.free(2);

    assertEquals(0, ledger.live());
    assertEquals(0, ledger.unowned());
    assertEquals(0, ledger.tables());
    assertEquals(0, ledger.emptyTables());
    assertEquals(FrameLedger.FREE, ledger.kind(1));
    assertEquals(-1, ledger.findUnowned());
  }

  @Test
  void aTableIsEmptyUntilAnEntryIsLiveAndAgainAfterTheLast() {
    ledger.allocate(0);
    ledger.linkTable(0, 0, 0, 0x20_0000);
    assertEquals(1, ledger.emptyTables());
    assertEquals(0, ledger.findEmptyTable());

    ledger.countEntry(0, +1);
    ledger.countEntry(0, +1);
    assertEquals(0, ledger.emptyTables());
    assertEquals(-1, ledger.findEmptyTable());

    ledger.countEntry(0, -1);
    ledger.countEntry(0, -1);
    assertEquals(1, ledger.emptyTables());

    ledger.countEntry(0, +1);
    ledger.unlinkTable(0);
    assertEquals(0, ledger.emptyTables());
  }

  @Test
  void aLeakIsForgivenUntilTheFrameHasAnOwnerOrIsFree() {
    ledger.allocate(1);
    ledger.allocate(2);
    ledger.forgiveLeaks();
    assertEquals(0, ledger.unowned());
    assertEquals(2, ledger.leaked());

    ledger.allocate(3);
    assertEquals(1, ledger.unowned());
    assertEquals(3, ledger.findUnowned());

    ledger.free(1);
    ledger.linkPage(2, 0x1000, 0x1000, 1);
    assertEquals(0, ledger.leaked());
    ledger.unlinkPage(2);
    assertEquals(2, ledger.unowned());
  }

  @Test
  void anEmptyTableIsForgivenUntilItIsUsedOrGone() {
    ledger.allocate(1);
    ledger.linkTable(1, 0, 0, 0x20_0000);
    ledger.forgiveEmptyTable(1);
    assertEquals(0, ledger.emptyTables());
    assertEquals(-1, ledger.findEmptyTable());

    ledger.countEntry(1, +1);
    ledger.countEntry(1, -1);
    assertEquals(1, ledger.emptyTables());

    ledger.forgiveEmptyTable(1);
    ledger.unlinkTable(1);
    assertEquals(0, ledger.emptyTables());
    assertEquals(1, ledger.unowned());
  }

  @Test
  void theRootMayBeEmpty() {
    ledger.allocate(0);
    ledger.linkTable(0, 3, 0, 1L << 48);
    ledger.countEntry(0, +1);
    ledger.countEntry(0, -1);

    assertEquals(0, ledger.emptyTables());
    assertEquals(-1, ledger.findEmptyTable());
    assertEquals(3, ledger.height(0));
  }

  @Test
  void resettingFreesEverything() {
    ledger.allocate(7);
    ledger.linkTable(7, 1, 0, 1L << 30);

    ledger.reset();

    assertEquals(0, ledger.live());
    assertEquals(0, ledger.highWater());
    assertEquals(0, ledger.emptyTables());
    assertEquals(FrameLedger.FREE, ledger.kind(7));
    assertEquals(0, ledger.size(7));
  }
}
