package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import maplet.impl.memory.FrameAllocator;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules, faults and translations; what the tables look like is for other tests.
final class AddressSpaceTest {
  private static final long BASE = Machine.GIB;
  private static final long PAGE = Machine.PAGE;
  private static final long END = 3 * Machine.GIB;

  private final Machine machine = Machine.with("ept-4", BASE, END - BASE);
  private final AddressSpace space = machine.space;

  @AfterEach
  void closeMachine() {
    machine.close();
  }

  private void refused(Status expected, Rule rule, long operand, Status actual) {
    assertEquals(expected, actual);
    assertEquals(rule, space.rule());
    assertEquals(operand, space.operand());
  }

  private void invalid(Rule rule, long operand, Status actual) {
    refused(Status.INVALID_INPUT, rule, operand, actual);
  }

  private void doneAfterARefusal(Status expected, Supplier<Status> call) {
    invalid(Rule.EMPTY, 0, space.unmap(BASE, 0));
    assertEquals(expected, call.get());
    assertEquals(Rule.NONE, space.rule());
  }

  @Test
  void whatIsDoneForgetsTheRuleThatWasBrokenBefore() {
    doneAfterARefusal(Status.DONE, () -> space.mapLinear(BASE, 0, PAGE, Machine.RWX));
    doneAfterARefusal(Status.DONE, () -> space.mapAllocated(BASE + PAGE, PAGE, Machine.RWX, false));
    doneAfterARefusal(Status.RESOLVED, () -> space.handleFault(BASE + PAGE, Access.READ));
    doneAfterARefusal(Status.TRANSLATED, () -> space.translate(BASE, Access.READ));
    doneAfterARefusal(Status.AREA_FOUND, () -> space.areas().find(BASE));
    doneAfterARefusal(Status.FREE_FOUND, () -> space.areas().findFree(BASE, PAGE, PAGE, BASE, END));
    doneAfterARefusal(Status.RUN_FOUND, () -> space.runs().translateRun(BASE, Access.READ));
    doneAfterARefusal(Status.DONE, () -> space.protect(BASE, PAGE, Machine.R));
    doneAfterARefusal(Status.DONE, () -> space.unmap(BASE, PAGE));
    doneAfterARefusal(Status.DONE, space::clear);
  }

  @Test
  void rangesAreKept() {
    assertEquals(BASE, space.base());
    assertEquals(END, space.end());
    assertTrue(machine.memory.contains(space.root()));
  }

  @ParameterizedTest
  @CsvSource({
    "0x1000, 0, EMPTY, 0",
    "0x1001, 0x1000, ALIGNMENT, 0x1001",
    "0x1000, 0x1800, ALIGNMENT, 0x1800",
    "-4096, 0x1000, OVERFLOW, -4096",
    "-4096, 0x2000, OVERFLOW, -4096",
    "0x1000, 0x1000000000000, INPUT_WIDTH, 0x1000",
    "0x1000000000000, 0x1000, INPUT_WIDTH, 0x1000000000000"
  })
  void createRefusesBadRanges(String base, String size, Rule rule, String operand) {
    try (Machine fresh = new Machine(Formats.find("ept-4"), 16)) {
      Status status = fresh.space.create(Long.decode(base), Long.decode(size));
      assertEquals(Status.INVALID_INPUT, status);
      assertEquals(rule, fresh.space.rule());
      assertEquals(Long.decode(operand), fresh.space.operand());
      assertEquals(0, fresh.allocator.liveFrames());
    }
  }

