package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import maplet.impl.memory.MemoryHal;
import maplet.impl.memory.SimulatedHal;
import maplet.model.Access;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The host's reads and writes of a guest's memory.
final class GuestMemoryTest {
  private static final long BASE = Machine.GIB;
  private static final long PAGE = Machine.PAGE;
  private static final long LAST = BASE + 3 * PAGE;
  private static final long READ_ONLY = BASE + 4 * PAGE;
  private static final long HUGE = BASE + 4 * Machine.MIB;
  private static final long FAR = BASE + 8 * Machine.MIB;

  private final Machine machine = Machine.with("riscv-sv39x4", BASE, Machine.GIB);
  private final AddressSpace space = machine.space;
  private final MemoryHal hal = new SimulatedHal(machine.memory, machine.allocator);
  private final GuestMemory memory = new GuestMemory(space, hal);

  @AfterEach
  void closeMachine() {
    machine.close();
  }

  /// Three areas next to each other, of which the first's two frames don't follow each other: pages
  /// 0 and 1, writable; 2 on demand and absent, 3 on demand and present; 4 read-only. Then a huge
  /// leaf onto the simulated memory, and an area behind which there is none.
  @BeforeEach
  void makeAreas() {
    space.mapAllocated(BASE, 2 * PAGE, Machine.RW, false);
    space.handleFault(BASE + PAGE, Access.READ);
    space.handleFault(BASE, Access.READ);
    space.mapAllocated(BASE + 2 * PAGE, 2 * PAGE, Machine.RW, false);
    space.handleFault(LAST, Access.READ);
    space.mapAllocated(READ_ONLY, PAGE, Machine.R, true);
    space.mapLinear(HUGE, Machine.HOST + 4 * Machine.MIB, 2 * Machine.MIB, Machine.RW);
    space.mapLinear(FAR, Machine.HOST + 4096 * PAGE - PAGE, 2 * PAGE, Machine.RW);
    assertNotEquals(hpa(BASE) + PAGE, hpa(BASE + PAGE));
  }

  private long hpa(long gpa) {
    assertEquals(Status.TRANSLATED, space.translate(gpa, Access.READ));
    return space.translation().hpa();
  }

  private byte byteAt(long gpa) {
    byte[] one = new byte[1];
    machine.memory.copy(hpa(gpa), one, 0, 1);
    return one[0];
  }

