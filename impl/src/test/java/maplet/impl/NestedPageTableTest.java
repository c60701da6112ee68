package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableVisitor;
import maplet.model.Access;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A page table by examples, on every regime where that makes a difference.
final class NestedPageTableTest {
  static final List<String> IDS = TestRegimes.IDS;

  private static final long PAGE = Machine.PAGE;
  private static final long MIB = Machine.MIB;
  private static final long GIB = Machine.GIB;
  private static final long HUGE = 2 * MIB;

  /// A host with one page table on it.
  private static final class Host implements AutoCloseable {
    final TableFormat format;
    final EventLog events = new EventLog();
    final PhysicalMemory memory;
    final FrameAllocator allocator;
    final NestedPageTable table;

    Host(String id) {
      format = Formats.find(id);
      memory = new PhysicalMemory(Machine.HOST, 4096 * PAGE, PAGE, events);
      allocator = new FrameAllocator(memory, events);
      table = new NestedPageTable(format, memory, allocator, events);
      assertEquals(Status.DONE, table.create());
    }

    /// All leaves, as a walk shows them.
    List<String> leaves() {
      List<String> leaves = new ArrayList<>();
      table.walk(
          (gpa, hpa, attributes, size) ->
              leaves.add("%x %x %d %x".formatted(gpa, hpa, attributes, size)),
          Long.MAX_VALUE);
      return leaves;
    }

    void assertFinds(long gpa, long hpa, int attributes, long pageSize) {
      assertEquals(Status.TRANSLATED, table.query(gpa));
      assertEquals(hpa, table.translation().hpa());
      assertEquals(attributes, table.translation().attributes());
      assertEquals(pageSize, table.translation().pageSize());
    }

    void assertRefused(Status status, Rule rule, long operand, Status actual) {
      assertEquals(status, actual);
      assertEquals(rule, table.rule());
      assertEquals(operand, table.operand());
    }

    void assertInvalid(Rule rule, long operand, Status actual) {
      assertRefused(Status.INVALID_INPUT, rule, operand, actual);
    }

    int count(int event) {
      int count = 0;
      for (int i = 0; i < events.size(); i++) {
        count += events.kind(i) == event ? 1 : 0;
      }
      return count;
    }

