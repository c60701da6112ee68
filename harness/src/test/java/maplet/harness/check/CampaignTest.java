package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Layer;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;

class CampaignTest {
  private static final Regime EPT = Regimes.find("ept-4");
  private static final Duration LONG = Duration.ofHours(1);
  private static final SubjectProvider RIGHT = new InProcessSubject.Provider();

  /// Forgets to unmap on one condition, so that some sequences diverge.
  private static final SubjectProvider FORGETFUL =
      DelegatingSubject.provider(right ->
          new DelegatingSubject(right.subject()) {
            @Override
            public Status unmap(long gpa, long size) {
              return size == 0x7000 ? Status.DONE : super.unmap(gpa, size);
            }
          });

  @Test
  void everyWayInWhichAnOperationCanEndIsReached() throws InterruptedException {
    OutcomeBins bins = run(plan(RIGHT, 60_000, LONG, 1, WorkloadMix.HUGE)).bins();

    assertReached(
        bins,
        OperationKind.MAP_LINEAR,
        Status.DONE,
        Status.INVALID_INPUT,
        Status.ALREADY_EXISTS,
        Status.NO_MEMORY);
    assertReached(
        bins,
        OperationKind.MAP_ALLOCATED,
        Status.DONE,
        Status.INVALID_INPUT,
        Status.ALREADY_EXISTS,
        Status.NO_MEMORY);
    assertReached(bins, OperationKind.UNMAP, Status.DONE, Status.INVALID_INPUT, Status.NO_MEMORY);
    assertReached(
        bins,
        OperationKind.PROTECT,
        Status.DONE,
        Status.INVALID_INPUT,
        Status.NOT_MAPPED,
        Status.NO_MEMORY);
    assertReached(bins, OperationKind.CLEAR, Status.DONE);
    assertReached(
        bins,
        OperationKind.HANDLE_FAULT,
        Status.RESOLVED,
        Status.SPURIOUS,
        Status.FAULT_REFUSED,
        Status.NO_MEMORY);
    assertReached(bins, OperationKind.TRANSLATE, Status.TRANSLATED, Status.FAULT);
    assertReached(bins, OperationKind.TRANSLATE_RUN, Status.RUN_FOUND, Status.FAULT);
    assertReached(
        bins,
        OperationKind.BYTE_BUFFER,
        Status.RUNS_FOUND,
        Status.INVALID_INPUT,
        Status.NOT_MAPPED);
    assertReached(bins, OperationKind.READ_MEMORY, Status.DONE, Status.INVALID_INPUT);
    assertReached(bins, OperationKind.WRITE_MEMORY, Status.DONE, Status.INVALID_INPUT);
    assertReached(bins, OperationKind.FIND_AREA, Status.AREA_FOUND, Status.NOT_MAPPED);
    assertReached(
        bins,
        OperationKind.FIND_FREE_AREA,
        Status.FREE_FOUND,
        Status.NOT_MAPPED,
        Status.INVALID_INPUT);
    assertEquals(60_000, bins.total());
  }

  @Test
  void whichSequencesRunDoesNotDependOnTheWorkers() throws InterruptedException {
    RegimeResult one = run(plan(RIGHT, 30_000, LONG, 1, WorkloadMix.HUGE));
    RegimeResult two = run(plan(RIGHT, 30_000, LONG, 2, WorkloadMix.HUGE));

    assertEquals(one.sequences(), two.sequences());
    for (OperationKind kind : OperationKind.values()) {
      for (Status status : Status.values()) {
        assertEquals(one.bins().get(kind, status), two.bins().get(kind, status));
      }
    }
  }

  @Test
  void theDivergenceOfTheEarliestSequenceIsReportedAndItsSeedRepeatsIt()
      throws InterruptedException {
    RegimeResult result = run(plan(FORGETFUL, 100_000, LONG, 2, WorkloadMix.PAGES));

    RegimeResult.SeededDivergence found = result.divergence().orElseThrow();
    assertEquals(Campaign.sequenceSeed(1, EPT, found.sequence()), found.seed());
    try (SequenceRunner runner = new SequenceRunner(EPT, FORGETFUL, EnumSet.allOf(Oracle.class))) {
      Divergence again =
          runner
              .run(
                  found.seed(),
                  Workload.PAGES,
                  Schedule.length(found.seed(), found.sequence()),
                  new OutcomeBins())
              .getFirst();
      assertEquals(found.divergence().operations().size(), again.operations().size());
      assertEquals(found.divergence().violations(), again.violations());
      assertEquals(
          again.violations(),
          runner.replay(again.setup(), again.operations()).getFirst().violations());
    }
  }

  @Test
  void aTimeLimitEndsTheCampaignBetweenTwoOperations() throws InterruptedException {
    RegimeResult result = run(plan(RIGHT, Long.MAX_VALUE, Duration.ZERO, 1, WorkloadMix.HUGE));

    assertEquals(1, result.sequences());
    assertFalse(result.elapsed().isNegative());
    assertEquals(0, result.bins().total());
  }

