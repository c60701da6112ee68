package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.impl.memory.MemoryHal;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.FaultKind;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs, buffers, areas and free addresses.
final class QueriesTest {
  private static final long BASE = Machine.GIB;
  private static final long PAGE = Machine.PAGE;
  private static final long END = 3 * Machine.GIB;
  private static final long LINEAR = BASE + 4 * Machine.MIB;
  private static final long LINEAR_END = LINEAR + 4 * Machine.MIB + PAGE;
  private static final long HOST = 32 * Machine.GIB;

  private final Machine machine = Machine.with("ept-4", BASE, END - BASE);
  private final AddressSpace space = machine.space;
  private final RunList runs = new RunList();

  @AfterEach
  void closeMachine() {
    machine.close();
  }

  /// On demand pages 0 to 7 of the space with 0, 1 and 3 present; a linear area of two huge leaves
  /// and a page; a read-only area behind it that continues it.
  @BeforeEach
  void makeAreas() {
    space.mapAllocated(BASE, 8 * PAGE, Machine.RW, false);
    space.handleFault(BASE, Access.READ);
    space.handleFault(BASE + PAGE, Access.READ);
    space.handleFault(BASE + 3 * PAGE, Access.READ);
    space.mapLinear(LINEAR, HOST, LINEAR_END - LINEAR, Machine.RWX);
    space.mapLinear(LINEAR_END, HOST + (LINEAR_END - LINEAR), PAGE, Machine.R);
  }

  private long hpa(long gpa) {
    assertEquals(Status.TRANSLATED, space.translate(gpa, Access.READ));
    return space.translation().hpa();
  }

  private void refused(Status expected, Rule rule, long operand, Status actual) {
    assertEquals(expected, actual);
    assertEquals(rule, space.rule());
    assertEquals(operand, space.operand());
  }

  @Test
  void aRunGoesOnAcrossLeavesToTheEndOfItsArea() {
    long gpa = LINEAR + 2 * Machine.MIB - 3;

    assertEquals(Status.RUN_FOUND, space.runs().translateRun(gpa, Access.EXECUTE));

    assertEquals(HOST + 2 * Machine.MIB - 3, space.runs().hpa());
    assertEquals(LINEAR_END - gpa, space.runs().size());
    assertEquals(Status.RUN_FOUND, space.runs().translateRun(LINEAR_END - 1, Access.READ));
    assertEquals(1, space.runs().size());
  }

  @Test
  void aRunOfFramesEndsWhereTheyDoNotFollowEachOther() {
    boolean contiguous = hpa(BASE + PAGE) == hpa(BASE) + PAGE;

    assertEquals(Status.RUN_FOUND, space.runs().translateRun(BASE + 5, Access.WRITE));

    assertEquals(hpa(BASE) + 5, space.runs().hpa());
    assertEquals((contiguous ? 2 : 1) * PAGE - 5, space.runs().size());
  }

  @Test
  void framesThatFollowEachOtherAreOneRun() {
    long gpa = BASE + Machine.GIB;
    // The first of these get the frames that came back, the last ones fresh frames, in order.
    space.mapAllocated(gpa, 100 * PAGE, Machine.RW, true);
    long from = gpa + 97 * PAGE;
    assertEquals(hpa(from) + 2 * PAGE, hpa(from + 2 * PAGE));

    assertEquals(Status.RUN_FOUND, space.runs().translateRun(from + 1, Access.READ));

    assertEquals(3 * PAGE - 1, space.runs().size());
  }

  @Test
  void aRunFaultsAsATranslationDoes() {
    assertEquals(Status.FAULT, space.runs().translateRun(BASE + 2 * PAGE, Access.READ));
    assertEquals(FaultKind.TRANSLATION, space.translation().faultKind());
    assertEquals(Status.FAULT, space.runs().translateRun(LINEAR_END, Access.WRITE));
    assertEquals(FaultKind.PERMISSION, space.translation().faultKind());
    assertEquals(Status.FAULT, space.runs().translateRun(-1, Access.READ));
  }

  @Test
  void aBufferIsItsRuns() {
    assertEquals(
        Status.RUNS_FOUND, space.runs().byteBuffer(BASE + 1, 2 * PAGE - 1, Access.READ, runs));

    long total = 0;
    for (int i = 0; i < runs.count(); i++) {
      assertEquals(hpa(BASE + 1 + total), runs.start(i));
      total += runs.size(i);
    }
    assertEquals(2 * PAGE - 1, total);
  }

  @Test
  void aBufferEndsWithItsAreaAndItsPresentPages() {
    RunQueries queries = space.runs();
    long size = LINEAR_END - LINEAR;

    assertEquals(Status.RUNS_FOUND, queries.byteBuffer(LINEAR, size, Access.READ, runs));
    assertEquals(1, runs.count());
    refused(
        Status.NOT_MAPPED,
        Rule.ONE_AREA,
        LINEAR_END,
        queries.byteBuffer(LINEAR, size + 1, Access.READ, runs));
    refused(
        Status.NOT_MAPPED,
        Rule.NO_AREA,
        LINEAR_END + PAGE,
        queries.byteBuffer(LINEAR_END, PAGE + 1, Access.READ, runs));
    refused(
        Status.NOT_MAPPED,
        Rule.NOT_PRESENT,
        BASE + 2 * PAGE,
        queries.byteBuffer(BASE, 4 * PAGE, Access.READ, runs));
    refused(
        Status.INVALID_INPUT,
        Rule.NOT_PERMITTED,
        LINEAR_END + 4,
        queries.byteBuffer(LINEAR_END + 4, 1, Access.WRITE, runs));
    refused(Status.INVALID_INPUT, Rule.EMPTY, 0, queries.byteBuffer(BASE, 0, Access.READ, runs));
    refused(Status.INVALID_INPUT, Rule.OVERFLOW, -1, queries.byteBuffer(-1, 1, Access.READ, runs));
  }