    @Override
    public void close() {
      table.destroy();
      assertEquals(0, allocator.liveFrames());
      memory.close();
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void pagesOfEverySizeAreMappedFoundAndRemovedWhole(String id) {
    try (Host host = new Host(id)) {
      int live = host.allocator.liveFrames();
      for (int shift : host.format.capabilities().pageShifts()) {
        long size = 1L << shift;
        assertEquals(Status.DONE, host.table.map(size, 3 * size, size, Machine.RW));
        host.assertFinds(2 * size - 1, 4 * size - 1, Machine.RW, size);
        assertEquals(Status.REMOVED, host.table.unmap(size + 5));
        assertEquals(3 * size, host.table.translation().hpa());
        assertEquals(size, host.table.translation().pageSize());
        host.assertRefused(Status.NOT_MAPPED, Rule.NO_MAPPING, size, host.table.query(size));
        assertEquals(live, host.allocator.liveFrames());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void whatIsInTheWayIsTold(String id) {
    try (Host host = new Host(id)) {
      host.table.map(GIB, 0, HUGE, Machine.RW);
      host.table.map(GIB + 2 * HUGE + PAGE, 0, PAGE, Machine.RW);
      long taken = GIB + 2 * HUGE + PAGE;
      host.assertRefused(
          Status.MAPPED_TO_HUGE_PAGE,
          Rule.LARGER_LEAF,
          GIB + PAGE,
          host.table.map(GIB + PAGE, 0, PAGE, Machine.RW));
      host.assertRefused(
          Status.MAPPED_TO_HUGE_PAGE,
          Rule.LARGER_LEAF,
          GIB,
          host.table.mapRegion(GIB - PAGE, 0, 2 * PAGE, Machine.RW, true));
      host.assertRefused(
          Status.ALREADY_EXISTS,
          Rule.MAPPED,
          taken,
          host.table.map(GIB + 2 * HUGE, 0, HUGE, Machine.RW));
      host.assertRefused(
          Status.ALREADY_EXISTS, Rule.MAPPED, GIB, host.table.map(GIB, 0, GIB, Machine.RW));
      host.assertRefused(
          Status.ALREADY_EXISTS,
          Rule.MAPPED,
          taken,
          host.table.mapRegion(GIB + HUGE, 0, 4 * GIB, Machine.RW, true));
      assertEquals(2, host.leaves().size());
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void regionsHaveTheLargestLeavesOrGranules(String id) {
    try (Host host = new Host(id)) {
      host.table.mapRegion(HUGE - PAGE, HUGE - PAGE, HUGE + 2 * PAGE, Machine.RW, true);
      host.assertFinds(HUGE - PAGE, HUGE - PAGE, Machine.RW, PAGE);
      host.assertFinds(HUGE, HUGE, Machine.RW, HUGE);
      host.assertFinds(2 * HUGE, 2 * HUGE, Machine.RW, PAGE);
      host.table.mapRegion(GIB, GIB, HUGE, Machine.RW, false);
      host.assertFinds(GIB, GIB, Machine.RW, PAGE);
      assertEquals(3 + 512, host.leaves().size());
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void regionsAreUnmappedAndProtectedAcrossHolesAndThroughHugeLeaves(String id) {
    try (Host host = new Host(id)) {
      host.table.map(0, GIB, HUGE, Machine.RW);
      host.table.map(2 * HUGE, 2 * GIB, HUGE, Machine.RW);
      assertEquals(Status.DONE, host.table.protectRegion(PAGE, 2 * HUGE, Machine.R));
      host.assertFinds(0, GIB, Machine.RW, PAGE);
      host.assertFinds(PAGE, GIB + PAGE, Machine.R, PAGE);
      host.assertFinds(2 * HUGE, 2 * GIB, Machine.R, PAGE);
      host.assertFinds(2 * HUGE + PAGE, 2 * GIB + PAGE, Machine.RW, PAGE);
      assertEquals(Status.DONE, host.table.unmapRegion(PAGE, GIB - PAGE));
      assertEquals(
          List.of("%x %x %d %x".formatted(0, GIB, Machine.RW, PAGE)), host.leaves(), "one is left");
      assertEquals(Status.TRANSLATED, host.table.translate(5, Access.WRITE));
      assertEquals(Status.FAULT, host.table.translate(PAGE, Access.READ));
      assertEquals(Status.DONE, host.table.clear());
      assertEquals(List.of(), host.leaves());
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void aRemapBreaksFirstWhereTheArchitectureDemandsIt(String id) {
    try (Host host = new Host(id)) {
      host.table.map(HUGE, 0, HUGE, Machine.RW);
      host.events.clear();
      assertEquals(Status.DONE, host.table.remap(HUGE + 77, 8 * HUGE, Machine.R));
      host.assertFinds(HUGE, 8 * HUGE, Machine.R, HUGE);
      boolean breaks = id.startsWith("aarch64");
      assertEquals(breaks ? 2 : 1, host.count(EventLog.STORE));
      assertEquals(
          1, host.count(EventLog.INVALIDATE_ADDRESS) + host.count(EventLog.INVALIDATE_ALL));
      host.events.clear();
      assertEquals(Status.DONE, host.table.remap(HUGE, 8 * HUGE, Machine.RW));
      assertEquals(1, host.count(EventLog.STORE), "permissions alone need no break");
      host.events.clear();
      assertEquals(Status.DONE, host.table.remap(HUGE, 8 * HUGE, Machine.RW));
      assertEquals(0, host.events.size(), "nothing changes");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 0x800, 0x2000, 3 * PAGE, 1L << 39, 1L << 40, Long.MIN_VALUE, -1})
  void aPageSizeThatTheRegimeHasNotIsRefused(long pageSize) {
    try (Host host = new Host("ept-4")) {
      host.assertInvalid(Rule.PAGE_SIZE, pageSize, host.table.map(-1, -1, pageSize, 0));
    }
  }

  private static void doneAfterARefusal(
      NestedPageTable table, Status expected, Supplier<Status> call) {
    assertEquals(Status.INVALID_INPUT, table.unmapRegion(0, 0));
    assertEquals(Rule.EMPTY, table.rule());
    assertEquals(expected, call.get());
    assertEquals(Rule.NONE, table.rule());
  }

  @Test
  void whatIsDoneForgetsTheRuleThatWasBrokenBefore() {
    try (Host host = new Host("ept-4")) {
      NestedPageTable table = host.table;
      doneAfterARefusal(table, Status.DONE, () -> table.map(0, 0, PAGE, Machine.RWX));
      doneAfterARefusal(
          table, Status.DONE, () -> table.mapRegion(PAGE, 0, PAGE, Machine.RWX, true));
      doneAfterARefusal(table, Status.TRANSLATED, () -> table.query(0));
      doneAfterARefusal(table, Status.TRANSLATED, () -> table.translate(0, Access.READ));
      doneAfterARefusal(table, Status.DONE, () -> table.remap(0, PAGE, Machine.R));
      doneAfterARefusal(table, Status.DONE, () -> table.protectRegion(0, PAGE, Machine.RW));
      doneAfterARefusal(table, Status.DONE, () -> table.unmapRegion(PAGE, PAGE));
      doneAfterARefusal(table, Status.REMOVED, () -> table.unmap(0));
      doneAfterARefusal(table, Status.DONE, table::clear);
      assertEquals(Status.INVALID_INPUT, table.unmapRegion(0, 0));
      assertEquals(0, table.walk((_, _, _, _) -> {}, 1));
      assertEquals(Rule.NONE, table.rule());
    }
  }

  @Test
  void operandsAreRefusedInTheOrderOfTheRules() {
    try (Host host = new Host("ept-4")) {
      NestedPageTable table = host.table;
      long limit = host.format.capabilities().inputLimit();
      long hostLimit = host.format.capabilities().outputLimit();
      host.assertInvalid(Rule.ALIGNMENT, PAGE, table.map(PAGE, PAGE + 1, HUGE, 0));
      host.assertInvalid(Rule.ALIGNMENT, PAGE, table.map(HUGE, PAGE, HUGE, 0));
      host.assertInvalid(Rule.OVERFLOW, -HUGE, table.map(-HUGE, -HUGE, HUGE, 0));
      host.assertInvalid(Rule.INPUT_WIDTH, limit, table.map(limit, hostLimit, HUGE, 0));
      host.assertInvalid(Rule.OUTPUT_WIDTH, hostLimit, table.map(0, hostLimit, HUGE, 0));
      host.assertInvalid(Rule.NO_PERMISSION, 0, table.map(0, 0, HUGE, 0));
      host.assertInvalid(Rule.REPRESENTABLE, 2, table.map(0, 0, HUGE, 2));
      host.assertInvalid(Rule.EMPTY, 0, table.mapRegion(1, 1, 0, 0, true));
      host.assertInvalid(Rule.OVERFLOW, PAGE, table.mapRegion(PAGE, 0, -PAGE, 0, true));
      host.assertInvalid(Rule.INPUT_WIDTH, PAGE, table.mapRegion(PAGE, -PAGE, limit, 0, true));
      host.assertInvalid(Rule.OUTPUT_WIDTH, -PAGE, table.mapRegion(0, -PAGE, PAGE, 0, true));
      host.assertInvalid(Rule.NO_PERMISSION, 0, table.mapRegion(0, 0, PAGE, 0, true));
      host.assertInvalid(Rule.INPUT_WIDTH, 0, table.unmapRegion(0, 2 * limit));
      host.assertInvalid(Rule.EMPTY, 0, table.protectRegion(0, 0, 0));
      host.assertInvalid(Rule.NO_PERMISSION, 0, table.protectRegion(0, PAGE, 0));
      host.assertInvalid(Rule.INPUT_WIDTH, limit, table.unmap(limit));
      host.assertInvalid(Rule.INPUT_WIDTH, -1, table.query(-1));
      assertEquals(Status.FAULT, table.translate(-1, Access.READ));
    }
  }

  @Test
  void aRemapIsAlignedToTheLeafOrElseToTheGranule() {
    try (Host host = new Host("riscv-sv39x4")) {
      NestedPageTable table = host.table;
      table.map(0, 0, HUGE, Machine.RW);
      host.assertInvalid(Rule.ALIGNMENT, PAGE, table.remap(5, PAGE, 0));
      host.assertInvalid(Rule.ALIGNMENT, 9, table.remap(-1, 9, 0));
      host.assertInvalid(Rule.INPUT_WIDTH, -1, table.remap(-1, PAGE, 0));
      host.assertInvalid(Rule.OUTPUT_WIDTH, -PAGE, table.remap(GIB, -PAGE, 0));
      host.assertInvalid(Rule.NO_PERMISSION, 0, table.remap(GIB, PAGE, 0));
      host.assertRefused(
          Status.NOT_MAPPED, Rule.NO_MAPPING, GIB, table.remap(GIB, PAGE, Machine.RW));
      host.assertRefused(Status.NOT_MAPPED, Rule.NO_MAPPING, GIB, table.unmap(GIB));
    }
  }

  /// The n-th allocation fails, for every n, in every operation that may need a table.
  @ParameterizedTest
  @FieldSource("IDS")
  void withoutMemoryNothingChanges(String id) {
    assertAtomic(id, 2, t -> t.map(5 * GIB, 0, PAGE, Machine.RW));
    assertAtomic(
        id, 3, t -> t.mapRegion(5 * GIB - PAGE, 5 * GIB - PAGE, 2 * PAGE, Machine.RW, true));
    assertAtomic(
        id, 2, t -> t.mapRegion(6 * GIB - 2 * PAGE, 0, HUGE + 4 * PAGE, Machine.RW, false));
    assertAtomic(id, 3, t -> t.unmapRegion(GIB + PAGE, 5 * MIB));
    assertAtomic(id, 3, t -> t.protectRegion(GIB + PAGE, 5 * MIB, Machine.R));
  }

  /// An operation on a table.
  private interface Call {
    Status on(NestedPageTable table);
  }

  private static void assertAtomic(String id, int leastRequests, Call call) {
    int request = 1;
    while (isRefused(id, request, call)) {
      request++;
    }
    assertTrue(request > leastRequests, id + " asked for only " + (request - 1) + " frames");
  }

  private static boolean isRefused(String id, int request, Call call) {
    try (Host host = new Host(id)) {
      host.table.map(GIB, GIB, GIB, Machine.RW);
      List<String> before = host.leaves();
      int live = host.allocator.liveFrames();
      host.allocator.refuseFrom(request);
      Status status = call.on(host.table);
      host.allocator.refuseFrom(0);
      if (!status.isRefusal()) {
        return false;
      }
      host.assertRefused(Status.NO_MEMORY, Rule.ALLOCATOR, 0, status);
      assertEquals(before, host.leaves());
      assertEquals(live, host.allocator.liveFrames());
      assertFalse(call.on(host.table).isRefusal(), "the same once more");
      return true;
    }
  }

  @Test
  void aTableWithoutMemoryIsNotCreated() {
    try (Host host = new Host("ept-4")) {
      NestedPageTable other =
          new NestedPageTable(host.format, host.memory, host.allocator, host.events);
      host.allocator.refuseFrom(1);
      assertEquals(Status.NO_MEMORY, other.create());
      assertEquals(Rule.ALLOCATOR, other.rule());
      other.destroy();
      host.allocator.refuseFrom(0);
    }
  }

  @Test
  void aWalkShowsTablesAndLeavesDepthFirstUpToItsLimit() {
    try (Host host = new Host("aarch64-4k-ipa40-l1")) {
      host.table.map(0, 0, GIB, Machine.RW);
      host.table.map(GIB + HUGE - PAGE, 0, PAGE, Machine.RW);
      host.table.map(GIB + HUGE, 0, HUGE, Machine.RW);
      host.table.map((1L << 40) - GIB, 0, GIB, Machine.RW);
      List<String> all =
          List.of(
              "enter 2 at 0",
              "leaf 0",
              "enter 1 at 40000000",
              "enter 0 at 40000000",
              "leaf 401ff000",
              "leave 0 at 40000000",
              "leaf 40200000",
              "leave 1 at 40000000",
              "leaf ffc0000000",
              "leave 2 at 0");
      List<String> shown = new ArrayList<>();
      assertEquals(4, host.table.walk(recorder(shown), 100));
      assertEquals(all, shown);

      shown.clear();
      assertEquals(2, host.table.walk(recorder(shown), 2));
      assertEquals(all.subList(0, 5), shown.subList(0, 5));
      assertFalse(shown.contains("leaf 40200000"));
      assertEquals(0, host.table.walk(recorder(shown), 0));
    }
  }

  private static TableVisitor recorder(List<String> shown) {
    return new TableVisitor() {
      @Override
      public void enter(long gpa, int height, long table) {
        shown.add("enter %d at %x".formatted(height, gpa));
      }

      @Override
      public void leaf(long gpa, long hpa, int attributes, long pageSize) {
        shown.add("leaf %x".formatted(gpa));
      }

      @Override
      public void leave(long gpa, int height, long table) {
        shown.add("leave %d at %x".formatted(height, gpa));
      }
    };
  }
}
