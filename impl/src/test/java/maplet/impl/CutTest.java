package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import maplet.impl.Machine.Leaf;
import maplet.model.Access;
import maplet.model.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Huge leaves: chosen, cut, and the neighbours of a cut.
final class CutTest {
  static final List<String> IDS = TestRegimes.IDS;
  static final List<String> FOUR_LEVELS = List.of("riscv-sv48x4", "riscv-sv48x4-svpbmt");

  private static final long BASE = 4 * Machine.GIB;
  private static final long PAGE = Machine.PAGE;
  private static final long HOST = 16 * Machine.GIB;

  private static Machine machine(String id) {
    Machine machine = Machine.with(id, BASE, 4 * Machine.GIB);
    machine.space.mapLinear(BASE, HOST, 2 * Machine.GIB, Machine.RWX);
    return machine;
  }

  private static List<Integer> heights(Machine machine) {
    return machine.leaves().stream().map(Leaf::height).toList();
  }

  private static void assertKept(Machine machine, long from, long to) {
    for (long gpa = from; gpa < to; gpa += 0x7_7000) {
      assertEquals(Status.TRANSLATED, machine.space.translate(gpa, Access.WRITE));
      assertEquals(gpa - BASE + HOST, machine.space.translation().hpa());
      assertEquals(Machine.RWX, machine.space.translation().attributes());
    }
  }