  @Test
  void createWithoutFramesIsNoMemory() {
    try (Machine fresh = new Machine(Formats.find("riscv-sv39x4"), 3)) {
      assertEquals(Status.NO_MEMORY, fresh.space.create(0, PAGE));
      assertEquals(Rule.ALLOCATOR, fresh.space.rule());
      assertEquals(FrameAllocator.NONE, fresh.space.root());
      fresh.space.destroy();
      assertEquals(0, fresh.allocator.liveFrames());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x40000000, 0, 0, EMPTY, 0",
    "0x40000800, 0, 0x1000, ALIGNMENT, 0x40000800",
    "0x40000000, 0x800, 0x1000, ALIGNMENT, 0x800",
    "0x40000000, 0, 0x1001, ALIGNMENT, 0x1001",
    "-4096, 0, 0x1000, OVERFLOW, -4096",
    "0x3ffff000, 0, 0x1000, OUT_OF_RANGE, 0x3ffff000",
    "0xbffff000, 0, 0x2000, OUT_OF_RANGE, 0xbffff000",
    "0x40000000, 0x400000000000, 0x1000, OUTPUT_WIDTH, 0x400000000000",
    "0x40000000, 0x3ffffffff000, 0x2000, OUTPUT_WIDTH, 0x3ffffffff000",
    "0x40000000, -4096, 0x2000, OUTPUT_WIDTH, -4096"
  })
  void mapLinearRefusesBadOperands(String gpa, String hpa, String size, Rule rule, String operand) {
    Status status =
        space.mapLinear(Long.decode(gpa), Long.decode(hpa), Long.decode(size), Machine.RWX);
    invalid(rule, Long.decode(operand), status);
    assertEquals(0, machine.events.size());
  }

  @Test
  void theHighestHostPageIsMapped() {
    assertEquals(Status.DONE, space.mapLinear(BASE, (1L << 46) - PAGE, PAGE, Machine.RW));
    assertEquals(Status.TRANSLATED, space.translate(BASE + 8, Access.READ));
    assertEquals((1L << 46) - PAGE + 8, space.translation().hpa());
  }

  @Test
  void attributesMustNameAPermissionAndBeRepresentable() {
    invalid(Rule.NO_PERMISSION, 0x10, space.mapLinear(BASE, 0, PAGE, 0x10));
    invalid(Rule.REPRESENTABLE, 0x02, space.mapAllocated(BASE, PAGE, 0x02, true));
    invalid(Rule.REPRESENTABLE, 0x57, space.protect(BASE, PAGE, 0x57));
    invalid(Rule.REPRESENTABLE, 0x0f, space.mapLinear(BASE, 0, PAGE, 0x0f));
    invalid(Rule.REPRESENTABLE, 0x87, space.mapLinear(BASE, 0, PAGE, 0x87));
    invalid(Rule.REPRESENTABLE, -1, space.mapLinear(BASE, 0, PAGE, -1));
  }

  @Test
  void otherOperationsCheckTheirRangesToo() {
    invalid(Rule.EMPTY, 0, space.unmap(BASE, 0));
    invalid(Rule.ALIGNMENT, BASE + 1, space.protect(BASE + 1, PAGE, Machine.R));
    invalid(Rule.OUT_OF_RANGE, 0, space.mapAllocated(0, PAGE, Machine.R, true));
    invalid(Rule.OUT_OF_RANGE, END, space.unmap(END, PAGE));
  }

  @Test
  void overlapNamesTheFirstTakenAddress() {
    space.mapLinear(BASE + 4 * PAGE, 0, 2 * PAGE, Machine.RWX);
    Status across = space.mapLinear(BASE, 0, 8 * PAGE, Machine.RWX);
    refused(Status.ALREADY_EXISTS, Rule.OVERLAP, BASE + 4 * PAGE, across);
    Status inside = space.mapAllocated(BASE + 5 * PAGE, PAGE, Machine.RWX, true);
    refused(Status.ALREADY_EXISTS, Rule.OVERLAP, BASE + 5 * PAGE, inside);
    assertEquals(Status.DONE, space.mapLinear(BASE, 0, 4 * PAGE, Machine.RWX));
    assertEquals(Status.DONE, space.mapLinear(BASE + 6 * PAGE, 0, PAGE, Machine.RWX));
    assertEquals(Rule.NONE, space.rule());
  }

  @Test
  void protectNamesTheFirstUncoveredAddress() {
    space.mapLinear(BASE, 0, 2 * PAGE, Machine.RWX);
    space.mapLinear(BASE + 2 * PAGE, 0, PAGE, Machine.RWX);
    space.mapLinear(BASE + 4 * PAGE, 0, PAGE, Machine.RWX);
    Status hole = space.protect(BASE, 5 * PAGE, Machine.R);
    refused(Status.NOT_MAPPED, Rule.NO_AREA, BASE + 3 * PAGE, hole);
    Status nothing = space.protect(BASE + 8 * PAGE, PAGE, Machine.R);
    refused(Status.NOT_MAPPED, Rule.NO_AREA, BASE + 8 * PAGE, nothing);
    assertEquals(Machine.RWX, translatedAttributes(BASE));
    assertEquals(Status.DONE, space.protect(BASE, 3 * PAGE, Machine.R));
    assertEquals(Machine.R, translatedAttributes(BASE + 2 * PAGE));
  }

