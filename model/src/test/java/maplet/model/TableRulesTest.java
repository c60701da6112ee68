package maplet.model;

import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.RAM;
import static maplet.model.TestSpaces.RO;
import static maplet.model.TestTables.HOST;
import static maplet.model.TestTables.LARGE;
import static maplet.model.TestTables.MIDDLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule of a page table by an example, with its status, operand and nearest legal value.
class TableRulesTest {
  private static final int ANY = RAM.code();
  private static final int READ_ONLY = RO.code();
  private static final long LIMIT = 1L << 20;
  private static final long HOST_LIMIT = 1L << 24;
  private static final Environment REFUSING = TestHost.refusing();

  private final Rules rules = TestTables.rules(new ChunkedRangeMap(true));
  private final TableRules table = rules.table();

  private void assertRefused(Status expected, Rule rule, long operand, Status actual) {
    assertEquals(expected, actual);
    assertEquals(rule, rules.rule());
    assertEquals(operand, rules.operand());
  }

  private void assertInvalid(Rule rule, long operand, Status actual) {
    assertRefused(Status.INVALID_INPUT, rule, operand, actual);
  }

  private void assertNearest(long nearest) {
    assertTrue(rules.hasNearest());
    assertEquals(nearest, rules.nearest());
  }

  private void assertDone(Status actual) {
    assertEquals(Status.DONE, actual);
    assertEquals(Rule.NONE, rules.rule());
    assertFalse(rules.hasNearest());
  }

  private void assertFinds(long hpa, int attributes, long pageSize, long gpa) {
    assertEquals(Status.TRANSLATED, table.query(gpa));
    assertEquals(hpa, rules.hpa());
    assertEquals(attributes, rules.attributes());
    assertEquals(pageSize, rules.pageSize());
  }

  @Test
  void aTableReachesOverTheWholeInputRange() {
    assertEquals(0, rules.base());
    assertEquals(LIMIT, rules.end());
    assertDone(table.mapPage(LIMIT - PAGE, 0, PAGE, ANY, HOST));
    assertDone(table.mapPage(0, HOST_LIMIT - LARGE, LARGE, ANY, HOST));
  }

