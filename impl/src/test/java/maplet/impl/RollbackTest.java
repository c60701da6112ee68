package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import maplet.model.Access;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The n-th allocation fails, for every n, in every operation that allocates: nothing changes.
final class RollbackTest {
  static final List<String> IDS = TestRegimes.IDS;

  private static final long PAGE = Machine.PAGE;
  private static final long BASE = Machine.GIB;
  private static final long ON_DEMAND = 6 * Machine.GIB;

  /// Something of every kind: a huge linear area, populated and on-demand pages.
  private static Machine busyMachine(String id) {
    Machine machine = Machine.with(id, BASE, 7 * Machine.GIB);
    machine.space.mapLinear(2 * Machine.GIB, 8 * Machine.GIB, 2 * Machine.GIB, Machine.RWX);
    machine.space.mapAllocated(BASE, 3 * PAGE, Machine.RW, true);
    machine.space.mapAllocated(ON_DEMAND, Machine.GIB, Machine.RW, false);
    machine.space.handleFault(ON_DEMAND + 4 * Machine.MIB, Access.READ);
    return machine;
  }

  private static void assertAtomic(
      String id, int leastRequests, Function<AddressSpace, Status> operation) {
    int refusals = 0;
    while (!succeedsAfterRefusal(id, refusals + 1, operation)) {
      refusals++;
    }
    assertTrue(refusals >= leastRequests, id + " asked for only " + refusals + " frames");
  }

  /// @return whether the operation needed fewer frames than are granted
  private static boolean succeedsAfterRefusal(
      String id, int request, Function<AddressSpace, Status> operation) {
    try (Machine machine = busyMachine(id)) {
      Map<Long, Long> before = machine.words();
      int live = machine.allocator.liveFrames();
      machine.allocator.refuseFrom(request);
      Status status = operation.apply(machine.space);
      machine.allocator.refuseFrom(0);
      if (!status.isRefusal()) {
        return true;
      }
      assertEquals(Status.NO_MEMORY, status);
      assertEquals(Rule.ALLOCATOR, machine.space.rule());
      assertEquals(0, machine.space.operand());
      assertEquals(before, machine.words(), id + ", request " + request);
      assertEquals(live, machine.allocator.liveFrames(), id + ", request " + request);

      assertFalse(operation.apply(machine.space).isRefusal(), "the same once more");
      machine.space.destroy();
      assertEquals(0, machine.allocator.liveFrames());
      return false;
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void mapLinear(String id) {
    long gpa = 4 * Machine.GIB + 2 * Machine.MIB - PAGE;
    long size = Machine.GIB + 4 * Machine.MIB;
    assertAtomic(id, 4, space -> space.mapLinear(gpa, gpa, size, Machine.RWX));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void mapLinearBesideAnArea(String id) {
    assertAtomic(id, 1, space -> space.mapLinear(BASE + 511 * PAGE, 0, 2 * PAGE, Machine.RWX));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void mapAllocated(String id) {
    long gpa = 5 * Machine.GIB - 2 * PAGE;
    assertAtomic(id, 8, space -> space.mapAllocated(gpa, 4 * PAGE, Machine.RW, true));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void unmapInsideOneLeaf(String id) {
    long gpa = 2 * Machine.GIB + Machine.MIB;
    assertAtomic(id, 3, space -> space.unmap(gpa, 6 * Machine.MIB));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void unmapAcrossLeavesAndAreas(String id) {
    long gpa = BASE + PAGE;
    assertAtomic(id, 2, space -> space.unmap(gpa, 2 * Machine.GIB + 17 * PAGE));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void protect(String id) {
    long gpa = 3 * Machine.GIB - 5 * PAGE;
    assertAtomic(id, 4, space -> space.protect(gpa, Machine.GIB - Machine.MIB, Machine.R));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void handleFaultWithTables(String id) {
    assertAtomic(id, 2, space -> space.handleFault(ON_DEMAND + 9, Access.WRITE));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void handleFaultInATableThatExists(String id) {
    long gpa = ON_DEMAND + 4 * Machine.MIB + PAGE;
    assertAtomic(id, 1, space -> space.handleFault(gpa, Access.READ));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void onDemandAreasNeedNoFrames(String id) {
    assertAtomic(id, 0, space -> space.mapAllocated(5 * Machine.GIB, PAGE, Machine.RW, false));
  }
}
