package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import maplet.impl.memory.EventLog;
import maplet.model.Access;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The order of stores, invalidations and frees, as text.
final class InvalidationTest {
  private static final long BASE = 4 * Machine.GIB;
  private static final long PAGE = Machine.PAGE;
  private static final int DEVICE = Machine.code(Permissions.RW, MemoryType.DEVICE);
  private static final String EPT = "ept-4";
  private static final String ARM = "aarch64-4k-ipa40-l1";
  private static final String RISCV = "riscv-sv39x4-svpbmt";

  /// A machine whose free frames are zero, so that what a store does can be told from the old word.
  private static Machine machine(String id) {
    Machine machine = new Machine(Formats.find(id), 256);
    assertEquals(Status.DONE, machine.space.create(BASE, 4 * Machine.GIB));
    machine.events.clear();
    return machine;
  }

  /// The log since it was last cleared. Runs of equal events are one, stores are named by what they
  /// do.
  private static List<String> events(Machine machine) {
    List<String> texts = new ArrayList<>();
    EventLog log = machine.events;
    for (int i = 0; i < log.size(); i++) {
      String text =
          switch (log.kind(i)) {
            case EventLog.STORE -> storeText(log.second(i), log.third(i));
            case EventLog.ZERO -> "zero";
            case EventLog.ALLOCATE -> "allocate";
            case EventLog.REFUSE -> "refuse";
            case EventLog.FREE -> "free";
            case EventLog.INVALIDATE_ADDRESS -> "invalidate " + Long.toHexString(log.first(i));
            default -> "invalidate all";
          };
      if (texts.isEmpty() || !texts.getLast().equals(text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static String storeText(long old, long word) {
    return old == 0 ? "set" : word == 0 ? "clear" : "change";
  }

  @Test
  void eptInvalidatesEverythingBeforeFramesAreFreed() {
    try (Machine machine = machine(EPT)) {
      machine.space.mapAllocated(BASE, 3 * PAGE, Machine.RW, true);
      machine.events.clear();
      machine.space.unmap(BASE, 3 * PAGE);
      assertEquals(List.of("clear", "invalidate all", "free"), events(machine));
    }
  }

  @Test
  void eptChangesInPlaceAndInvalidatesAfterwards() {
    try (Machine machine = machine(EPT)) {
      machine.space.mapLinear(BASE, 0, 2 * Machine.MIB, Machine.RW);
      machine.events.clear();
      machine.space.protect(BASE + 3 * PAGE, PAGE, DEVICE);
      assertEquals(List.of("allocate", "set", "change", "invalidate all"), events(machine));
    }
  }

  @Test
  void armBreaksALeafBeforeItIsCut() {
    try (Machine machine = machine(ARM)) {
      machine.space.mapLinear(BASE, 0, 2 * Machine.MIB, Machine.RW);
      machine.events.clear();
      machine.space.protect(BASE + 3 * PAGE, PAGE, Machine.R);
      assertEquals(
          List.of(
              "allocate",
              "set",
              "clear",
              "invalidate 100003",
              "set",
              "change",
              "invalidate 100003"),
          events(machine));
    }
  }

  @Test
  void armBreaksALeafBeforeItsMemoryTypeChanges() {
    try (Machine machine = machine(ARM)) {
      machine.space.mapLinear(BASE, 0, 2 * PAGE, Machine.RW);
      machine.events.clear();
      machine.space.protect(BASE, 2 * PAGE, DEVICE);
      assertEquals(
          List.of("clear", "invalidate 100000", "set", "clear", "invalidate 100001", "set"),
          events(machine));
    }
  }

  @Test
  void armChangesPermissionsInPlace() {
    try (Machine machine = machine(ARM)) {
      machine.space.mapLinear(BASE, 0, 2 * PAGE, Machine.RW);
      machine.events.clear();
      machine.space.protect(BASE, 2 * PAGE, Machine.RX);
      assertEquals(List.of("change", "invalidate 100000", "invalidate 100001"), events(machine));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EPT, ARM})
  void newMappingsNeedNoInvalidation(String id) {
    try (Machine machine = machine(id)) {
      machine.space.mapLinear(BASE, 0, 40 * PAGE, Machine.RW);
      assertEquals(List.of("allocate", "zero", "set"), distinctKinds(machine));
    }
  }

  private static List<String> distinctKinds(Machine machine) {
    return events(machine).stream().distinct().toList();
  }

  @Test
  void riscvInvalidatesNewMappingsToo() {
    try (Machine machine = machine(RISCV)) {
      machine.space.mapLinear(BASE, 0, 2 * PAGE, Machine.RW);
      assertEquals(
          List.of("allocate", "zero", "set", "invalidate 40000000", "invalidate 40000400"),
          events(machine).stream().distinct().toList());
      machine.space.mapAllocated(BASE + 4 * PAGE, PAGE, Machine.RW, false);
      machine.events.clear();
      machine.space.handleFault(BASE + 4 * PAGE, Access.READ);
      assertEquals(List.of("allocate", "zero", "set", "invalidate 40001000"), events(machine));
    }
  }

  /// A fence by address reaches leaf entries only.
  @ParameterizedTest
  @CsvSource({"aarch64-4k-ipa40-l1, invalidate 100000", "riscv-sv39x4, invalidate all"})
  void aTableThatGoesIsInvalidatedToo(String id, String invalidation) {
    try (Machine machine = machine(id)) {
      machine.space.mapAllocated(BASE, PAGE, Machine.RW, true);
      machine.events.clear();
      machine.space.unmap(BASE, PAGE);
      List<String> events = events(machine);
      assertEquals(invalidation, events.get(events.size() - 2));
      assertEquals("free", events.getLast());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64-4k-ipa40-l1, 32, invalidate 10001f",
    "aarch64-4k-ipa40-l1, 33, invalidate all",
    "riscv-sv39x4, 32, invalidate 40007c00",
    "riscv-sv39x4, 33, invalidate all"
  })
  void manyPagesAreInvalidatedAtOnce(String id, int pages, String last) {
    try (Machine machine = machine(id)) {
      // One page stays, and so do the tables.
      machine.space.mapAllocated(BASE, (pages + 1) * PAGE, Machine.RW, true);
      machine.events.clear();
      machine.space.unmap(BASE, pages * PAGE);
      List<String> events = events(machine);
      assertEquals(last, events.get(events.size() - 2));
      assertEquals("free", events.getLast());
      assertEquals(1, events.stream().filter("free"::equals).count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EPT, ARM, RISCV})
  void anUndoneMappingIsInvalidatedBeforeItsFramesAreFreed(String id) {
    try (Machine machine = machine(id)) {
      machine.allocator.refuseFrom(6);
      machine.space.mapAllocated(BASE, 9 * PAGE, Machine.RW, true);
      List<String> events = events(machine);
      int lastClear = events.lastIndexOf("clear");
      int firstFree = events.indexOf("free");
      assertEquals("refuse", events.get(lastClear - 1));
      assertEquals(events.size() - 1, firstFree);
      assertTrue(firstFree > lastClear + 1);
    }
  }

  @Test
  void theRootIsFreedAfterAnInvalidation() {
    try (Machine machine = machine(RISCV)) {
      machine.space.destroy();
      assertEquals(List.of("invalidate all", "free"), events(machine));
    }
  }
}
