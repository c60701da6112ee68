package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Operation;
import maplet.model.Permissions;
import org.junit.jupiter.api.Test;

class RecordedSequenceTest {
  private final RecordedSequence sequence = new RecordedSequence();
  private final OperationSlot slot = new OperationSlot();

  @Test
  void anOperationComesBackWithEveryField() {
    OperationSlot full = new OperationSlot();
    full.kind = OperationKind.MAP_ALLOCATED;
    full.gpa = -1L;
    full.hpa = Long.MIN_VALUE;
    full.size = 0x1234_5678_9abc_def0L;
    full.attributes = Attributes.CODES - 1;
    full.access = Access.EXECUTE;
    full.populate = true;
    full.height = 5;
    full.flips = -3L;
    full.refuseFrom = 7;
    full.seed = 8;
    full.alignment = 9;
    full.limitStart = 10;
    full.limitEnd = -11;
    sequence.add(full);

    sequence.get(0, slot);

    assertEquals(OperationKind.MAP_ALLOCATED, slot.kind);
    assertEquals(-1L, slot.gpa);
    assertEquals(Long.MIN_VALUE, slot.hpa);
    assertEquals(0x1234_5678_9abc_def0L, slot.size);
    assertEquals(Attributes.CODES - 1, slot.attributes);
    assertEquals(Access.EXECUTE, slot.access);
    assertEquals(true, slot.populate);
    assertEquals(5, slot.height);
    assertEquals(-3L, slot.flips);
    assertEquals(7, slot.refuseFrom);
    assertEquals(8, slot.seed);
    assertEquals(9, slot.alignment);
    assertEquals(10, slot.limitStart);
    assertEquals(-11, slot.limitEnd);
  }

  @Test
  void aThousandOperationsKeepTheirOrder() {
    addUnmaps(1000);

    assertEquals(1000, sequence.size());
    for (int i = 0; i < 1000; i++) {
      assertEquals(i, gpa(sequence, i));
    }
  }

  @Test
  void clearingForgetsAll() {
    addUnmaps(3);

    sequence.clear();

    assertEquals(0, sequence.size());
  }

  @Test
  void aPrefixIsIndependentOfItsOrigin() {
    addUnmaps(5);
    RecordedSequence prefix = sequence.prefix(2);

    slot.begin(OperationKind.CLEAR);
    sequence.set(1, slot);
    prefix.add(slot);

    assertEquals(3, prefix.size());
    assertEquals(1, gpa(prefix, 1));
    assertEquals(2, gpa(sequence, 2));
    assertEquals(0, sequence.prefix(0).size());
  }

  @Test
  void leavingOutKeepsTheOperationsOnBothSides() {
    addUnmaps(6);

    RecordedSequence shorter = sequence.without(1, 4);

    assertEquals(3, shorter.size());
    assertEquals(0, gpa(shorter, 0));
    assertEquals(4, gpa(shorter, 1));
    assertEquals(5, gpa(shorter, 2));
    assertEquals(6, sequence.size());
  }

  @Test
  void slotsAndOperationsSayTheSame() {
    Attributes readOnly = new Attributes(new Permissions(Permissions.READ), MemoryType.DEVICE);
    for (Operation operation :
        new Operation[] {
          new Operation.MapLinear(0x1000, 0x2000, 0x3000, readOnly),
          new Operation.MapAllocated(0x1000, 0x3000, Attributes.RAM, true),
          new Operation.Unmap(0x1000, 0x3000),
          new Operation.Protect(0x1000, 0x3000, readOnly),
          new Operation.Clear(),
          new Operation.HandleFault(0x1001, Access.WRITE),
          new Operation.Translate(0x1001, Access.EXECUTE),
          new Operation.TranslateRun(0x1001, Access.WRITE),
          new Operation.ByteBuffer(0x1001, 3, Access.WRITE),
          new Operation.ReadMemory(0x1001, 3),
          new Operation.WriteMemory(0x1001, 3, 77),
          new Operation.FindArea(0x1001),
          new Operation.FindFreeArea(0x1001, 0x2000, 0x4000, 1, -1),
          new Operation.MapPage(0x1000, 0x2000, 0x3000, readOnly),
          new Operation.UnmapPage(0x1001),
          new Operation.Remap(0x1001, 0x2000, readOnly),
          new Operation.QueryPage(0x1001),
          new Operation.MapRegion(0x1000, 0x2000, 0x3000, readOnly, true),
          new Operation.UnmapRegion(0x1000, 0x3000),
          new Operation.ProtectRegion(0x1000, 0x3000, readOnly),
          new Operation.WalkTable()
        }) {
      slot.set(operation, 3, false);

      assertEquals(operation, slot.toOperation());
      assertEquals(3, slot.refuseFrom);
      sequence.add(slot);
      sequence.get(sequence.size() - 1, slot);
      assertEquals(operation, slot.toOperation());
    }
  }

  private void addUnmaps(int count) {
    for (int i = 0; i < count; i++) {
      slot.begin(OperationKind.UNMAP);
      slot.gpa = i;
      sequence.add(slot);
    }
  }

  private long gpa(RecordedSequence from, int index) {
    from.get(index, slot);
    return slot.gpa;
  }
}