  private static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + 7);
    }
    return bytes;
  }

  private void refused(Rule rule, long operand, Status status) {
    assertEquals(Status.INVALID_INPUT, status);
    assertEquals(rule, space.rule());
    assertEquals(operand, space.operand());
  }

  @Test
  void bytesCrossPagesWhoseFramesDoNotFollowEachOther() {
    byte[] bytes = pattern(300);

    assertEquals(Status.DONE, memory.write(BASE + PAGE - 100, bytes, 10, 200));

    for (int i = 0; i < 200; i++) {
      assertEquals(bytes[10 + i], byteAt(BASE + PAGE - 100 + i));
    }
    assertEquals(0, byteAt(BASE + PAGE - 101));
    assertEquals(0, byteAt(BASE + PAGE + 100));
    byte[] back = new byte[300];
    assertEquals(Status.DONE, memory.read(BASE + PAGE - 100, back, 10, 200));
    assertArrayEquals(Arrays.copyOfRange(bytes, 10, 210), Arrays.copyOfRange(back, 10, 210));
    assertEquals(0, back[9]);
    assertEquals(0, back[210]);
  }

  @Test
  void bytesCrossAreas() {
    space.handleFault(BASE + 2 * PAGE, Access.WRITE);
    byte[] bytes = pattern((int) (4 * PAGE - 2));

    assertEquals(Status.DONE, memory.write(BASE + 1, MemorySegment.ofArray(bytes)));

    byte[] back = new byte[bytes.length];
    assertEquals(Status.DONE, memory.read(BASE + 1, MemorySegment.ofArray(back)));
    assertArrayEquals(bytes, back);
    assertEquals(bytes[(int) (2 * PAGE - 1)], byteAt(BASE + 2 * PAGE));
  }

  @Test
  void bytesOfAHugeLeafAreWhereItMapsThem() {
    long gpa = HUGE + Machine.MIB + 123;
    memory.write(gpa, pattern(8000), 0, 8000);

    byte[] there = new byte[8000];
    machine.memory.copy(Machine.HOST + 5 * Machine.MIB + 123, there, 0, 8000);

    assertArrayEquals(pattern(8000), there);
  }

  @Test
  void aRefusedAccessMovesNothing() {
    byte[] bytes = pattern(4096);

    refused(Rule.NOT_PRESENT, BASE + 2 * PAGE, memory.write(BASE + 2 * PAGE - 8, bytes, 0, 16));
    refused(Rule.NOT_PERMITTED, READ_ONLY, memory.write(READ_ONLY - 8, bytes, 0, 16));
    refused(Rule.NO_AREA, READ_ONLY + PAGE, memory.read(READ_ONLY + PAGE - 8, bytes, 0, 16));
    refused(Rule.NO_HOST_MEMORY, FAR + PAGE, memory.write(FAR + PAGE - 8, bytes, 0, 16));
    refused(
        Rule.NO_HOST_MEMORY,
        FAR + PAGE,
        memory.write(FAR + PAGE - 8, MemorySegment.ofArray(bytes)));

    assertArrayEquals(pattern(4096), bytes);
    for (int i = 1; i <= 8; i++) {
      assertEquals(0, byteAt(BASE + 2 * PAGE - i));
      assertEquals(0, byteAt(READ_ONLY - i));
      assertEquals(0, byteAt(FAR + PAGE - i));
    }
  }

  @Test
  void theFirstAddressThatFailsIsNamed() {
    refused(Rule.EMPTY, 0, memory.check(BASE, 0, Access.READ));
    refused(Rule.OVERFLOW, -8, memory.check(-8, 8, Access.READ));
    refused(Rule.NO_AREA, Long.MIN_VALUE, memory.check(Long.MIN_VALUE, 8, Access.READ));
    refused(Rule.NO_AREA, BASE - 1, memory.check(BASE - 1, 8, Access.READ));
    refused(Rule.NOT_PRESENT, BASE + 2 * PAGE, memory.check(BASE, -1 - BASE, Access.READ));
    refused(Rule.NO_HOST_MEMORY, FAR + PAGE + 9, memory.check(FAR + PAGE + 9, PAGE, Access.READ));
    assertEquals(Status.DONE, memory.check(LAST, 2 * PAGE, Access.READ));
  }

  @Test
  void arraysMustHaveRoom() {
    assertThrows(IndexOutOfBoundsException.class, () -> memory.read(BASE, new byte[7], 0, 8));
    assertThrows(IndexOutOfBoundsException.class, () -> memory.write(BASE, new byte[8], 1, 8));
  }

  @ParameterizedTest
  @EnumSource
  void valuesOfEveryWidthAndOrderAreReadBack(MemoryOrder order) {
    for (AccessWidth width : AccessWidth.values()) {
      memory.write(BASE, new byte[16], 0, 16);
      long value = 0xf1e2_d3c4_b5a6_9788L;

      assertEquals(Status.DONE, memory.store(BASE + 8, width, order, value));
      assertEquals(Status.DONE, memory.load(BASE + 8, width, order));

      long mask = -1L >>> Long.SIZE - width.bytes() * Byte.SIZE;
      assertEquals(value & mask, memory.value());
      assertEquals(value & mask, machine.memory.read(hpa(BASE + 8)));
      assertEquals(0, machine.memory.read(hpa(BASE)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void plainValuesNeedNoAlignment(AccessWidth width) {
    for (long gpa = BASE + PAGE - 8; gpa < BASE + PAGE + 8; gpa++) {
      memory.write(BASE + PAGE - 16, new byte[40], 0, 40);
      long value = 0xf1e2_d3c4_b5a6_9788L;

      assertEquals(Status.DONE, memory.store(gpa, width, MemoryOrder.PLAIN, value));
      assertEquals(Status.DONE, memory.load(gpa, width, MemoryOrder.PLAIN));

      assertEquals(value & -1L >>> Long.SIZE - width.bytes() * Byte.SIZE, memory.value());
      for (int i = 0; i < width.bytes(); i++) {
        assertEquals((byte) (value >>> i * Byte.SIZE), byteAt(gpa + i));
      }
      assertEquals(0, byteAt(gpa - 1));
      assertEquals(0, byteAt(gpa + width.bytes()));
    }
  }

  @Test
  void orderedValuesAreAligned() {
    for (MemoryOrder order :
        new MemoryOrder[] {MemoryOrder.ACQUIRE_RELEASE, MemoryOrder.VOLATILE}) {
      refused(Rule.ALIGNMENT, BASE + 4, memory.load(BASE + 4, AccessWidth.QWORD, order));
      refused(Rule.ALIGNMENT, BASE + 1, memory.store(BASE + 1, AccessWidth.WORD, order, 1));
      assertEquals(Status.DONE, memory.load(BASE + 4, AccessWidth.DWORD, order));
      assertEquals(Status.DONE, memory.store(BASE + 1, AccessWidth.BYTE, order, 1));
    }
  }

  @Test
  void valuesObeyPermissions() {
    AccessWidth width = AccessWidth.DWORD;

    assertEquals(Status.DONE, memory.load(READ_ONLY, width, MemoryOrder.PLAIN));
    refused(Rule.NOT_PERMITTED, READ_ONLY, memory.store(READ_ONLY, width, MemoryOrder.PLAIN, 1));
    refused(
        Rule.NOT_PRESENT,
        BASE + 2 * PAGE,
        memory.load(BASE + 2 * PAGE - 2, width, MemoryOrder.PLAIN));
  }

  @Test
  void memoryMayLieInPieces() {
    GuestMemory pieces = new GuestMemory(space, new TwoPieces(hal));
    byte[] bytes = pattern(64);
    assertEquals(Status.DONE, memory.write(HUGE + TwoPieces.CUT - 32, bytes, 0, 64));
    byte[] back = new byte[64];

    assertEquals(Status.DONE, pieces.read(HUGE + TwoPieces.CUT - 32, back, 0, 64));

    assertArrayEquals(bytes, back);
  }

  /// A host whose memory ends at an address, and goes on there elsewhere: at the same place here.
  private record TwoPieces(MemoryHal hal) implements MemoryHal {
    static final long CUT = 0x1008;
    private static final long CUT_HPA = Machine.HOST + 4 * Machine.MIB + CUT;

    @Override
    public long frameSize() {
      return hal.frameSize();
    }

    @Override
    public long allocFrame() {
      return hal.allocFrame();
    }

    @Override
    public void deallocFrame(long hpa) {
      hal.deallocFrame(hpa);
    }

    @Override
    public MemorySegment virtualMemory() {
      return hal.virtualMemory();
    }

    @Override
    public long physToVirt(long hpa) {
      return hal.physToVirt(hpa);
    }

    @Override
    public long virtToPhys(long offset) {
      return hal.virtToPhys(offset);
    }

    @Override
    public long contiguous(long hpa) {
      return hpa < CUT_HPA ? CUT_HPA - hpa : hal.contiguous(hpa);
    }
  }
}