  @Test
  void manyRunsFitAList() {
    for (int i = 0; i < 100; i++) {
      runs.add(i * 2 * PAGE, PAGE);
    }
    runs.add(199 * PAGE, 5);

    assertEquals(100, runs.count());
    assertEquals(99 * 2 * PAGE, runs.start(99));
    assertEquals(PAGE + 5, runs.size(99));
    runs.clear();
    assertEquals(0, runs.count());
  }

  @Test
  void anAreaIsFoundFromItsFirstByteToItsLast() {
    for (long gpa : new long[] {BASE, BASE + 8 * PAGE - 1}) {
      assertEquals(Status.AREA_FOUND, space.areas().find(gpa));
      assertEquals(BASE, space.areas().start());
      assertEquals(8 * PAGE, space.areas().size());
      assertEquals(Machine.RW, space.areas().attributes());
      assertEquals(Backing.ON_DEMAND, space.areas().backing());
    }
    refused(Status.NOT_MAPPED, Rule.NO_AREA, BASE + 8 * PAGE, space.areas().find(BASE + 8 * PAGE));
    refused(Status.NOT_MAPPED, Rule.NO_AREA, -1, space.areas().find(-1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0x1000, 0x1000, 0, -1, 0x40008000",
    "0, 0x1000, 0x1000, 0x40008001, -1, 0x40009000",
    "0, 0x1000, 0x200000, 0, -1, 0x40200000",
    "0x40200001, 0x1000, 0x200000, 0, -1, 0x40a00000",
    "0, 0x400000, 0x1000, 0, -1, 0x40802000",
    "0, 0x1000, 0x40000000, 0, -1, 0x80000000",
    "0, 0x1000, 0x1000, 0, 0x40009000, 0x40008000"
  })
  void theLowestFreeAddressIsFound(
      String hint, String size, String alignment, String from, String to, String found) {
    Status status =
        space
            .areas()
            .findFree(decode(hint), decode(size), decode(alignment), decode(from), decode(to));

    assertEquals(Status.FREE_FOUND, status);
    assertEquals(decode(found), space.areas().free());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0x1000, 0x1000, 0, 0x40008fff, NO_FREE_AREA, 0x1000",
    "0, 0x80000000, 0x1000, 0, -1, NO_FREE_AREA, 0x80000000",
    "-1, 0x1000, 0x1000, 0, -1, NO_FREE_AREA, 0x1000",
    "0, 0x1000, -9223372036854775808, 0, -1, NO_FREE_AREA, 0x1000",
    "0, -4096, 0x1000, 0, -1, NO_FREE_AREA, -4096",
    "0xc0000000, 0x1000, 0x1000, 0, -1, NO_FREE_AREA, 0x1000",
    "0, 0x1000, 0x1000, 0x50000000, 0x4fffffff, NO_FREE_AREA, 0x1000",
    "0, 0, 0x1000, 0, -1, EMPTY, 0",
    "0, 1, 0x1000, 0, -1, ALIGNMENT, 1",
    "0, 0x1000, 0, 0, -1, POWER_OF_TWO, 0",
    "0, 0x1000, 0x800, 0, -1, POWER_OF_TWO, 0x800",
    "0, 0x1000, 0x3000, 0, -1, POWER_OF_TWO, 0x3000"
  })
  void aSearchThatCannotSucceedIsRefused(
      String hint, String size, String alignment, String from, String to, Rule rule, String bad) {
    Status expected = rule == Rule.NO_FREE_AREA ? Status.NOT_MAPPED : Status.INVALID_INPUT;
    refused(
        expected,
        rule,
        decode(bad),
        space
            .areas()
            .findFree(decode(hint), decode(size), decode(alignment), decode(from), decode(to)));
  }

  private static long decode(String number) {
    return Long.decode(number);
  }

  @Test
  void rangesAreContainedOrNot() {
    AreaQueries areas = space.areas();

    assertTrue(areas.containsRange(BASE, END - BASE));
    assertTrue(areas.containsRange(END, 0));
    assertFalse(areas.containsRange(BASE, END - BASE + 1));
    assertFalse(areas.containsRange(BASE - 1, 1));
    assertFalse(areas.containsRange(END + 1, 0));
    assertFalse(areas.containsRange(BASE, -1));
    assertFalse(areas.containsRange(-1, 1));
  }

  @Test
  void overlapsAreThoseOfAreas() {
    AreaQueries areas = space.areas();
    long free = BASE + 8 * PAGE;

    assertTrue(areas.overlaps(free - 1, 1));
    assertFalse(areas.overlaps(free, LINEAR - free));
    assertTrue(areas.overlaps(free, LINEAR - free + 1));
    assertTrue(areas.overlaps(free, -1));
    assertFalse(areas.overlaps(BASE, 0));
    assertFalse(areas.overlaps(END, -1));
    assertFalse(areas.overlaps(-1, 1));
  }

  @Test
  void widthsAreThoseOfTheirBytes() {
    for (AccessWidth width : AccessWidth.values()) {
      assertEquals(width, AccessWidth.of(width.bytes()));
    }
    assertThrows(IllegalArgumentException.class, () -> AccessWidth.of(3));
    assertEquals(-1, MemoryHal.NONE);
  }
}
