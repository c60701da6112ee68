package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.LeafSink;
import maplet.harness.subject.Subject;
import maplet.model.Attributes;
import maplet.model.Layer;
import maplet.model.Operation;
import maplet.model.Status;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Page tables: the right one, and subjects that answer wrongly.
class TableCheckerTest {
  private static final Set<Oracle> ORACLES = EnumSet.allOf(Oracle.class);
  private static final Setup SETUP = new Setup(0, 16L << 20, Layer.TABLE);
  private static final long HUGE = 2L << 20;
  private static final Attributes RAM = Attributes.RAM;
  private static final Operation MAP = new Operation.MapPage(HUGE, 2 * HUGE, HUGE, RAM);
  private static final Operation MAP_MORE =
      new Operation.MapRegion(0x4000, 0x6000, 0x2000, RAM, true);
  private static final Operation WALK = new Operation.WalkTable();

  @ParameterizedTest
  @ValueSource(strings = {"ept-4", "aarch64-4k-ipa40-l1", "riscv-sv39x4"})
  void theRightTableConforms(String regime) {
    Operation[] operations = {
      MAP,
      MAP,
      MAP_MORE,
      WALK,
      new Operation.QueryPage(HUGE + 5),
      new Operation.QueryPage(-1),
      new Operation.Remap(HUGE + 5, HUGE, RAM),
      new Operation.ProtectRegion(0, HUGE + 0x1000, Attributes.of(Attributes.RAM.code() & ~2)),
      new Operation.UnmapPage(0x4123),
      new Operation.UnmapRegion(0, HUGE + 0x3000),
      WALK,
      new Operation.Clear(),
      WALK
    };

    assertEquals(Optional.empty(), replay(regime, real -> real, operations));
  }

  @Test
  void aTableThatIsNotCreatedIsFound() {
    Violation found =
        first(real ->
            new DelegatingSubject(real) {
              @Override
              public Status createTable() {
                return Status.NO_MEMORY;
              }
            });

    assertEquals("done", found.expected());
  }

  @Test
  void aWalkThatShowsNothingIsFound() {
    Violation found = first(real -> walking(real, (_, _) -> {}), MAP, WALK);

    assertEquals(Oracle.OUTCOME, found.oracle());
    assertEquals("the walk has ended", found.actual());
    assertEquals(HUGE, found.gpa());
  }

  @Test
  void aWalkThatShowsTooMuchIsFoundOnce() {
    Violation found =
        first(
            real ->
                walking(
                    real,
                    (subject, sink) -> {
                      subject.walkTable(sink);
                      sink.leaf(0x9000, 0x1000, RAM.code(), 0x1000);
                      sink.leaf(0xa000, 0x1000, 9999, 0x1000);
                    }),
            MAP,
            WALK);

    assertEquals("the end of the walk", found.expected());
    assertEquals("0x9000 at 0x1000 rwx write-back, page size 0x1000", found.actual());
  }

  @Test
  void aWalkThatShowsALeafWronglyIsFound() {
    Violation found =
        first(
            real -> walking(real, (_, sink) -> sink.leaf(0x4000, 0x6000, 9999, 0x1000)),
            MAP_MORE,
            WALK);

    assertEquals(0x4000, found.gpa());
    assertTrue(found.expected().endsWith("0x4000 at 0x6000 rwx write-back, page size 0x1000"));
    assertEquals("0x4000 at 0x6000 attribute code 9999, page size 0x1000", found.actual());
  }

  @Test
  void aRemovedLeafThatIsToldWronglyIsFound() {
    Violation found =
        first(
            real ->
                new DelegatingSubject(real) {
                  @Override
                  public long pageSize() {
                    return 0x1000;
                  }
                },
            MAP,
            new Operation.UnmapPage(HUGE + 1));

    assertEquals("0x400000 rwx write-back, page size 0x200000", found.expected());
    assertEquals("0x400000 rwx write-back, page size 0x1000", found.actual());
  }

  /// How a subject walks.
  private interface Walk {
    void show(Subject subject, LeafSink sink);
  }

  private static Subject walking(Subject real, Walk walk) {
    return new DelegatingSubject(real) {
      @Override
      public Status walkTable(LeafSink sink) {
        walk.show(real, sink);
        return Status.DONE;
      }
    };
  }

  private static Violation first(UnaryOperator<Subject> wrap, Operation... operations) {
    Divergence found = replay("ept-4", wrap, operations).orElseThrow();
    assertEquals(1, found.violations().size(), found::toString);
    return found.first();
  }

  private static Optional<Divergence> replay(
      String regime, UnaryOperator<Subject> wrap, Operation... operations) {
    RecordedSequence sequence = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    for (Operation operation : operations) {
      slot.set(operation, 0, false);
      sequence.add(slot);
    }
    var provider = DelegatingSubject.provider(right -> wrap.apply(right.subject()));
    try (SequenceRunner runner = new SequenceRunner(Regimes.find(regime), provider, ORACLES)) {
      return runner.replayUntil(SETUP, sequence, _ -> true);
    }
  }
}