  @Test
  void aTableWithoutARootIsRefused() {
    assertRefused(Status.NO_MEMORY, Rule.ALLOCATOR, 0, rules.createTable(REFUSING));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 0x800, 0x2000, 0x1001, 0x3000, 0x20000, 1L << 40, Long.MIN_VALUE, -1})
  void aPageSizeThatTheRegimeHasNotIsRefusedFirst(long pageSize) {
    assertInvalid(Rule.PAGE_SIZE, pageSize, table.mapPage(-1, -1, pageSize, 0, REFUSING));
    boolean small = Long.compareUnsigned(pageSize, MIDDLE) < 0;
    assertNearest(small ? PAGE : Long.compareUnsigned(pageSize, LARGE) < 0 ? MIDDLE : LARGE);
  }

  @Test
  void aPageIsAlignedToItsSize() {
    assertInvalid(Rule.ALIGNMENT, 0x1000, table.mapPage(0x1000, 0x1000, MIDDLE, 0, HOST));
    assertNearest(0);
    assertInvalid(Rule.ALIGNMENT, 0x5000, table.mapPage(0x4000, 0x5000, MIDDLE, 0, HOST));
    assertNearest(0x4000);
    assertInvalid(Rule.ALIGNMENT, -1, table.mapPage(-1, 0, PAGE, 0, HOST));
  }

  @Test
  void aPageFitsBothWidths() {
    assertInvalid(Rule.OVERFLOW, -LARGE, table.mapPage(-LARGE, -LARGE, LARGE, 0, HOST));
    assertInvalid(Rule.INPUT_WIDTH, LIMIT, table.mapPage(LIMIT, HOST_LIMIT, LARGE, 0, HOST));
    assertNearest(LIMIT - LARGE);
    assertInvalid(Rule.OUTPUT_WIDTH, HOST_LIMIT, table.mapPage(0, HOST_LIMIT, MIDDLE, 0, HOST));
    assertNearest(HOST_LIMIT - MIDDLE);
    assertInvalid(Rule.OUTPUT_WIDTH, -LARGE, table.mapPage(0, -LARGE, LARGE, 0, HOST));
  }

  @Test
  void attributesAreRefusedAsEverywhere() {
    int device = Attributes.code(Permissions.EXECUTE, MemoryType.DEVICE);
    assertInvalid(Rule.NO_PERMISSION, 0, table.mapPage(0, 0, PAGE, 0, REFUSING));
    assertInvalid(Rule.REPRESENTABLE, device, table.mapPage(0, 0, PAGE, device, REFUSING));
    assertInvalid(Rule.NO_PERMISSION, 0, table.mapRegion(0, 0, PAGE, 0, true, REFUSING));
    assertInvalid(Rule.REPRESENTABLE, device, table.protectRegion(0, PAGE, device, REFUSING));
    assertInvalid(Rule.REPRESENTABLE, device, table.remap(0, 0, device));
  }

  @Test
  void aPageInTheWayIsAlreadyMapped() {
    assertDone(table.mapPage(0x6000, 0, PAGE, ANY, HOST));
    assertRefused(
        Status.ALREADY_EXISTS, Rule.MAPPED, 0x6000, table.mapPage(0x6000, 0, PAGE, ANY, REFUSING));
    assertRefused(
        Status.ALREADY_EXISTS, Rule.MAPPED, 0x6000, table.mapPage(0, 0, LARGE, ANY, REFUSING));
    assertRefused(
        Status.ALREADY_EXISTS,
        Rule.MAPPED,
        0x6000,
        table.mapRegion(0x5000, 0, 2 * PAGE, ANY, true, REFUSING));
  }

  @Test
  void insideALargerLeafNothingIsMapped() {
    assertDone(table.mapPage(LARGE, 0, LARGE, ANY, HOST));
    assertRefused(
        Status.MAPPED_TO_HUGE_PAGE,
        Rule.LARGER_LEAF,
        LARGE + MIDDLE,
        table.mapPage(LARGE + MIDDLE, 0, MIDDLE, ANY, REFUSING));
    assertRefused(
        Status.MAPPED_TO_HUGE_PAGE,
        Rule.LARGER_LEAF,
        LARGE,
        table.mapRegion(LARGE - PAGE, 0, 2 * PAGE, ANY, false, REFUSING));
    assertRefused(
        Status.MAPPED_TO_HUGE_PAGE,
        Rule.LARGER_LEAF,
        2 * LARGE - PAGE,
        table.mapRegion(2 * LARGE - PAGE, 0, 2 * PAGE, ANY, false, REFUSING));
    assertRefused(
        Status.ALREADY_EXISTS,
        Rule.MAPPED,
        LARGE,
        table.mapRegion(LARGE - PAGE, 0, LARGE + 2 * PAGE, ANY, false, REFUSING));
  }

  @Test
  void unmappingAPageRemovesTheWholeLeafAndTellsIt() {
    assertDone(table.mapPage(LARGE, 2 * LARGE, LARGE, READ_ONLY, HOST));
    assertEquals(Status.REMOVED, table.unmapPage(LARGE + 0x5123));
    assertEquals(2 * LARGE, rules.hpa());
    assertEquals(READ_ONLY, rules.attributes());
    assertEquals(LARGE, rules.pageSize());
    assertEquals(0, rules.mappings().size());
    assertRefused(
        Status.NOT_MAPPED, Rule.NO_MAPPING, LARGE + 0x5123, table.unmapPage(LARGE + 0x5123));
  }

  @Test
  void addressesThatAreTooWideAreRefused() {
    assertInvalid(Rule.INPUT_WIDTH, LIMIT, table.unmapPage(LIMIT));
    assertNearest(LIMIT - 1);
    assertInvalid(Rule.INPUT_WIDTH, -1, table.query(-1));
    assertInvalid(Rule.INPUT_WIDTH, Long.MIN_VALUE, table.remap(Long.MIN_VALUE, 0, 0));
    assertRefused(Status.NOT_MAPPED, Rule.NO_MAPPING, LIMIT - 1, table.query(LIMIT - 1));
  }

  @Test
  void aQueryFindsTheVeryByte() {
    assertDone(table.mapRegion(0, LARGE, 2 * LARGE, ANY, true, HOST));
    assertFinds(LARGE + 0x12345, ANY, LARGE, 0x12345);
  }

  @Test
  void aRemapChangesTheWholeLeaf() {
    assertDone(table.mapRegion(0, 0, 2 * LARGE, ANY, true, HOST));
    assertDone(table.remap(LARGE + 0x123, 7 * LARGE, READ_ONLY));
    assertFinds(0, ANY, LARGE, 0);
    assertFinds(7 * LARGE, READ_ONLY, LARGE, LARGE);
    assertFinds(8 * LARGE - 1, READ_ONLY, LARGE, 2 * LARGE - 1);
  }

  @Test
  void aRemapIsAlignedToTheLeafOrElseToTheGranule() {
    assertDone(table.mapPage(0, 0, LARGE, ANY, HOST));
    assertInvalid(Rule.ALIGNMENT, 0x5000, table.remap(0, 0x5000, 0));
    assertNearest(0);
    assertInvalid(Rule.ALIGNMENT, 0x5001, table.remap(LARGE, 0x5001, 0));
    assertInvalid(Rule.ALIGNMENT, 0x5001, table.remap(-1, 0x5001, 0));
    assertNearest(0x5000);
    assertInvalid(Rule.OUTPUT_WIDTH, HOST_LIMIT, table.remap(LARGE, HOST_LIMIT, 0));
    assertInvalid(Rule.NO_PERMISSION, 0, table.remap(LARGE, 0x5000, 0));
    assertRefused(Status.NOT_MAPPED, Rule.NO_MAPPING, LARGE, table.remap(LARGE, 0x5000, ANY));
  }

  @Test
  void regionsAreWellFormedAndFitBothWidths() {
    assertInvalid(Rule.EMPTY, 0, table.mapRegion(1, 1, 0, 0, true, HOST));
    assertInvalid(Rule.EMPTY, 0, table.unmapRegion(1, 0, HOST));
    assertInvalid(Rule.EMPTY, 0, table.protectRegion(1, 0, 0, HOST));
    assertInvalid(Rule.ALIGNMENT, 0x1001, table.unmapRegion(0x1001, -PAGE, HOST));
    assertInvalid(Rule.ALIGNMENT, 0x11, table.mapRegion(0, 0x11, PAGE, 0, true, HOST));
    assertInvalid(Rule.OVERFLOW, PAGE, table.unmapRegion(PAGE, -PAGE, HOST));
    assertInvalid(Rule.INPUT_WIDTH, PAGE, table.unmapRegion(PAGE, LIMIT, HOST));
    assertInvalid(Rule.INPUT_WIDTH, PAGE, table.protectRegion(PAGE, 2 * LIMIT, 0, HOST));
    assertInvalid(Rule.INPUT_WIDTH, LIMIT, table.mapRegion(LIMIT, -PAGE, PAGE, 0, true, HOST));
    assertInvalid(Rule.OUTPUT_WIDTH, -PAGE, table.mapRegion(0, -PAGE, PAGE, 0, true, HOST));
  }

  @Test
  void leavesOfARegionAreTheLargestOrGranules() {
    assertDone(table.mapRegion(0, 0, LARGE, ANY, false, HOST));
    assertFinds(0, ANY, PAGE, 0);
    assertDone(table.mapRegion(LARGE, LARGE, LARGE + MIDDLE, ANY, true, HOST));
    assertFinds(LARGE, ANY, LARGE, LARGE);
    assertFinds(2 * LARGE, ANY, MIDDLE, 2 * LARGE);
  }

  @Test
  void aPageKeepsItsSizeThoughLargerOnesAreThere() {
    assertDone(table.mapPage(0, 0, MIDDLE, ANY, HOST));
    assertDone(table.mapPage(MIDDLE, MIDDLE, MIDDLE, ANY, HOST));
    assertFinds(MIDDLE - 1, ANY, MIDDLE, MIDDLE - 1);
  }

  @Test
  void regionsSplitLeavesAtTheirEndsAndSkipHoles() {
    assertDone(table.mapPage(0, 0, LARGE, ANY, HOST));
    assertDone(table.protectRegion(LARGE - PAGE, 2 * LARGE, READ_ONLY, HOST));
    assertFinds(LARGE - 2 * PAGE, ANY, PAGE, LARGE - 2 * PAGE);
    assertFinds(LARGE - PAGE, READ_ONLY, PAGE, LARGE - PAGE);
    assertFinds(0, ANY, MIDDLE, 0);
    assertDone(table.unmapRegion(PAGE, LIMIT - PAGE, HOST));
    assertFinds(0, ANY, PAGE, 0);
    assertRefused(Status.NOT_MAPPED, Rule.NO_MAPPING, PAGE, table.query(PAGE));
  }

  @Test
  void onlyOperationsThatMayNeedATableCanLackMemory() {
    assertDone(table.mapPage(0, 0, LARGE, ANY, HOST));
    assertRefused(
        Status.NO_MEMORY, Rule.ALLOCATOR, 0, table.mapPage(LARGE, 0, PAGE, ANY, REFUSING));
    assertRefused(
        Status.NO_MEMORY, Rule.ALLOCATOR, 0, table.mapRegion(LARGE, 0, PAGE, ANY, true, REFUSING));
    assertRefused(Status.NO_MEMORY, Rule.ALLOCATOR, 0, table.unmapRegion(0, PAGE, REFUSING));
    assertRefused(
        Status.NO_MEMORY, Rule.ALLOCATOR, 0, table.protectRegion(0, PAGE, READ_ONLY, REFUSING));
    assertEquals(1, rules.mappings().size());
    assertFinds(0, ANY, LARGE, 0);
  }

  @Test
  void tablesAreClearedTranslatedAndWalkedLikeAddressSpaces() {
    assertDone(table.mapPage(0, 0, LARGE, READ_ONLY, HOST));
    assertDone(table.walk());
    assertEquals(Status.TRANSLATED, rules.translate(0x123, Access.READ));
    assertEquals(Status.FAULT, rules.translate(0x123, Access.WRITE));
    assertDone(rules.clear());
    assertEquals(0, rules.mappings().size());
  }

  @Test
  void aLayerRefusesTheOperationsOfTheOther() {
    GuestAddressSpace space = TestSpaces.empty();
    GuestAddressSpace empty = TestTables.empty();
    assertThrows(
        IllegalArgumentException.class, () -> space.apply(new Operation.WalkTable(), HOST));
    for (Operation operation :
        List.of(
            new Operation.MapLinear(0, 0, PAGE, RAM),
            new Operation.MapAllocated(0, PAGE, RAM, true),
            new Operation.Unmap(0, PAGE),
            new Operation.Protect(0, PAGE, RAM),
            new Operation.HandleFault(0, Access.READ))) {
      assertThrows(IllegalArgumentException.class, () -> empty.apply(operation, HOST));
    }
    assertEquals(new Outcome.Done(), empty.apply(new Operation.Clear(), HOST).outcome());
    assertNotEquals(
        empty, GuestAddressSpace.create(TestSpaces.CAPABILITIES, 0, LIMIT), "no areas, but areas");
  }

  @Test
  void layersHaveNames() {
    assertEquals("[space, table]", List.of(Layer.values()).toString());
  }
}