  private int translatedAttributes(long gpa) {
    assertEquals(Status.TRANSLATED, space.translate(gpa, Access.READ));
    return space.translation().attributes();
  }

  @Test
  void translateFindsTheVeryByte() {
    space.mapLinear(BASE + 2 * Machine.MIB, 6 * Machine.MIB, 2 * Machine.MIB, Machine.RX);
    long gpa = BASE + 2 * Machine.MIB + 0x12345;
    assertEquals(Status.TRANSLATED, space.translate(gpa, Access.EXECUTE));
    assertEquals(6 * Machine.MIB + 0x12345, space.translation().hpa());
    assertEquals(2 * Machine.MIB, space.translation().pageSize());
    assertEquals(Machine.RX, space.translation().attributes());
  }

  @Test
  void translateFaultsWithKindAndHeight() {
    space.mapLinear(BASE, 0, PAGE, Machine.R);
    fault(BASE, Access.WRITE, FaultKind.PERMISSION, 0);
    fault(BASE + PAGE, Access.READ, FaultKind.TRANSLATION, 0);
    fault(BASE + 2 * Machine.MIB, Access.READ, FaultKind.TRANSLATION, 1);
    fault(0, Access.READ, FaultKind.TRANSLATION, 2);
    fault(1L << 40, Access.READ, FaultKind.TRANSLATION, 3);
    fault(1L << 48, Access.READ, FaultKind.TRANSLATION, 3);
    fault(-1, Access.READ, FaultKind.TRANSLATION, 3);
  }

  private void fault(long gpa, Access access, FaultKind kind, int height) {
    assertEquals(Status.FAULT, space.translate(gpa, access));
    assertEquals(kind, space.translation().faultKind());
    assertEquals(height, space.translation().faultHeight());
  }

  @Test
  void aFaultOnAnOnDemandPageGetsAZeroedFrame() {
    assertEquals(Status.DONE, space.mapAllocated(BASE, 4 * PAGE, Machine.RW, false));
    assertEquals(1, machine.allocator.liveFrames());
    long dirty = machine.allocator.allocate();
    machine.memory.guestWrite(dirty, 77);
    machine.allocator.free(dirty);

    assertEquals(Status.RESOLVED, space.handleFault(BASE + PAGE + 5, Access.WRITE));
    assertEquals(Status.TRANSLATED, space.translate(BASE + PAGE, Access.READ));
    assertEquals(dirty, space.translation().hpa());
    assertEquals(0, machine.memory.read(dirty));
    assertEquals(5, machine.allocator.liveFrames());
    assertEquals(Status.SPURIOUS, space.handleFault(BASE + PAGE, Access.READ));
    assertEquals(Rule.NONE, space.rule());
    assertEquals(5, machine.allocator.liveFrames());
  }

  @Test
  void faultsThatAreNotTheSpacesAreRefused() {
    space.mapAllocated(BASE, PAGE, Machine.R, false);
    space.mapAllocated(BASE + PAGE, PAGE, Machine.R, true);
    space.mapLinear(BASE + 2 * PAGE, 0, PAGE, Machine.R);
    faultRefused(Rule.OUT_OF_RANGE, BASE - 1, Access.READ);
    faultRefused(Rule.OUT_OF_RANGE, END, Access.READ);
    faultRefused(Rule.OUT_OF_RANGE, -1, Access.READ);
    faultRefused(Rule.NO_AREA, BASE + 3 * PAGE, Access.READ);
    faultRefused(Rule.NOT_PERMITTED, BASE, Access.WRITE);
    faultRefused(Rule.NOT_PERMITTED, BASE + 2 * PAGE, Access.EXECUTE);
    faultRefused(Rule.NOT_ON_DEMAND, BASE + PAGE, Access.READ);
    faultRefused(Rule.NOT_ON_DEMAND, BASE + 2 * PAGE, Access.READ);
  }

