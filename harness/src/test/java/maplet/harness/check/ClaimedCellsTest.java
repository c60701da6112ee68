package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import maplet.harness.profile.Claims;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.Detail;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.Report;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.Terms;
import maplet.model.Attributes;
import maplet.model.Layer;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimedCellsTest {
  private static final Regime EPT = Regimes.find("ept-4");
  private static final Set<Layer> LAYERS = EnumSet.allOf(Layer.class);
  private static final Set<OperationKind> ALL = EnumSet.allOf(OperationKind.class);
  private static final Set<Detail> DETAILS = EnumSet.allOf(Detail.class);

  private static Coverage coverage(Regime regime, ExerciseBins bins, Freedom... freedoms) {
    return coverage(regime, bins, freedom -> 0, freedoms);
  }

  private static Coverage coverage(
      Regime regime, ExerciseBins bins, ToLongFunction<Freedom> taken, Freedom... freedoms) {
    List<Freedom> named = List.of(freedoms);
    return ClaimedCells.coverage(regime, LAYERS, ALL, DETAILS, named, bins, taken);
  }

  private static ExerciseBins run(
      Regime regime, SubjectProvider subject, Terms terms, int sequences) {
    OutcomeBins bins = new OutcomeBins();
    try (SequenceRunner runner =
        new SequenceRunner(
            regime, subject, EnumSet.allOf(Oracle.class), terms, new StepListener() {})) {
      for (int i = 0; i < sequences; i++) {
        for (Workload workload : Workload.values()) {
          runner.run(i, workload, 2000, bins);
        }
      }
      return runner.checker().exercised();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ept-4", "aarch64-64k-ipa48-l1", "riscv-sv57x4-svpbmt"})
  void aRightSubjectExercisesEverythingThatThereIs(String id) {
    Regime regime = Regimes.find(id);
    ExerciseBins bins = run(regime, new InProcessSubject.Provider(), Terms.STRICT, 30);

    Coverage coverage = coverage(regime, bins);

    assertEquals(List.of(), coverage.gaps());
    assertEquals(0, coverage.missing());
    assertTrue(coverage.isComplete());
    assertTrue(coverage.claimed() > 200, "claims: " + coverage.claimed());
  }

  @Test
  void whatIsRefusedIsNotExercised() {
    Terms terms = new Terms(Set.of(Freedom.OTHER_ERROR), DETAILS);
    SubjectProvider refusing =
        DelegatingSubject.provider(right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public Status unmap(long gpa, long size) {
                return super.unmap(-1, size);
              }
            });
    ExerciseBins bins = run(EPT, refusing, terms, 60);

    assertEquals(0, bins.get(OperationKind.UNMAP));
    assertTrue(bins.get(OperationKind.PROTECT) > 0);
    assertTrue(coverage(EPT, bins).gaps().contains(new Gap("operation", "unmap", "")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesThatTheSubjectNeverMakesAreNotExercised(boolean makesLarge) {
    Terms terms = new Terms(Set.of(Freedom.LEAF_CHOICE), DETAILS);
    SubjectProvider subject =
        DelegatingSubject.provider(right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public Status mapRegion(
                  long gpa, long hpa, long size, int attributes, boolean allowHuge) {
                return super.mapRegion(gpa, hpa, size, attributes, allowHuge && makesLarge);
              }
            });
    EnumSet<Oracle> oracles = EnumSet.allOf(Oracle.class);
    try (SequenceRunner runner =
        new SequenceRunner(EPT, subject, oracles, terms, new OnlyRegions())) {
      for (int i = 0; i < 30; i++) {
        runner.run(i, Workload.TABLE, 100, new OutcomeBins());
      }
      ExerciseBins bins = runner.checker().exercised();
      assertTrue(bins.ofLeaves(0, OperationKind.MAP_REGION) > 0);
      Coverage coverage =
          ClaimedCells.coverage(
              EPT,
              Set.of(Layer.TABLE),
              OnlyRegions.OPERATIONS,
              Set.of(),
              List.of(Freedom.LEAF_CHOICE),
              bins,
              _ -> 1);
      assertEquals(!makesLarge, coverage.gaps().contains(new Gap("page size", "2MiB", "")));
    }
  }

  /// Pages of the smallest size, and regions of up to 16 MiB.
  private static final class OnlyRegions implements StepListener {
    static final Set<OperationKind> OPERATIONS =
        Set.of(OperationKind.MAP_REGION, OperationKind.UNMAP_REGION, OperationKind.CLEAR);

    @Override
    public boolean applies(OperationSlot slot) {
      return OPERATIONS.contains(slot.kind) && slot.size <= 1 << 24;
    }
  }

  @Test
  void anEmptyRunLacksEachThingOnce() {
    Coverage coverage = coverage(EPT, new ExerciseBins(), Freedom.AGAIN);

    assertEquals(coverage.claimed(), coverage.missing());
    long operations =
        coverage.gaps().stream().filter(gap -> gap.subject().equals("operation")).count();
    assertEquals(OperationKind.values().length, operations);
    assertTrue(coverage.gaps().contains(new Gap("layer", "table", "")));
    assertTrue(coverage.gaps().contains(new Gap(Gap.FREEDOM, "again", "")));
    assertTrue(coverage.gaps().stream().allMatch(gap -> gap.operation().isEmpty()));
  }

  @Test
  void onePairThatIsMissingIsNamed() {
    ExerciseBins bins = run(EPT, new InProcessSubject.Provider(), Terms.STRICT, 30);
    ExerciseBins without = new ExerciseBins();
    long[] counts = new long[ExerciseBins.WORDS];
    bins.copyTo(counts);
    // The pair alone is set to nothing: the page size, the operation and all other pairs were met.
    for (int i = 0; i < counts.length; i++) {
      long[] changed = Arrays.copyOf(counts, counts.length);
      changed[i] = 0;
      without.restore(changed);
      if (without.ofLeaves(1, OperationKind.PROTECT) == 0) {
        break;
      }
    }

    Coverage coverage = coverage(EPT, without);

    assertEquals(List.of(new Gap("page size", "2MiB", "protect")), coverage.gaps());
    assertEquals("page size 2MiB with protect", coverage.gaps().getFirst().toString());
    assertEquals(1, coverage.missing());
  }

  @Test
  void aFreedomThatIsTakenIsExercised() {
    ExerciseBins bins = new ExerciseBins();
    List<Gap> gaps = coverage(EPT, bins, _ -> 1, Freedom.AGAIN).gaps();
    assertFalse(gaps.contains(new Gap(Gap.FREEDOM, "again", "")));
  }

  @Test
  void aFreedomThatNobodyCouldSeeTakenIsNotAskedFor() {
    Set<Freedom> named = EnumSet.of(Freedom.LEAF_CHOICE, Freedom.EAGER_INVALIDATE);
    Set<Report> all = EnumSet.allOf(Report.class);
    assertEquals(List.copyOf(named), ClaimedCells.takeable(named, EPT, ALL, all));
    assertEquals(
        List.of(Freedom.LEAF_CHOICE),
        ClaimedCells.takeable(named, EPT, ALL, Set.of(Report.INVALIDATIONS)));
  }

  @Test
  void whatNoClaimedOperationCanMakeIsNotAskedFor() {
    Set<OperationKind> allocated =
        Set.of(OperationKind.MAP_ALLOCATED, OperationKind.TRANSLATE, OperationKind.CLEAR);
    Coverage coverage =
        ClaimedCells.coverage(
            EPT,
            Set.of(Layer.SPACE),
            allocated,
            Claims.EVERYTHING.answers(),
            List.of(),
            new ExerciseBins(),
            _ -> 0);
    assertFalse(
        coverage.gaps().stream()
            .anyMatch(gap -> gap.name().equals("2MiB") || gap.name().equals("1GiB")));
    assertEquals(
        Optional.empty(), coverage.gaps().stream().filter(g -> g.name().equals("table")).findAny());
  }

  @Test
  void aReplayExercisesNothing() {
    try (SequenceRunner runner =
        new SequenceRunner(EPT, new InProcessSubject.Provider(), EnumSet.allOf(Oracle.class))) {
      runner.run(1, Workload.PAGES, 100, new OutcomeBins());
      long before = runner.checker().exercised().get(OperationKind.MAP_LINEAR);
      RecordedSequence recorded = new RecordedSequence();
      OperationSlot slot = new OperationSlot();
      slot.begin(OperationKind.MAP_LINEAR);
      slot.size = 0x1000;
      slot.attributes = Attributes.RAM.code();
      recorded.add(slot);
      runner.replay(new Setup(0, 0x10000), recorded);
      assertEquals(before, runner.checker().exercised().get(OperationKind.MAP_LINEAR));
    }
  }
}