  /// Each leaf that a cut made has the word that a mapping of its own would have.
  private static void assertCanonical(Machine machine) {
    try (Machine other = Machine.with(machine.format.id(), BASE, 4 * Machine.GIB)) {
      for (Leaf leaf : machine.leaves()) {
        long hpa = machine.address(leaf.word());
        other.space.mapLinear(leaf.gpa(), hpa, Machine.size(leaf.height()), Machine.RWX);
        assertEquals(leaf, other.leafAt(leaf.gpa()));
        other.space.clear();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void leavesAreAsLargeAsAlignmentAndSizeAllow(String id) {
    try (Machine machine = Machine.with(id, 0, 4 * Machine.GIB)) {
      long start = Machine.GIB - 2 * Machine.MIB - PAGE;
      machine.space.mapLinear(
          start, HOST + start, Machine.GIB + 4 * Machine.MIB + 2 * PAGE, Machine.RW);
      assertEquals(List.of(0, 1, 2, 1, 0), heights(machine));
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void hostAlignmentLimitsLeavesToo(String id) {
    try (Machine machine = Machine.with(id, 0, 4 * Machine.GIB)) {
      machine.space.mapLinear(Machine.GIB, 6 * Machine.MIB, Machine.GIB, Machine.RW);
      assertEquals(512, machine.leaves().size());
      assertTrue(machine.leaves().stream().allMatch(leaf -> leaf.height() == 1));
      machine.space.mapLinear(0, PAGE, 2 * Machine.MIB, Machine.RW);
      assertEquals(1024, machine.leaves().size());
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void unmappingOnePageCutsOneGigabyteTwice(String id) {
    try (Machine machine = machine(id)) {
      long hole = BASE + 6 * Machine.MIB + 7 * PAGE;
      int tables = machine.tables();
      assertEquals(Status.DONE, machine.space.unmap(hole, PAGE));

      assertEquals(tables + 2, machine.tables());
      assertEquals(machine.tables(), machine.allocator.liveFrames());
      assertEquals(511 + 511 + 1, machine.leaves().size());
      assertEquals(Status.FAULT, machine.space.translate(hole, Access.READ));
      assertKept(machine, BASE, hole);
      assertKept(machine, hole + PAGE, BASE + 2 * Machine.GIB);

      assertCanonical(machine);
      machine.space.unmap(BASE + 6 * Machine.MIB, 2 * Machine.MIB);
      assertEquals(tables + 1, machine.tables());
      machine.space.unmap(BASE, 2 * Machine.GIB);
      assertEquals(machine.format.rootFrames(), machine.allocator.liveFrames());
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void aRangeAcrossTwoLeavesCutsBoth(String id) {
    try (Machine machine = machine(id)) {
      long start = BASE + Machine.GIB - 3 * PAGE;
      long end = BASE + Machine.GIB + 2 * Machine.MIB;
      int tables = machine.tables();
      assertEquals(Status.DONE, machine.space.unmap(start, end - start));

      assertEquals(tables + 3, machine.tables());
      assertEquals(machine.tables(), machine.allocator.liveFrames());
      assertKept(machine, BASE, start);
      assertKept(machine, end, BASE + 2 * Machine.GIB);
      assertEquals(511 + 509 + 511, machine.leaves().size());
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void aRangeInsideOneLeafCutsItAtBothEnds(String id) {
    try (Machine machine = machine(id)) {
      long start = BASE + 2 * Machine.MIB + PAGE;
      long end = BASE + 8 * Machine.MIB - PAGE;
      int tables = machine.tables();
      assertEquals(Status.DONE, machine.space.protect(start, end - start, Machine.R));

      assertEquals(tables + 3, machine.tables());
      assertEquals(machine.tables(), machine.allocator.liveFrames());
      assertKept(machine, BASE, start);
      assertKept(machine, end, BASE + 2 * Machine.GIB);
      assertEquals(1, machine.leafAt(BASE + 4 * Machine.MIB).height());
      for (long gpa = start; gpa < end; gpa += PAGE) {
        assertEquals(Status.TRANSLATED, machine.space.translate(gpa, Access.READ));
        assertEquals(gpa - BASE + HOST, machine.space.translation().hpa());
        assertEquals(Machine.R, machine.space.translation().attributes());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void leavesThatHaveTheAttributesAlreadyAreNotCut(String id) {
    try (Machine machine = machine(id)) {
      machine.events.clear();
      machine.space.protect(BASE + 5 * PAGE, 90 * Machine.MIB, Machine.RWX);
      assertEquals(0, machine.events.size());
      machine.space.protect(BASE + Machine.GIB - PAGE, 2 * PAGE, Machine.RWX);
      assertEquals(List.of(2, 2), heights(machine));

      machine.space.protect(BASE, Machine.GIB, Machine.R);
      machine.space.protect(BASE + Machine.GIB - PAGE, 2 * PAGE, Machine.R);
      assertEquals(2, machine.leafAt(BASE).height());
      assertEquals(0, machine.leafAt(BASE + Machine.GIB).height());
      machine.space.protect(BASE + Machine.GIB - PAGE, PAGE + 4096, Machine.RWX);
      assertEquals(0, machine.leafAt(BASE + Machine.GIB - PAGE).height());
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void wholeLeavesChangeInPlace(String id) {
    try (Machine machine = machine(id)) {
      machine.space.protect(BASE, Machine.GIB, Machine.RX);
      assertEquals(List.of(2, 2), heights(machine));
      machine.space.unmap(BASE + Machine.GIB, Machine.GIB);
      assertEquals(List.of(2), heights(machine));
      assertEquals(Status.FAULT, machine.space.translate(BASE, Access.WRITE));
      assertEquals(Status.TRANSLATED, machine.space.translate(BASE + 9, Access.EXECUTE));
      assertEquals(HOST + 9, machine.space.translation().hpa());
    }
  }

  @ParameterizedTest
  @FieldSource("FOUR_LEVELS")
  void aHalfTerabyteIsCutThreeTimes(String id) {
    long half = 1L << 39;
    try (Machine machine = Machine.with(id, 0, 4 * half)) {
      machine.space.mapLinear(half, 3 * half, 2 * half, Machine.RW);
      assertEquals(List.of(3, 3), heights(machine));
      machine.space.unmap(2 * half - PAGE, 2 * PAGE);
      assertEquals(2 * 3 * 511, machine.leaves().size());
      assertEquals(machine.format.rootFrames() + 6, machine.allocator.liveFrames());
    }
  }
}
