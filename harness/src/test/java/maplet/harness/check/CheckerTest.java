package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import maplet.harness.check.DelegatingSubject.Opened;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.Operation;
import maplet.model.Rule;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;

/// Subjects that answer wrongly, or do what no events tell.
class CheckerTest {
  private static final Regime EPT = Regimes.find("ept-4");
  private static final Setup SETUP = new Setup(0, 16L << 20);
  private static final Operation MAP =
      new Operation.MapAllocated(0x1000, 0x1000, Attributes.RAM, true);
  private static final Operation TRANSLATE = new Operation.Translate(0x1234, Access.READ);
  private static final Operation TRANSLATE_HOLE = new Operation.Translate(0x5000, Access.READ);

  @Test
  void theRightSubjectConforms() {
    assertEquals(
        Optional.empty(),
        replay(new InProcessSubject.Provider(), SETUP, MAP, TRANSLATE, TRANSLATE_HOLE));
  }

  @Test
  void anAddressSpaceThatBothSidesRefuseIsNoDivergence() {
    assertEquals(
        Optional.empty(), replay(new InProcessSubject.Provider(), new Setup(1, 0x1000), MAP));
  }

  @Test
  void anAddressSpaceThatOnlyTheSubjectRefusesIsADivergence() {
    Violation found =
        only(
            new Setup(0, 1L << 20),
            right ->
                new DelegatingSubject(right.subject()) {
                  @Override
                  public Status create(long base, long size) {
                    return Status.INVALID_INPUT;
                  }
                });

    assertEquals(Oracle.OUTCOME, found.oracle());
    assertEquals("done", found.expected());
  }