  private void faultRefused(Rule rule, long gpa, Access access) {
    refused(Status.FAULT_REFUSED, rule, gpa, space.handleFault(gpa, access));
  }

  @Test
  void protectReachesPagesThatAreNotPresentYet() {
    space.mapAllocated(BASE, 2 * PAGE, Machine.RW, false);
    space.handleFault(BASE, Access.READ);
    assertEquals(Status.DONE, space.protect(BASE, 2 * PAGE, Machine.R));
    assertEquals(Machine.R, translatedAttributes(BASE));
    faultRefused(Rule.NOT_PERMITTED, BASE + PAGE, Access.WRITE);
    assertEquals(Status.RESOLVED, space.handleFault(BASE + PAGE, Access.READ));
    assertEquals(Machine.R, translatedAttributes(BASE + PAGE));
  }

  @Test
  void protectChangesNoPageBeyondTheRange() {
    space.mapAllocated(BASE, 6 * PAGE, Machine.RW, false);
    space.protect(BASE + 2 * PAGE, 2 * PAGE, Machine.R);
    for (int page = 0; page < 6; page++) {
      boolean changed = page == 2 || page == 3;
      Status expected = changed ? Status.FAULT_REFUSED : Status.RESOLVED;
      assertEquals(expected, space.handleFault(BASE + page * PAGE, Access.WRITE), "page " + page);
    }
  }

  @Test
  void thousandsOfAreasStayApart() {
    for (int i = 0; i < 1500; i++) {
      int scattered = i * 7 % 1500;
      assertEquals(
          Status.DONE, space.mapAllocated(BASE + 2 * scattered * PAGE, PAGE, Machine.RW, false));
    }
    assertEquals(Status.DONE, space.unmap(BASE + PAGE, 2998 * PAGE));
    assertEquals(Status.RESOLVED, space.handleFault(BASE, Access.READ));
    faultRefused(Rule.NO_AREA, BASE + 2 * PAGE, Access.READ);
  }

  @Test
  void unmapGivesFramesAndTablesBack() {
    space.mapAllocated(BASE, 700 * PAGE, Machine.RW, true);
    assertEquals(1 + 4 + 700, machine.allocator.liveFrames());
    assertEquals(Status.DONE, space.unmap(BASE + 600 * PAGE, 200 * PAGE));
    assertEquals(1 + 4 + 600, machine.allocator.liveFrames());
    assertEquals(Status.DONE, space.unmap(BASE + 512 * PAGE, 512 * PAGE));
    assertEquals(1 + 3 + 512, machine.allocator.liveFrames());
    assertEquals(Status.DONE, space.unmap(BASE, END - BASE));
    assertEquals(1, machine.allocator.liveFrames());
    assertEquals(0, machine.words().size());
    assertEquals(Status.DONE, space.unmap(BASE, END - BASE));
  }

  @Test
  void clearAndDestroyGiveEverythingBack() {
    space.mapLinear(BASE, Machine.GIB, Machine.GIB, Machine.RWX);
    space.mapAllocated(2 * Machine.GIB, 20 * PAGE, Machine.RW, true);
    space.mapAllocated(2 * Machine.GIB + Machine.MIB, 20 * PAGE, Machine.RW, false);
    space.handleFault(2 * Machine.GIB + Machine.MIB, Access.READ);
    assertEquals(Status.DONE, space.clear());
    assertEquals(1, machine.allocator.liveFrames());
    assertEquals(Status.DONE, space.mapLinear(BASE, 0, END - BASE, Machine.R));
    space.destroy();
    assertEquals(0, machine.allocator.liveFrames());
    assertEquals(FrameAllocator.NONE, space.root());
  }

  @Test
  void everyFormatIsFoundByItsName() {
    TestRegimes.IDS.forEach(id -> assertEquals(id, Formats.find(id).id()));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Formats.find("sv32")).getMessage();
    assertTrue(
        message.startsWith("regime (sv32) must begin with one of [aarch64, ept, riscv]"), message);
  }
}
