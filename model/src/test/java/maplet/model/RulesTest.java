package maplet.model;

import static maplet.model.TestSpaces.BASE;
import static maplet.model.TestSpaces.DEVICE;
import static maplet.model.TestSpaces.END;
import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.PAGES;
import static maplet.model.TestSpaces.RAM;
import static maplet.model.TestSpaces.RO;
import static maplet.model.TestSpaces.gpa;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Each rule by an example, with its status, operand and nearest legal value.
class RulesTest {
  private static final Environment HOST = new TestHost(1);
  private static final Environment REFUSING = TestHost.refusing();
  private static final int ANY = RAM.code();

  private final Rules rules = TestSpaces.rules();

  private void assertRefused(Status expected, Rule rule, long operand, Status actual) {
    assertEquals(expected, actual);
    assertEquals(rule, rules.rule());
    assertEquals(operand, rules.operand());
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

  private void assertReaches(long hpa, Attributes attributes, long pageSize, long gpa) {
    assertEquals(Status.TRANSLATED, rules.translate(gpa, Access.READ));
    assertEquals(hpa, rules.hpa());
    assertEquals(attributes.code(), rules.attributes());
    assertEquals(pageSize, rules.pageSize());
  }

  private void assertFaults(FaultKind kind, Status actual) {
    assertEquals(Status.FAULT, actual);
    assertEquals(kind, rules.faultKind());
  }

  @Test
  void whatIsDoneForgetsTheRuleThatWasBrokenBefore() {
    assertDone(rules.mapAllocated(BASE, 2 * PAGE, ANY, false, HOST));
    rules.unmap(BASE, 0, HOST);
    assertEquals(Status.RESOLVED, rules.handleFault(BASE, Access.READ, HOST));
    assertEquals(Rule.NONE, rules.rule());
    rules.unmap(BASE, 0, HOST);
    assertEquals(Status.TRANSLATED, rules.translate(BASE, Access.READ));
    assertEquals(Rule.NONE, rules.rule());
    rules.unmap(BASE, 0, HOST);
    assertDone(rules.clear());
    rules.unmap(BASE, 0, HOST);
    assertDone(rules.createTable(HOST));
  }

  @Test
  void aNewTableIsEmpty() {
    assertDone(rules.mapAllocated(BASE, 2 * PAGE, ANY, true, HOST));
    assertDone(rules.createTable(HOST));
    assertEquals(0, rules.areas().size());
    assertEquals(0, rules.mappings().size());
  }

  @Test
  void aSizeOfZeroIsRefusedByEveryOperationWithARange() {
    assertRefused(Status.INVALID_INPUT, Rule.EMPTY, 0, rules.mapLinear(1, 1, 0, 0, HOST));
    assertNearest(PAGE);
    assertRefused(Status.INVALID_INPUT, Rule.EMPTY, 0, rules.mapAllocated(1, 0, 0, true, HOST));
    assertRefused(Status.INVALID_INPUT, Rule.EMPTY, 0, rules.unmap(BASE, 0, HOST));
    assertRefused(Status.INVALID_INPUT, Rule.EMPTY, 0, rules.protect(BASE, 0, ANY, HOST));
    assertRefused(Status.INVALID_INPUT, Rule.EMPTY, 0, rules.create(BASE, 0, HOST));
  }

  @Test
  void alignmentIsExaminedOfGuestThenHostThenSize() {
    Status all = rules.mapLinear(BASE + 8, 0x2010, PAGE + 1, ANY, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.ALIGNMENT, BASE + 8, all);
    assertNearest(BASE);
    Status host = rules.mapLinear(BASE, 0x2010, PAGE + 1, ANY, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.ALIGNMENT, 0x2010, host);
    assertNearest(0x2000);
    Status size = rules.mapLinear(BASE, 0x2000, PAGE + 1, ANY, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.ALIGNMENT, PAGE + 1, size);
    assertNearest(PAGE);
  }

  @Test
  void aRangeThatWrapsOrEndsAtTwoToThe64Overflows() {
    long top = -PAGE;
    assertRefused(Status.INVALID_INPUT, Rule.OVERFLOW, top, rules.unmap(top, PAGE, HOST));
    assertFalse(rules.hasNearest());
    assertRefused(Status.INVALID_INPUT, Rule.OVERFLOW, top, rules.unmap(top, 2 * PAGE, HOST));
    Status below = rules.unmap(top - PAGE, PAGE, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.OUT_OF_RANGE, top - PAGE, below);
  }

  @Test
  void aRangeMustLieInsideTheAddressSpace() {
    long before = BASE - PAGE;
    Status below = rules.protect(before, PAGE, ANY, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.OUT_OF_RANGE, before, below);
    assertNearest(BASE);
    long last = END - PAGE;
    Status beyond = rules.mapLinear(last, 0, 2 * PAGE, ANY, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.OUT_OF_RANGE, last, beyond);
    assertNearest(END);
    Status allocated = rules.mapAllocated(END, PAGE, ANY, true, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.OUT_OF_RANGE, END, allocated);
    assertDone(rules.mapLinear(last, 0, PAGE, ANY, HOST));
  }

  @Test
  void anAddressSpaceMustFitTheInputWidth() {
    long limit = 1L << 20;
    Status beyond = rules.create(limit - PAGE, 2 * PAGE, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.INPUT_WIDTH, limit - PAGE, beyond);
    assertNearest(limit - 2 * PAGE);
    Status huge = rules.create(0, limit + PAGE, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.INPUT_WIDTH, 0, huge);
    assertFalse(rules.hasNearest());
    assertEquals(BASE, rules.base());
    assertDone(rules.create(0, limit, HOST));
    assertEquals(0, rules.base());
    assertEquals(limit, rules.end());
  }

  @Test
  void creatingAgainBeginsEmptyUnlessTheHostRefuses() {
    rules.mapLinear(BASE, 0, PAGE, ANY, HOST);
    assertRefused(Status.NO_MEMORY, Rule.ALLOCATOR, 0, rules.create(0, PAGE, REFUSING));
    assertEquals(1, rules.areas().size());
    assertDone(rules.create(0, PAGE, HOST));
    assertEquals(0, rules.areas().size() + rules.mappings().size());
  }

  @Test
  void hostAddressesMustFitTheOutputWidth() {
    long limit = 1L << 24;
    assertDone(rules.mapLinear(BASE, limit - PAGE, PAGE, ANY, HOST));
    Status beyond = rules.mapLinear(gpa(1), limit - PAGE, 2 * PAGE, ANY, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.OUTPUT_WIDTH, limit - PAGE, beyond);
    assertNearest(limit - 2 * PAGE);
    Status wrapping = rules.mapLinear(gpa(1), -PAGE, PAGE, ANY, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.OUTPUT_WIDTH, -PAGE, wrapping);
  }

  @Test
  void attributesMustGrantSomethingThatTheRegimeRepresents() {
    int none = Attributes.code(0, MemoryType.DEVICE);
    Status empty = rules.mapLinear(BASE, 0, PAGE, none, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.NO_PERMISSION, none, empty);
    int writeOnly = Attributes.code(Permissions.WRITE, MemoryType.WRITE_BACK);
    Status unknown = rules.mapAllocated(BASE, PAGE, writeOnly, false, HOST);
    assertRefused(Status.INVALID_INPUT, Rule.REPRESENTABLE, writeOnly, unknown);
    assertRefused(
        Status.INVALID_INPUT, Rule.REPRESENTABLE, -1, rules.protect(BASE, PAGE, -1, HOST));
  }

  @Test
  void anOverlapNamesTheFirstAddressThatIsTaken() {
    rules.mapAllocated(gpa(2), 2 * PAGE, ANY, false, HOST);
    Status ahead = rules.mapLinear(gpa(0), 0, 3 * PAGE, ANY, HOST);
    assertRefused(Status.ALREADY_EXISTS, Rule.OVERLAP, gpa(2), ahead);
    Status inside = rules.mapAllocated(gpa(3), PAGE, ANY, true, HOST);
    assertRefused(Status.ALREADY_EXISTS, Rule.OVERLAP, gpa(3), inside);
    assertDone(rules.mapLinear(gpa(0), 0, 2 * PAGE, ANY, HOST));
    assertDone(rules.mapLinear(gpa(4), 0, 2 * PAGE, ANY, HOST));
  }

  @Test
  void protectingNamesTheFirstAddressOutsideAreas() {
    assertRefused(Status.NOT_MAPPED, Rule.NO_AREA, gpa(0), rules.protect(gpa(0), PAGE, ANY, HOST));
    rules.mapLinear(gpa(0), 0, 2 * PAGE, ANY, HOST);
    rules.mapAllocated(gpa(2), 2 * PAGE, ANY, false, HOST);
    rules.mapAllocated(gpa(5), PAGE, ANY, false, HOST);
    Status hole = rules.protect(gpa(1), 5 * PAGE, RO.code(), HOST);
    assertRefused(Status.NOT_MAPPED, Rule.NO_AREA, gpa(4), hole);
    Status tail = rules.protect(gpa(5), 2 * PAGE, RO.code(), HOST);
    assertRefused(Status.NOT_MAPPED, Rule.NO_AREA, gpa(6), tail);
    assertDone(rules.protect(gpa(1), 3 * PAGE, RO.code(), HOST));
    assertReaches(PAGE, RO, PAGE, gpa(1));
    assertEquals(Status.RESOLVED, rules.handleFault(gpa(2), Access.READ, HOST));
    assertReaches(HOST.frameFor(gpa(2)), RO, PAGE, gpa(2));
    assertReaches(0, RAM, PAGE, gpa(0));
  }

  @Test
  void protectingWithTheSameAttributesCutsNothing() {
    rules.mapLinear(BASE, 0, PAGES * PAGE, ANY, HOST);
    assertDone(rules.protect(gpa(3), 7 * PAGE, ANY, HOST));
    assertEquals(1, rules.areas().size());
    assertReaches(gpa(3) - BASE, RAM, 16 * PAGE, gpa(3));
  }

  @Test
  void theHostMayRefuseAnyOperationThatCouldNeedATable() {
    rules.mapLinear(BASE, 0, 16 * PAGE, ANY, HOST);
    assertRefused(Status.NO_MEMORY, Rule.ALLOCATOR, 0, rules.unmap(BASE, PAGE, REFUSING));
    assertRefused(
        Status.NO_MEMORY, Rule.ALLOCATOR, 0, rules.protect(BASE, PAGE, RO.code(), REFUSING));
    Status linear = rules.mapLinear(gpa(20), 0, PAGE, ANY, REFUSING);
    assertRefused(Status.NO_MEMORY, Rule.ALLOCATOR, 0, linear);
    Status onDemand = rules.mapAllocated(gpa(20), PAGE, ANY, false, REFUSING);
    assertRefused(Status.NO_MEMORY, Rule.ALLOCATOR, 0, onDemand);
    assertReaches(0, RAM, 16 * PAGE, BASE);
    assertDone(rules.clear());
    assertFaults(FaultKind.TRANSLATION, rules.translate(BASE, Access.READ));
  }

  @Test
  void populatingIsUndoneWhenOneFrameIsMissing() {
    for (int missing = 0; missing < 3; missing++) {
      Environment host = new TestHost(1, false, gpa(missing));
      Status status = rules.mapAllocated(gpa(0), 3 * PAGE, ANY, true, host);
      assertRefused(Status.NO_MEMORY, Rule.ALLOCATOR, 0, status);
      assertEquals(0, rules.areas().size() + rules.mappings().size());
    }
    assertDone(rules.mapAllocated(gpa(0), 3 * PAGE, ANY, true, HOST));
    assertReaches(HOST.frameFor(gpa(2)) + 5, RAM, PAGE, gpa(2) + 5);
  }

  @Test
  void aFaultIsResolvedOnceAndThenSpurious() {
    rules.mapAllocated(gpa(0), 2 * PAGE, DEVICE.code(), false, HOST);
    long address = gpa(1) + 0xfff;
    assertFaults(FaultKind.TRANSLATION, rules.translate(address, Access.READ));
    assertRefused(
        Status.NO_MEMORY, Rule.ALLOCATOR, 0, rules.handleFault(address, Access.READ, REFUSING));
    Environment without = new TestHost(1, false, gpa(1));
    assertRefused(
        Status.NO_MEMORY, Rule.ALLOCATOR, 0, rules.handleFault(address, Access.READ, without));
    assertEquals(0, rules.mappings().size());
    assertEquals(Status.RESOLVED, rules.handleFault(address, Access.WRITE, HOST));
    assertReaches(HOST.frameFor(gpa(1)) + 0xfff, DEVICE, PAGE, address);
    assertEquals(Status.SPURIOUS, rules.handleFault(address, Access.READ, REFUSING));
    assertFaults(FaultKind.TRANSLATION, rules.translate(gpa(0), Access.READ));
    assertEquals(Status.RESOLVED, rules.handleFault(gpa(0), Access.READ, HOST));
  }

  @Test
  void aFaultThatIsNotTheAddressSpacesToResolveIsRefusedWithTheReason() {
    rules.mapLinear(gpa(0), 0, PAGE, ANY, HOST);
    rules.mapAllocated(gpa(1), PAGE, RO.code(), true, HOST);
    rules.mapAllocated(gpa(3), PAGE, RO.code(), false, HOST);
    assertFaultRefused(Rule.OUT_OF_RANGE, END, Access.READ);
    assertNearest(END);
    assertFaultRefused(Rule.OUT_OF_RANGE, BASE - 1, Access.READ);
    assertNearest(BASE);
    assertFaultRefused(Rule.OUT_OF_RANGE, -1, Access.READ);
    assertFaultRefused(Rule.NO_AREA, gpa(2), Access.READ);
    assertFaultRefused(Rule.NO_AREA, gpa(4), Access.READ);
    assertFaultRefused(Rule.NOT_PERMITTED, gpa(3), Access.WRITE);
    assertFaultRefused(Rule.NOT_PERMITTED, gpa(1), Access.EXECUTE);
    assertFaultRefused(Rule.NOT_ON_DEMAND, gpa(0), Access.WRITE);
    assertFaultRefused(Rule.NOT_ON_DEMAND, gpa(1), Access.READ);
  }

  private void assertFaultRefused(Rule rule, long gpa, Access access) {
    assertRefused(Status.FAULT_REFUSED, rule, gpa, rules.handleFault(gpa, access, HOST));
  }

  @Test
  void aTranslationFaultsWhereNothingIsMappedOrTheAccessIsNotGranted() {
    rules.mapLinear(gpa(1), 0, PAGE, RO.code(), HOST);
    assertFaults(FaultKind.PERMISSION, rules.translate(gpa(1), Access.WRITE));
    assertFaults(FaultKind.PERMISSION, rules.translate(gpa(1), Access.EXECUTE));
    assertFaults(FaultKind.TRANSLATION, rules.translate(gpa(0), Access.READ));
    assertFaults(FaultKind.TRANSLATION, rules.translate(gpa(2), Access.READ));
    assertFaults(FaultKind.TRANSLATION, rules.translate(1L << 20, Access.READ));
    assertFaults(FaultKind.TRANSLATION, rules.translate(-1, Access.READ));
    assertFaults(FaultKind.TRANSLATION, rules.translate(Long.MIN_VALUE, Access.READ));
  }

  @Test
  void beforeItIsCreatedAnAddressSpaceHasNoAddress() {
    Rules fresh =
        new Rules(TestSpaces.CAPABILITIES, new ChunkedRangeMap(false), new ChunkedRangeMap(true));
    assertEquals(Status.INVALID_INPUT, fresh.mapLinear(0, 0, PAGE, ANY, HOST));
    assertEquals(Rule.OUT_OF_RANGE, fresh.rule());
  }
}