  @Test
  void eachRegimeHasAShortSequenceOfEachWorkloadBeforeALongOneComes() throws InterruptedException {
    List<Regime> regimes = List.of(EPT, Regimes.find("ept-5"), Regimes.find("riscv-sv39x4"));
    Plan plan =
        new Plan(
            regimes, RIGHT, 1, 120, LONG, 1, WorkloadMix.ALL, EnumSet.allOf(Oracle.class), false);

    List<RegimeResult> results = new Campaign(plan, (_, _) -> {}).run();

    assertEquals(3, results.size());
    for (RegimeResult result : results) {
      for (Workload workload : Workload.values()) {
        long done = 0;
        for (OperationKind kind : OperationKind.values()) {
          done += result.exercised().get(workload, kind);
        }
        assertTrue(done > 0, result.regime().id() + " had no sequence of " + workload);
      }
    }
    // 120 operations for the two of EPT, 120 for the one of RISC-V.
    assertEquals(60, results.getFirst().bins().total());
    assertEquals(120, results.getLast().bins().total());
  }

  @Test
  void aRegimeThatSharesItsMachineFindsTheSameAsAlone() throws InterruptedException {
    List<Regime> regimes =
        List.of(EPT, Regimes.find("ept-5-mbe"), Regimes.find("aarch64-16k-ipa48-l1"));
    Plan together =
        new Plan(
            regimes,
            RIGHT,
            1,
            40_000,
            LONG,
            1,
            WorkloadMix.ALL,
            EnumSet.allOf(Oracle.class),
            false);
    RegimeResult shared = new Campaign(together, (_, _) -> {}).run().getFirst();
    RegimeResult alone = run(plan(RIGHT, 20_000, LONG, 1, WorkloadMix.ALL));

    assertTrue(shared.divergences().isEmpty());
    for (OperationKind kind : OperationKind.values()) {
      for (Status status : Status.values()) {
        assertEquals(alone.bins().get(kind, status), shared.bins().get(kind, status));
      }
    }
  }

  @Test
  void progressIsToldAfterEachSequence() throws InterruptedException {
    AtomicLong last = new AtomicLong();
    Plan plan = plan(RIGHT, 5_000, LONG, 1, WorkloadMix.HUGE);

    new Campaign(plan, (regime, operations) -> last.set(operations)).run();

    assertEquals(5_000, last.get());
  }

  @Test
  void aWorkerThatFailsEndsTheCampaignWithItsError() {
    SubjectProvider broken =
        DelegatingSubject.provider(right -> {
          throw new IllegalArgumentException("no such regime");
        });

    Exception failed =
        assertThrows(
            IllegalStateException.class, () -> run(plan(broken, 10, LONG, 1, WorkloadMix.ALL)));

    assertEquals("no such regime", failed.getCause().getMessage());
  }

  @Test
  void aPlanNeedsWorkersOperationsAndOracles() {
    assertThrows(IllegalArgumentException.class, () -> plan(RIGHT, 10, LONG, 0, WorkloadMix.ALL));
    assertThrows(IllegalArgumentException.class, () -> plan(RIGHT, 0, LONG, 1, WorkloadMix.ALL));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Plan(List.of(EPT), RIGHT, 1, 1, LONG, 1, WorkloadMix.ALL, Set.of(), false));
  }

  @Test
  void mixesHaveTheirWorkloads() {
    assertEquals(List.of(Workload.values()), WorkloadMix.ALL.workloads());
    assertEquals(List.of(Workload.PAGES), WorkloadMix.PAGES.workloads());
    assertEquals(List.of(Workload.TABLE), WorkloadMix.TABLE.workloads());
    assertEquals(List.of(Workload.HUGE), WorkloadMix.HUGE.workloads());
    assertEquals("huge", WorkloadMix.HUGE.toString());
    assertEquals(List.of(Workload.TABLE), WorkloadMix.ALL.of(Set.of(Layer.TABLE)));
    assertEquals(List.of(), WorkloadMix.PAGES.of(Set.of(Layer.TABLE)));
  }

  private static void assertReached(OutcomeBins bins, OperationKind kind, Status... statuses) {
    for (Status status : statuses) {
      assertTrue(bins.get(kind, status) > 0, kind + " never ended in " + status);
    }
  }

  private static RegimeResult run(Plan plan) throws InterruptedException {
    return new Campaign(plan, (_, _) -> {}).run().getFirst();
  }

  private static Plan plan(
      SubjectProvider provider, long operations, Duration time, int jobs, WorkloadMix mix) {
    return new Plan(
        List.of(EPT), provider, 1, operations, time, jobs, mix, EnumSet.allOf(Oracle.class), false);
  }
}
