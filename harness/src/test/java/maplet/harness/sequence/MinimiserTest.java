package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import maplet.model.Attributes;
import org.junit.jupiter.api.Test;

class MinimiserTest {
  private static final long GRANULE = 4096;
  private static final long GUILTY = 0x4000_0000L;

  private final OperationSlot slot = new OperationSlot();

  @Test
  void onlyTheOperationsThatMatterAreLeft() {
    RecordedSequence failing = noise(300);
    add(failing, OperationKind.MAP_LINEAR, GUILTY);
    append(failing, noise(300));
    add(failing, OperationKind.UNMAP, GUILTY);
    append(failing, noise(50));

    RecordedSequence minimal = minimise(failing, this::unmapsAfterMap);

    assertEquals(2, minimal.size());
    assertTrue(unmapsAfterMap(minimal));
  }

  @Test
  void searchesBecomePlain() {
    RecordedSequence failing = new RecordedSequence();
    slot.begin(OperationKind.FIND_FREE_AREA);
    slot.size = 16 * GRANULE;
    slot.alignment = 8 * GRANULE;
    slot.limitStart = 5;
    slot.limitEnd = 1L << 40;
    failing.add(slot);

    minimise(failing, sequence -> sequence.size() == 1).get(0, slot);

    assertEquals(GRANULE, slot.size);
    assertEquals(GRANULE, slot.alignment);
    assertEquals(0, slot.limitStart);
    assertEquals(-1, slot.limitEnd);
  }

  @Test
  void operandsBecomePlain() {
    RecordedSequence failing = new RecordedSequence();
    slot.begin(OperationKind.MAP_LINEAR);
    slot.gpa = GUILTY + 5;
    slot.hpa = 0x1234_5000;
    slot.size = 16 * GRANULE;
    slot.attributes = 1;
    slot.refuseFrom = 3;
    failing.add(slot);

    minimise(failing, sequence -> sequence.size() == 1).get(0, slot);

    assertEquals(GUILTY, slot.gpa);
    assertEquals(GRANULE, slot.size);
    assertEquals(Attributes.RAM.code(), slot.attributes);
    assertEquals(0, slot.refuseFrom);
    assertEquals(GUILTY, slot.hpa);
  }

  @Test
  void aSizeIsHalvedAsOftenAsThatHelps() {
    RecordedSequence failing = new RecordedSequence();
    add(failing, OperationKind.UNMAP, GUILTY);
    failing.get(0, slot);
    slot.size = 16 * GRANULE;
    failing.set(0, slot);

    RecordedSequence minimal =
        minimise(failing, sequence -> sequence.size() == 1 && sizeOfFirst(sequence) > 3 * GRANULE);

    assertEquals(4 * GRANULE, sizeOfFirst(minimal));
  }

  @Test
  void whatCannotBeSimplerStaysAsItIs() {
    RecordedSequence failing = noise(10);

    assertSame(failing, minimise(failing, sequence -> false));
  }

  @Test
  void noMoreAttemptsAreMadeThanAllowed() {
    AtomicInteger attempts = new AtomicInteger();

    new Minimiser(
            sequence -> {
              attempts.incrementAndGet();
              return false;
            },
            GRANULE,
            7)
        .minimise(noise(100));

    assertEquals(7, attempts.get());
  }

  private RecordedSequence minimise(RecordedSequence failing, Predicate<RecordedSequence> fails) {
    return new Minimiser(fails, GRANULE, 10_000).minimise(failing);
  }

  private boolean unmapsAfterMap(RecordedSequence sequence) {
    boolean mapped = false;
    for (int i = 0; i < sequence.size(); i++) {
      sequence.get(i, slot);
      boolean guilty = slot.gpa == GUILTY;
      if (mapped && guilty && slot.kind == OperationKind.UNMAP) {
        return true;
      }
      mapped |= guilty && slot.kind == OperationKind.MAP_LINEAR;
    }
    return false;
  }

  private long sizeOfFirst(RecordedSequence sequence) {
    sequence.get(0, slot);
    return slot.size;
  }

  private RecordedSequence noise(int operations) {
    RecordedSequence sequence = new RecordedSequence();
    for (int i = 0; i < operations; i++) {
      add(sequence, OperationKind.of(i % OperationKind.values().length), i * GRANULE);
    }
    return sequence;
  }

  private void append(RecordedSequence to, RecordedSequence from) {
    for (int i = 0; i < from.size(); i++) {
      from.get(i, slot);
      to.add(slot);
    }
  }

  private void add(RecordedSequence to, OperationKind kind, long gpa) {
    slot.begin(kind);
    slot.gpa = kind.hasAddress() ? gpa : 0;
    slot.size = kind.hasSize() ? 2 * GRANULE : 0;
    to.add(slot);
  }
}
