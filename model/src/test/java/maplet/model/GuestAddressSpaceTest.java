package maplet.model;

import static maplet.model.TestSpaces.BASE;
import static maplet.model.TestSpaces.CAPABILITIES;
import static maplet.model.TestSpaces.END;
import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.RAM;
import static maplet.model.TestSpaces.gpa;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GuestAddressSpaceTest {
  private static final TestHost HOST = new TestHost(0);

  private final GuestAddressSpace empty = TestSpaces.empty();
  private final Operation mapping = new Operation.MapLinear(gpa(1), 0x8000, 2 * PAGE, RAM);

  @Test
  void anOperationMakesTheNextAddressSpaceAndLeavesTheFirst() {
    GuestAddressSpace.Step step = empty.apply(mapping, HOST);
    assertEquals(new Outcome.Done(), step.outcome());
    assertEquals(List.of(new Mapping(gpa(1), 0x8000, 2 * PAGE, RAM, PAGE)), step.next().mappings());
    assertEquals(
        List.of(new Area(gpa(1), 2 * PAGE, RAM, Backing.LINEAR, 0x8000 - gpa(1))),
        step.next().areas());
    assertEquals(List.of(), empty.mappings());
    assertEquals(List.of(), empty.areas());
  }

  @Test
  void aRefusalGivesTheSameAddressSpaceAndTheReason() {
    GuestAddressSpace.Step step = empty.apply(new Operation.Unmap(BASE + 1, PAGE), HOST);
    assertSame(empty, step.next());
    assertEquals(
        new Outcome.Refused(Status.INVALID_INPUT, Rule.ALIGNMENT, BASE + 1, OptionalLong.of(BASE)),
        step.outcome());
    assertEquals(
        new Outcome.Refused(Status.FAULT_REFUSED, Rule.NO_AREA, BASE, OptionalLong.empty()),
        empty.apply(new Operation.HandleFault(BASE, Access.READ), HOST).outcome());
  }

  @Test
  void everyOutcomeHasItsDetails() {
    GuestAddressSpace space =
        empty.apply(new Operation.MapAllocated(BASE, PAGE, RAM, false), HOST).next();
    Operation translate = new Operation.Translate(BASE + 4, Access.WRITE);
    assertEquals(
        new Outcome.Faulted(FaultKind.TRANSLATION), space.apply(translate, HOST).outcome());
    Operation fault = new Operation.HandleFault(BASE + 4, Access.WRITE);
    GuestAddressSpace.Step resolved = space.apply(fault, HOST);
    assertEquals(new Outcome.Resolved(), resolved.outcome());
    assertEquals(new Outcome.Spurious(), resolved.next().apply(fault, HOST).outcome());
    Outcome.Translated reached = new Outcome.Translated(HOST.frameFor(BASE) + 4, RAM, PAGE);
    assertEquals(reached, resolved.next().apply(translate, HOST).outcome());
    assertEquals(Optional.of(reached), resolved.next().translate(BASE + 4));
    assertEquals(empty, resolved.next().apply(new Operation.Clear(), HOST).next());
  }

  @Test
  void addressesOutsideAreNotMapped() {
    GuestAddressSpace space = empty.apply(mapping, HOST).next();
    for (long gpa : new long[] {0, gpa(0), gpa(3), END, -1, Long.MIN_VALUE}) {
      assertEquals(Optional.empty(), space.translate(gpa));
      assertEquals(Optional.empty(), space.areaAt(gpa));
    }
  }

  @Test
  void containsRangeKnowsBothEndsAndNeverWraps() {
    assertTrue(empty.containsRange(BASE, END - BASE));
    assertFalse(empty.containsRange(BASE, END - BASE + 1));
    assertFalse(empty.containsRange(BASE - 1, 1));
    assertFalse(empty.containsRange(END + 1, 0));
    assertFalse(empty.containsRange(BASE + 1, -1));
  }

  @Test
  void aRangeThatCannotBeIsRefusedWithTheRule() {
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class, () -> GuestAddressSpace.create(CAPABILITIES, 8, PAGE));
    assertTrue(refusal.toString().contains("or of the granule (0x8)"));
  }

  @Test
  void equalityLooksAtEveryPart() {
    GuestAddressSpace space = empty.apply(mapping, HOST).next();
    Operation elsewhere = new Operation.MapLinear(gpa(1), 0x9000, 2 * PAGE, RAM);
    Operation onDemand = new Operation.MapAllocated(gpa(1), PAGE, RAM, false);
    Operation fault = new Operation.HandleFault(gpa(1), Access.READ);
    GuestAddressSpace absent = empty.apply(onDemand, HOST).next();
    assertEquals(space, empty.apply(mapping, HOST).next());
    assertNotEquals(space, empty);
    assertNotEquals(space, empty.apply(elsewhere, HOST).next());
    assertNotEquals(absent, absent.apply(fault, HOST).next());
    assertNotEquals(empty, GuestAddressSpace.create(CAPABILITIES, 0, END));
    assertNotEquals(empty, GuestAddressSpace.create(CAPABILITIES, BASE, PAGE));
    Capabilities wider =
        new Capabilities(21, 24, CAPABILITIES.pageShifts(), CAPABILITIES.representable());
    assertNotEquals(empty, GuestAddressSpace.create(wider, BASE, END - BASE));
    assertFalse(empty.equals(new Object()));
  }

  @Test
  void treesDifferInEachPartOfARun() {
    RunTree tree = RunTree.run(0, 10, 5, 1);
    RunTree above = RunTree.run(30, 40, 5, 1);
    assertNotEquals(tree, RunTree.run(1, 10, 5, 1));
    assertNotEquals(tree, RunTree.run(0, 11, 5, 1));
    assertNotEquals(tree, RunTree.run(0, 10, 6, 1));
    assertNotEquals(tree, RunTree.run(0, 10, 5, 2));
    for (long start = 11; start < 27; start++) {
      // whichever node is the root, one side differs
      RunTree first = tree.join(RunTree.run(start, 28, 5, 1)).join(above);
      RunTree second = RunTree.run(0, 10, 5, 2).join(RunTree.run(start, 28, 5, 1)).join(above);
      RunTree third = tree.join(RunTree.run(start, 28, 5, 1)).join(RunTree.run(30, 40, 5, 2));
      assertNotEquals(first, second);
      assertNotEquals(first, third);
    }
    assertFalse(tree.equals(new Object()));
    assertEquals(tree, tree.join(RunTree.EMPTY));
  }

  @Test
  void textNamesWhatOneLooksFor() {
    GuestAddressSpace space =
        empty
            .apply(mapping, HOST)
            .next()
            .apply(new Operation.MapAllocated(gpa(8), PAGE, TestSpaces.RO, false), HOST)
            .next();
    assertEquals(
        """
        [0x10000, 0x50000)
          [0x11000, 0x13000) rwx write-back linear from 0x8000
          [0x18000, 0x19000) r-- write-back on-demand\
        """,
        space.toString());
    assertEquals(
        "[0x11000, 0x13000) -> 0x8000 rwx write-back, pages of 0x1000",
        space.mappings().getFirst().toString());
    assertEquals(BASE, space.base());
    assertEquals(END, space.end());
    assertEquals(CAPABILITIES, space.capabilities());
  }
}
