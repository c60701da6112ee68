package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Terms;
import maplet.impl.memory.EventLog;
import maplet.model.Attributes;
import maplet.model.ChunkedRangeMap;
import maplet.model.Rules;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Events in orders that Maplet's implementation doesn't produce, not even with a planted bug.
class EventReplayTest {
  private static final long FRAME = 4096;
  private static final long ROOT = SimulatedHost.BASE;
  private static final long CHILD = ROOT + FRAME;
  private static final long OTHER = ROOT + 2 * FRAME;

  private final SimulatedHost host = new SimulatedHost(16 * FRAME, FRAME);
  private final ShadowMemory shadow = new ShadowMemory(host.memory());
  private final Findings findings = new Findings(EnumSet.allOf(Oracle.class));
  private final EventLog events = new EventLog();
  private Regime regime = Regimes.find("ept-4");
  private FrameLedger ledger = new FrameLedger(shadow.frames(), regime.levels() - 1);
  private EventReplay replay = newReplay();

  private EventReplay newReplay() {
    EntryClasses classes = new EntryClasses(regime);
    ExpectedLeaves leaves = new ExpectedLeaves(regime);
    Rules rules =
        new Rules(regime.capabilities(), new ChunkedRangeMap(false), new ChunkedRangeMap(true));
    return new EventReplay(
        regime,
        classes,
        leaves,
        shadow,
        ledger,
        new InterimLeaves(regime, leaves, classes, rules, shadow, findings),
        findings,
        new Liberties(Terms.STRICT, findings),
        new AdoptedWords(regime.hardwareFlags(), new int[] {12, 21, 30, 39}));
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void aFrameThatIsHandedOutTwiceIsFound() {
    withRoot();
    events.add(EventLog.ALLOCATE, ROOT, 1, 0);

    assertFinds(Oracle.FRAME, "handed out again");
  }

  @Test
  void freeingWhatIsNoFrameIsFound() {
    withRoot();
    events.add(EventLog.FREE, 0x1000, 1, 0);

    assertFinds(Oracle.FRAME, "0x1000, which is none, freed");
  }

  @Test
  void freeingWhatIsFreeIsFound() {
    withRoot();
    events.add(EventLog.FREE, CHILD, 1, 0);

    assertFinds(Oracle.FRAME, "which is free");
  }

  @Test
  void freeingAReachableTableIsFound() {
    withRoot();
    events.add(EventLog.FREE, ROOT, 1, 0);

    assertFinds(Oracle.FRAME, "a reachable table for 0x0");
  }

  @Test
  void freeingAPageThatTheGuestReachesIsFound() {
    withPage();
    events.add(EventLog.FREE, OTHER, 1, 0);

    assertFinds(Oracle.FRAME, "the guest's page at 0x0");
  }

  @Test
  void zeroingAReachableTableIsFound() {
    withRoot();
    events.add(EventLog.ZERO, ROOT, 0, 0);

    assertFinds(Oracle.FRAME, "zeroed");
  }

  @Test
  void aWordThatChangedWithoutAStoreIsFound() {
    withRoot();
    events.add(EventLog.STORE, ROOT, 5, 0);

    assertFinds(Oracle.ENTRY, "changed without a store");
  }

  @Test
  void anAbsentEntryThatIsNotZeroIsFound() {
    withRoot();
    events.add(EventLog.STORE, ROOT, 0, 1L << 60);

    assertFinds(Oracle.ENTRY, "0x1000000000000000 at height 3");
  }

  @Test
  void anAbsentEntryThatIsNotZeroIsFoundInATableThatIsLinkedLater() {
    withRoot();
    events.add(EventLog.ALLOCATE, CHILD, 1, 0);
    events.add(EventLog.STORE, CHILD, 0, 1L << 60);
    events.add(EventLog.STORE, ROOT, 0, regime.encodeTable(CHILD, 3));

    assertFinds(Oracle.ENTRY, "at height 2");
  }

  @Test
  void aTableOutsideTheMemoryIsFound() {
    withRoot();
    events.add(EventLog.STORE, ROOT, 0, regime.encodeTable(0x5000, 3));

    assertFinds(Oracle.FRAME, "a table at 0x5000, where the host has no frame");
  }

  @Test
  void aTableInAFrameThatNobodyAllocatedIsFound() {
    withRoot();
    events.add(EventLog.STORE, ROOT, 0, regime.encodeTable(CHILD, 3));

    assertFinds(Oracle.FRAME, "which is free");
  }

  @Test
  void aTableEntryWithOtherBitsThanTheDescriptionsIsFound() {
    withRoot();
    events.add(EventLog.ALLOCATE, CHILD, 1, 0);
    events.add(EventLog.STORE, ROOT, 0, regime.encodeTable(CHILD, 3) & ~2L);

    assertFinds(Oracle.ENTRY, Text.hex(CHILD | 5));
  }

  @Test
  void aPageInAFrameThatIsAPageAlreadyIsFound() {
    withPage();
    events.add(EventLog.STORE, CHILD + 8, 0, leaf(OTHER));

    assertFinds(Oracle.FRAME, "the guest's page at 0x0");
  }

  @Test
  void aHugeLeafOverTheAllocatorsMemoryIsFound() {
    withRoot();
    events.add(EventLog.ALLOCATE, CHILD, 1, 0);
    events.add(EventLog.STORE, CHILD, 0, regime.encodeLeaf(SimulatedHost.BASE, Attributes.RAM, 2));
    events.add(EventLog.STORE, ROOT, 0, regime.encodeTable(CHILD, 3));

    assertFinds(Oracle.FRAME, "at height 2 maps frame");
  }

  @Test
  void anUnlinkedSubtreeOwesTheInvalidationOfAllItsPages() {
    withPage();
    long table = regime.encodeTable(ROOT + 3 * FRAME, 3);
    events.add(EventLog.STORE, ROOT, table, 0);
    replay();
    replay.returned();

    assertFinds(Oracle.INVALIDATION, "none until the operation returned");
    assertEquals(1, ledger.tables());
    assertEquals(4, ledger.unowned());
  }

  @Test
  void aFullInvalidationSettlesEverything() {
    withPage();
    long table = regime.encodeTable(ROOT + 3 * FRAME, 3);
    events.add(EventLog.STORE, ROOT, table, 0);
    events.add(EventLog.INVALIDATE_ALL, 0, 0, 0);
    events.add(EventLog.FREE, OTHER, 1, 0);
    replay();
    replay.returned();

    assertEquals(List.of(), findings.all());
  }

  @Test
  void aPageFreedBeforeItsInvalidationIsFound() {
    withPage();
    events.add(EventLog.STORE, CHILD, leaf(OTHER), 0);
    events.add(EventLog.FREE, OTHER, 1, 0);

    assertFinds(Oracle.INVALIDATION, "freed while hardware may still translate to it");
  }

  @Test
  void anInvalidationByAddressIsFoundWhereTheArchitectureHasNone() {
    withRoot();
    events.add(EventLog.INVALIDATE_ADDRESS, 1, 0, 0);

    assertFinds(Oracle.INVALIDATION, "an invalidation by address, operand 0x1");
  }

  @Test
  void aLiveLeafThatMovesIsFound() {
    withPage();
    events.add(EventLog.ALLOCATE, ROOT + 5 * FRAME, 1, 0);
    events.add(EventLog.STORE, CHILD, leaf(OTHER), leaf(ROOT + 5 * FRAME));

    assertFinds(Oracle.INVALIDATION, "goes astray");
  }

  @Test
  void anArmTableOverALiveTableIsFound() {
    use("aarch64-4k-ipa48-l0");
    withPage();
    events.add(EventLog.ALLOCATE, ROOT + 5 * FRAME, 1, 0);
    events.add(
        EventLog.STORE,
        ROOT,
        regime.encodeTable(ROOT + 3 * FRAME, 3),
        regime.encodeTable(ROOT + 5 * FRAME, 3));

    assertFinds(Oracle.INVALIDATION, "stored over the live");
  }

  @Test
  void anArmEntryMadeValidBeforeTheInvalidationOfTheOldIsFound() {
    use("aarch64-4k-ipa48-l0");
    withPage();
    events.add(EventLog.STORE, CHILD, leaf(OTHER), 0);
    events.add(EventLog.STORE, CHILD, 0, leaf(OTHER));

    assertFinds(Oracle.INVALIDATION, "stored before the invalidation of the old entry");
  }

  @Test
  void anArmLeafMayChangeItsPermissionsInPlace() {
    use("aarch64-4k-ipa48-l0");
    withPage();
    long readOnly = regime.encodeLeaf(OTHER, Attributes.of(Attributes.RAM.code() & ~6), 0);
    events.add(EventLog.STORE, CHILD, leaf(OTHER), readOnly);
    events.add(EventLog.INVALIDATE_ADDRESS, 0, 0, 0);
    replay();
    replay.returned();

    assertEquals(List.of(), findings.all());
    assertEquals(1, replay.changed().size());
  }

  @Test
  void aRemapMayMoveALiveLeafInOneStore() {
    withPage();
    replay.expectMove(0x7000);
    events.add(EventLog.STORE, CHILD, leaf(OTHER), leaf(0x7000));
    events.add(EventLog.INVALIDATE_ALL, 0, 0, 0);
    replay();
    replay.returned();

    assertEquals(List.of(), findings.all());
  }

  @Test
  void aRemapMovesALiveLeafNowhereElse() {
    withPage();
    replay.expectMove(0x7000);
    events.add(EventLog.STORE, CHILD, leaf(OTHER), leaf(0x8000));

    assertFinds(Oracle.INVALIDATION, "a walk between two stores goes astray");
  }

  @Test
  void onlyTheRemapItselfMayMoveALeaf() {
    withPage();
    replay.expectMove(0x7000);
    replay();
    events.add(EventLog.STORE, CHILD, leaf(OTHER), leaf(0x7000));

    assertFinds(Oracle.INVALIDATION, "a walk between two stores goes astray");
  }

  @Test
  void anArmLeafIsNeverMovedInPlace() {
    use("aarch64-4k-ipa48-l0");
    withPage();
    replay.expectMove(0x7000);
    events.add(EventLog.STORE, CHILD, leaf(OTHER), leaf(0x7000));

    assertFinds(Oracle.INVALIDATION, "stored over the live");
  }

  /// RISC-V may remember invalid entries, those that pointed to no table too; EPT doesn't.
  @Test
  void invalidatingWhatANewTableReplacesIsNeedlessOnlyWhereAbsenceIsNotRemembered() {
    for (String id : List.of("riscv-sv39x4", "ept-4")) {
      use(id);
      int roots = regime.rootFrames();
      events.add(EventLog.ALLOCATE, ROOT, roots + 1, 0);
      replay();
      replay.adoptRoot(ROOT);
      long table = regime.encodeTable(ROOT + roots * FRAME, regime.levels() - 1);
      events.add(EventLog.STORE, ROOT, 0, table);
      boolean byAddress = regime.maintenance().addressOperandShift() >= 0;
      events.add(byAddress ? EventLog.INVALIDATE_ADDRESS : EventLog.INVALIDATE_ALL, 0, 0, 0);
      replay();
      assertEquals(List.of(), findings.all());

      replay.judgeEagerness(0);

      boolean isFound = findings.any();
      assertEquals(id.equals("ept-4"), isFound, () -> findings.all().toString());
      findings.clear();
      shadow.reset(ledger.highWater());
    }
  }

  /// A fence by address orders leaf entries only, so a table that goes asks for a full one there.
  @Test
  void aFullFenceAfterATableWentIsCoarseOnlyWhereOneByAddressReachesTables() {
    for (String id : List.of("riscv-sv39x4", "aarch64-4k-ipa40-l1")) {
      use(id);
      int roots = regime.rootFrames();
      long table = regime.encodeTable(ROOT + roots * FRAME, regime.levels() - 1);
      events.add(EventLog.ALLOCATE, ROOT, roots + 1, 0);
      replay();
      replay.adoptRoot(ROOT);
      events.add(EventLog.STORE, ROOT, 0, table);
      replay();
      events.clear();
      events.add(EventLog.STORE, ROOT, table, 0);
      events.add(EventLog.INVALIDATE_ALL, 0, 0, 0);
      replay();

      replay.judgeEagerness(0);

      assertEquals(id.startsWith("aarch64"), findings.any(), () -> findings.all().toString());
      findings.clear();
      shadow.reset(ledger.highWater());
    }
  }

  @Test
  void aFenceByAddressIsNotEnoughForATableThatWentWhereItReachesLeavesOnly() {
    for (String id : List.of("riscv-sv39x4", "aarch64-4k-ipa40-l1")) {
      use(id);
      int roots = regime.rootFrames();
      long table = regime.encodeTable(ROOT + roots * FRAME, regime.levels() - 1);
      events.add(EventLog.ALLOCATE, ROOT, roots + 1, 0);
      replay();
      replay.adoptRoot(ROOT);
      events.add(EventLog.STORE, ROOT, 0, table);
      replay();
      events.add(EventLog.STORE, ROOT, table, 0);
      events.add(EventLog.INVALIDATE_ADDRESS, 0, 0, 0);
      replay();
      replay.returned();

      assertEquals(id.startsWith("riscv"), findings.any(), () -> findings.all().toString());
      findings.clear();

      events.add(EventLog.STORE, ROOT, 0, table);
      events.add(EventLog.STORE, ROOT, table, 0);
      events.add(EventLog.INVALIDATE_ADDRESS, 0, 0, 0);
      events.add(EventLog.FREE, ROOT + roots * FRAME, 1, 0);
      replay();

      assertEquals(id.startsWith("riscv"), findings.any(), () -> findings.all().toString());
      findings.clear();
      replay.reset();
      shadow.reset(ledger.highWater());
    }
  }

  @Test
  void aRootThatIsNotAlignedIsFound() {
    use("riscv-sv39x4");
    events.add(EventLog.ALLOCATE, CHILD, 4, 0);
    replay();

    replay.adoptRoot(CHILD);

    assertEquals(Oracle.ENTRY, findings.all().getFirst().oracle());
  }

  @Test
  void anUnknownEventIsFound() {
    events.add(99, 0, 0, 0);

    assertFinds(Oracle.OUTCOME, "kind 99");
  }

  @Test
  void eventsAboutOtherMemoryAreFound() {
    events.add(EventLog.STORE, 8, 0, 1);

    assertFinds(Oracle.BOUNDS, "0x8");
  }

  @Test
  void resettingForgetsWhatWasPending() {
    withPage();
    events.add(EventLog.STORE, CHILD, leaf(OTHER), 0);
    replay();

    replay.reset();
    replay.returned();

    assertEquals(List.of(), findings.all());
    assertEquals(0, replay.changed().size());
  }

  private void use(String id) {
    regime = Regimes.find(id);
    ledger = new FrameLedger(shadow.frames(), regime.levels() - 1);
    replay = newReplay();
  }

  private long leaf(long frame) {
    return regime.encodeLeaf(frame, Attributes.RAM, 0);
  }

  private void withRoot() {
    events.add(EventLog.ALLOCATE, ROOT, 1, 0);
    replay();
    replay.adoptRoot(ROOT);
    assertEquals(List.of(), findings.all());
  }

  /// A page for guest address 0: the leaf is in `CHILD`, the frame is `OTHER`.
  private void withPage() {
    withRoot();
    events.add(EventLog.ALLOCATE, CHILD, 4, 0);
    events.add(EventLog.STORE, CHILD, 0, leaf(OTHER));
    long low = ROOT + 4 * FRAME;
    long middle = ROOT + 3 * FRAME;
    events.add(EventLog.STORE, low, 0, regime.encodeTable(CHILD, 1));
    events.add(EventLog.STORE, middle, 0, regime.encodeTable(low, 2));
    events.add(EventLog.STORE, ROOT, 0, regime.encodeTable(middle, 3));
    replay();
    replay.returned();
    assertEquals(List.of(), findings.all());
    assertEquals(0, ledger.unowned());
  }

  private void replay() {
    replay.replay(events, 0, 0, 1);
    events.clear();
  }

  private void assertFinds(Oracle oracle, String text) {
    replay();
    Violation found =
        findings.all().stream()
            .filter(violation -> violation.oracle() == oracle)
            .findFirst()
            .orElseThrow();
    assertTrue(found.actual().contains(text), found::toString);
  }
}
