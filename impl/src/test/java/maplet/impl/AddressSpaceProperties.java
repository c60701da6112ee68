package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maplet.impl.Machine.Leaf;
import maplet.impl.memory.EventLog;
import maplet.impl.table.TableFormat;
import maplet.model.Access;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.Status;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Sequences of operations, each compared page by page with [PageByPage], and their invariants.
final class AddressSpaceProperties {
  private static final int PAGES = 1792;
  private static final long PAGE = Machine.PAGE;
  private static final long BASE = Machine.GIB - 1024 * PAGE;
  private static final long HOST = 32 * Machine.GIB;
  private static final int[] ATTRIBUTES = {Machine.RWX, Machine.RW, Machine.RX, Machine.R};

  /// One operation; what a field means depends on the kind.
  record Step(int kind, int first, int count, int attributes, int host, int refusal) {}

  @Provide
  Arbitrary<String> formats() {
    return Arbitraries.of(TestRegimes.IDS);
  }

  /// Pages near the boundaries of tables come up often.
  private static Arbitrary<Integer> pages() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, PAGES - 1),
        Arbitraries.of(0, 1, 510, 511, 512, 513, 1022, 1023, 1024, 1025, 1535, 1536, PAGES - 1));
  }

  private static Arbitrary<Integer> counts() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(1, 20), Arbitraries.of(511, 512, 513, 1024, 1100));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9),
            pages(),
            counts(),
            Arbitraries.integers().between(0, ATTRIBUTES.length),
            Arbitraries.of(0, 0, 1, 512, 1024),
            Arbitraries.of(0, 0, 0, 1, 2, 3, 4))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(24);
  }

  @Property(tries = 400)
  void operationsDoWhatTheyDoPageByPage(
      @ForAll("formats") String id, @ForAll("steps") List<Step> steps) {
    try (Machine machine = Machine.with(id, BASE, PAGES * PAGE)) {
      PageByPage pages = new PageByPage(machine.format.capabilities(), BASE, PAGES);
      for (Step step : steps) {
        check(machine, pages, step);
      }
      machine.space.destroy();
      assertEquals(0, machine.allocator.liveFrames());
    }
  }

  private static void check(Machine machine, PageByPage pages, Step step) {
    Map<Long, Long> before = machine.words();
    int liveBefore = machine.allocator.liveFrames();
    machine.events.clear();
    machine.allocator.refuseFrom(step.refusal());
    Status actual = apply(machine.space, machine.format, step);
    machine.allocator.refuseFrom(0);
    assertFreedAfterInvalidation(machine.events);
    if (actual == Status.NO_MEMORY) {
      assertEquals(before, machine.words());
      assertEquals(liveBefore, machine.allocator.liveFrames());
    } else {
      assertEquals(expect(pages, machine.format, step), actual, step.toString());
    }
    int difference = pages.firstDifference(machine.space);
    assertEquals(-1, difference, () -> step + ": first different page");
    assertEquals(
        machine.tables() + pages.presentAllocated(), machine.allocator.liveFrames(), "live frames");
    assertNoEmptyTables(machine);
  }

  private static int attributes(TableFormat format, Step step) {
    if (step.attributes() < ATTRIBUTES.length) {
      return ATTRIBUTES[step.attributes()];
    }
    int device = Machine.code(Permissions.RW, MemoryType.DEVICE);
    return format.capabilities().represents(device) ? device : Machine.RWX;
  }

  private static int count(Step step) {
    return Math.min(step.count(), PAGES - step.first());
  }

  private static long host(Step step) {
    return HOST + (step.first() + step.host()) * PAGE;
  }

  private static Status apply(AddressSpace space, TableFormat format, Step step) {
    long gpa = BASE + step.first() * PAGE;
    long size = count(step) * PAGE;
    int code = attributes(format, step);
    return switch (step.kind()) {
      case 0, 1 -> space.mapLinear(gpa, host(step), size, code);
      case 2 -> space.mapAllocated(gpa, size, code, true);
      case 3 -> space.mapAllocated(gpa, size, code, false);
      case 4, 5 -> space.unmap(gpa, size);
      case 6 -> space.protect(gpa, size, code);
      case 7 -> space.protect(gpa, PAGE, code);
      case 8 -> space.handleFault(gpa + 17, Access.of(step.count() % 3));
      default -> step.count() == 513 ? space.clear() : space.unmap(gpa, PAGE);
    };
  }

  private static Status expect(PageByPage pages, TableFormat format, Step step) {
    int first = step.first();
    int code = attributes(format, step);
    return switch (step.kind()) {
      case 0, 1 -> pages.map(first, count(step), host(step), code, false);
      case 2 -> pages.map(first, count(step), -1, code, true);
      case 3 -> pages.map(first, count(step), -1, code, false);
      case 4, 5 -> pages.unmap(first, count(step));
      case 6 -> pages.protect(first, count(step), code);
      case 7 -> pages.protect(first, 1, code);
      case 8 -> pages.handleFault(first, Access.of(step.count() % 3));
      default -> step.count() == 513 ? pages.unmap(0, PAGES) : pages.unmap(first, 1);
    };
  }

  /// After an entry was cleared or changed, nothing is freed until something was invalidated.
  private static void assertFreedAfterInvalidation(EventLog events) {
    boolean stale = false;
    Set<Long> fresh = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      switch (events.kind(i)) {
        case EventLog.ALLOCATE -> fresh.add(events.first(i));
        case EventLog.STORE -> stale |= events.second(i) != 0;
        case EventLog.INVALIDATE_ADDRESS, EventLog.INVALIDATE_ALL -> stale = false;
        case EventLog.FREE -> assertFalse(stale && !fresh.contains(events.first(i)), "freed early");
        default -> {} // frames that come don't matter here
      }
    }
    assertFalse(stale, "changed and not invalidated");
  }

  private static void assertNoEmptyTables(Machine machine) {
    Set<Long> used = new HashSet<>();
    machine.words().keySet().forEach(address -> used.add(address / PAGE));
    long emptyRoots = 0;
    for (int i = 0; i < machine.format.rootFrames(); i++) {
      emptyRoots += used.contains(machine.space.root() / PAGE + i) ? 0 : 1;
    }
    assertEquals(machine.tables(), used.size() + emptyRoots, "no table but the root is empty");
  }

  @Property(tries = 200)
  void largestLeavesFromTheLowEnd(@ForAll("formats") String id, @ForAll("steps") List<Step> steps) {
    Step step = steps.getFirst();
    try (Machine machine = Machine.with(id, BASE, PAGES * PAGE)) {
      long size = count(step) * PAGE;
      long gpa = BASE + step.first() * PAGE;
      long delta = host(step) - gpa;
      machine.space.mapLinear(gpa, host(step), size, Machine.RW);
      long at = gpa;
      for (Leaf leaf : machine.leaves()) {
        long hpa = at + delta;
        boolean huge =
            ((at | hpa) & 2 * Machine.MIB - 1) == 0 && gpa + size - at >= 2 * Machine.MIB;
        assertEquals(at, leaf.gpa());
        assertEquals(huge ? 1 : 0, leaf.height());
        assertEquals(hpa, machine.address(leaf.word()));
        at += Machine.size(leaf.height());
      }
      assertEquals(gpa + size, at);
    }
  }
}