  @Test
  void anExceptionWhereverItIsThrownIsAnOutcome() {
    assertThrown(
        right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public Status create(long base, long size) {
                throw new IllegalStateException("create");
              }
            },
        "create");
    assertThrown(
        right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
                throw new AssertionError("map");
              }
            },
        "map");
    assertThrown(
        right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public void destroy() {
                throw new IllegalStateException("destroy");
              }
            },
        "destroy");
  }

  @Test
  void aRootThatIsNeverGivenBackIsALeak() {
    Violation found =
        only(
            SETUP,
            right ->
                new DelegatingSubject(right.subject()) {
                  @Override
                  public void destroy() {
                    // keeps the root
                  }
                });

    assertEquals(
        new Violation(
            Oracle.FRAME,
            0,
            "no frame in use after destroy",
            "in destroy: 1 frame in use, the first is 0x10000000000, a table for 0x0",
            Symptom.LEAK),
        found);
  }

  @Test
  void aTableThatChangesWithoutAStoreIsFoundByTheAudit() {
    Violation found =
        only(
            SETUP,
            right ->
                new DelegatingSubject(right.subject()) {
                  @Override
                  public Status translate(long gpa, Access access) {
                    right.host().memory().guestWrite(root() + 8, 1L << 60);
                    return super.translate(gpa, access);
                  }
                },
            TRANSLATE_HOLE);

    assertEquals(Oracle.ENTRY, found.oracle());
    assertEquals(1L << 39, found.gpa(), "the entry's own address");
    assertTrue(found.actual().contains("changed without a store"), found::toString);
  }

  @Test
  void aTranslationWithTheWrongPageSizeIsFound() {
    assertOutcome(
        right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public long pageSize() {
                return 1L << 21;
              }
            },
        "page size 0x200000");
  }

  @Test
  void aTranslationWithAttributesThatDontExistIsFound() {
    assertOutcome(
        right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public int attributes() {
                return -1;
              }
            },
        "with attribute code -1");
  }

  @Test
  void aTranslationToTheWrongAddressIsFound() {
    assertOutcome(
        right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public long hpa() {
                return 0x42;
              }
            },
        "0x42 rwx write-back");
  }

  @Test
  void aFaultOfTheWrongKindIsFound() {
    assertOutcome(
        right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public FaultKind faultKind() {
                return FaultKind.PERMISSION;
              }
            },
        "permission fault at height");
  }

  @Test
  void aFaultAtTheWrongHeightIsFound() {
    assertOutcome(
        right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public int faultHeight() {
                return 7;
              }
            },
        "fault at height 7");
  }

  @Test
  void aRefusalForTheWrongReasonIsFound() {
    Violation found =
        only(
            SETUP,
            right ->
                new DelegatingSubject(right.subject()) {
                  @Override
                  public Rule rule() {
                    return Rule.EMPTY;
                  }
                },
            MAP,
            MAP);

    assertEquals(Oracle.OUTCOME, found.oracle());
    assertTrue(found.expected().startsWith("already-exists"), found::toString);
    assertTrue(found.actual().contains(Rule.EMPTY.text()), found::toString);
  }

  @Test
  void aSubjectThatDoesNothingIsFound() {
    Divergence found =
        replay(
                DelegatingSubject.provider(right ->
                    new DelegatingSubject(right.subject()) {
                      @Override
                      public Status mapAllocated(
                          long gpa, long size, int attributes, boolean populate) {
                        return Status.DONE;
                      }
                    }),
                SETUP,
                MAP)
            .orElseThrow();

    assertTrue(
        found.violations().stream().anyMatch(violation -> violation.oracle() == Oracle.TRANSLATION),
        found::toString);
    assertEquals(1, found.operations().size());
  }

  @Test
  void onlyTheOraclesThatAreSwitchedOnJudge() {
    SubjectProvider provider =
        DelegatingSubject.provider(right ->
            new DelegatingSubject(right.subject()) {
              @Override
              public long pageSize() {
                return 0;
              }
            });
    try (SequenceRunner runner = new SequenceRunner(EPT, provider, EnumSet.of(Oracle.FRAME))) {
      assertEquals(List.of(), runner.replay(SETUP, recorded(MAP, TRANSLATE)));
    }
  }

  @Test
  void theReferenceWalkIsThereForReports() {
    try (SequenceRunner runner =
        new SequenceRunner(EPT, new InProcessSubject.Provider(), EnumSet.allOf(Oracle.class))) {
      runner.checker().begin(SETUP);
      OperationSlot slot = new OperationSlot();
      slot.set(MAP, 0, false);
      runner.checker().step(slot);

      assertEquals(1, runner.checker().step());
      assertEquals(Status.DONE, runner.checker().status());
      assertTrue(runner.checker().walk(0x1234, Access.READ).toString().startsWith("Reached"));
      assertEquals(EPT, runner.regime());
    }
  }

  private static void assertThrown(Function<Opened, Subject> wrap, String message) {
    Violation found = only(SETUP, wrap, MAP);

    assertEquals(Oracle.OUTCOME, found.oracle());
    assertTrue(found.actual().endsWith(message), found::toString);
  }

  private static void assertOutcome(Function<Opened, Subject> wrap, String actual) {
    Violation found = only(SETUP, wrap, MAP, TRANSLATE, TRANSLATE_HOLE);

    assertEquals(Oracle.OUTCOME, found.oracle());
    assertTrue(found.actual().contains(actual), found::toString);
  }

  private static Violation only(
      Setup setup, Function<Opened, Subject> wrap, Operation... operations) {
    return replay(DelegatingSubject.provider(wrap), setup, operations).orElseThrow().first();
  }

  private static Optional<Divergence> replay(
      SubjectProvider provider, Setup setup, Operation... operations) {
    try (SequenceRunner runner = new SequenceRunner(EPT, provider, EnumSet.allOf(Oracle.class))) {
      return runner.replayUntil(setup, recorded(operations), _ -> true);
    }
  }

  private static RecordedSequence recorded(Operation... operations) {
    RecordedSequence sequence = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    for (Operation operation : operations) {
      slot.set(operation, 0, false);
      sequence.add(slot);
    }
    return sequence;
  }
}
