package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.model.Attributes;
import org.junit.jupiter.api.Test;

class MinimiserTest {
  private static final long GRANULE = 4096;

  private static RecordedSequence unmaps(int count) {
    RecordedSequence sequence = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    for (int i = 0; i < count; i++) {
      slot.begin(OperationKind.UNMAP);
      slot.gpa = i * GRANULE;
      slot.size = 16 * GRANULE;
      slot.refuseFrom = 3;
      sequence.add(slot);
    }
    return sequence;
  }

  private static boolean contains(RecordedSequence sequence, long gpa) {
    OperationSlot slot = new OperationSlot();
    for (int i = 0; i < sequence.size(); i++) {
      sequence.get(i, slot);
      if (slot.gpa == gpa) {
        return true;
      }
    }
    return false;
  }

  @Test
  void onlyTheOperationsThatMatterAreKept() {
    Minimiser minimiser =
        new Minimiser(
            s -> contains(s, 17 * GRANULE) && contains(s, 900 * GRANULE), GRANULE, 10_000);
    RecordedSequence smallest = minimiser.minimise(unmaps(1000));
    assertEquals(2, smallest.size());
    assertTrue(contains(smallest, 17 * GRANULE) && contains(smallest, 900 * GRANULE));
  }

  @Test
  void operandsBecomePlain() {
    RecordedSequence sequence = new RecordedSequence();
    OperationSlot slot = new OperationSlot();
    slot.begin(OperationKind.MAP_LINEAR);
    slot.gpa = 0x7000;
    slot.size = 8 * GRANULE;
    slot.attributes = 1;
    slot.refuseFrom = 2;
    sequence.add(slot);
    RecordedSequence smallest = new Minimiser(s -> s.size() == 1, GRANULE, 100).minimise(sequence);
    smallest.get(0, slot);
    assertEquals(GRANULE, slot.size);
    assertEquals(Attributes.RAM.code(), slot.attributes);
    assertEquals(0, slot.refuseFrom);
  }

  @Test
  void attemptsAreBounded() {
    int[] attempts = new int[1];
    Minimiser minimiser = new Minimiser(_ -> attempts[0]++ < 0, GRANULE, 50);
    assertEquals(200, minimiser.minimise(unmaps(200)).size());
    assertEquals(50, attempts[0]);
    assertFalse(contains(unmaps(1), GRANULE));
  }
}
