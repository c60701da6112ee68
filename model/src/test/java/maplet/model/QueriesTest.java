package maplet.model;

import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.RAM;
import static maplet.model.TestSpaces.RO;
import static maplet.model.TestSpaces.gpa;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QueriesTest {
  private static final long HOST = 0x80_0000;

  /// Pages 0 to 3 linear and contiguous, 4 and 5 linear elsewhere, 6 to 9 on demand with 7 absent,
  /// 10 read-only; 11 free; 12 to 63 populated.
  private static final GuestAddressSpace SPACE =
      TestSpaces.after(
          List.of(
              new Operation.MapLinear(gpa(0), HOST, 4 * PAGE, RAM),
              new Operation.MapLinear(gpa(4), HOST + 4 * PAGE, 2 * PAGE, RAM),
              new Operation.MapAllocated(gpa(6), 4 * PAGE, RAM, false),
              new Operation.HandleFault(gpa(6), Access.READ),
              new Operation.HandleFault(gpa(8), Access.READ),
              new Operation.HandleFault(gpa(9), Access.READ),
              new Operation.MapLinear(gpa(10), HOST + 0x10_0000, PAGE, RO),
              new Operation.MapAllocated(gpa(12), 52 * PAGE, RAM, true)));

  @Test
  void aRunEndsWithItsArea() {
    assertEquals(
        new Outcome.RunFound(HOST + 5, 4 * PAGE - 5),
        ask(new Operation.TranslateRun(gpa(0) + 5, Access.READ)));
    assertEquals(
        new Outcome.RunFound(HOST + 4 * PAGE - 1, 1),
        ask(new Operation.TranslateRun(gpa(4) - 1, Access.READ)));
  }

  @Test
  void aRunGoesOnAcrossPageSizes() {
    GuestAddressSpace space =
        TestSpaces.after(List.of(new Operation.MapLinear(gpa(3), HOST + 3 * PAGE, 30 * PAGE, RAM)));

    assertTrue(space.mappings().size() > 2, space::toString);
    assertEquals(
        new Outcome.RunFound(HOST + 4 * PAGE, 29 * PAGE),
        space.apply(new Operation.TranslateRun(gpa(4), Access.READ), new TestHost(1)).outcome());
  }

  @Test
  void aRunFaultsAsATranslationDoes() {
    assertEquals(
        new Outcome.Faulted(FaultKind.TRANSLATION),
        ask(new Operation.TranslateRun(gpa(7), Access.READ)));
    assertEquals(
        new Outcome.Faulted(FaultKind.PERMISSION),
        ask(new Operation.TranslateRun(gpa(10), Access.WRITE)));
    assertEquals(
        new Outcome.Faulted(FaultKind.TRANSLATION),
        ask(new Operation.TranslateRun(-1, Access.READ)));
  }

  @Test
  void aBufferStaysInOneArea() {
    assertEquals(
        new Outcome.RunsFound(List.of(new Outcome.RunFound(HOST + 7, 4 * PAGE - 7))),
        ask(new Operation.ByteBuffer(gpa(0) + 7, 4 * PAGE - 7, Access.WRITE)));
    assertRefused(
        Status.NOT_MAPPED,
        Rule.ONE_AREA,
        gpa(4),
        new Operation.ByteBuffer(gpa(0) + 7, 4 * PAGE - 6, Access.WRITE));
    assertRefused(
        Status.NOT_MAPPED,
        Rule.NO_AREA,
        gpa(11),
        new Operation.ByteBuffer(gpa(11) - 1, 2, Access.READ));
    assertRefused(
        Status.NOT_MAPPED,
        Rule.NO_AREA,
        TestSpaces.END,
        new Operation.ByteBuffer(TestSpaces.END - 1, 2, Access.READ));
  }

  @Test
  void aBufferIsRefusedForItsFirstAddressThatFails() {
    assertRefused(
        Status.INVALID_INPUT,
        Rule.NOT_PERMITTED,
        gpa(10) + 1,
        new Operation.ByteBuffer(gpa(10) + 1, 2 * PAGE, Access.WRITE));
    assertRefused(
        Status.NOT_MAPPED,
        Rule.NOT_PRESENT,
        gpa(7),
        new Operation.ByteBuffer(gpa(6), 10 * PAGE, Access.READ));
  }

  @Test
  void accessesCrossAreas() {
    assertEquals(new Outcome.Done(), ask(new Operation.ReadMemory(gpa(3), 3 * PAGE + 1)));
    assertEquals(new Outcome.Done(), ask(new Operation.ReadMemory(gpa(9) + 1, 2 * PAGE - 1)));
  }

  @Test
  void anAccessIsRefusedForItsFirstAddressThatFails() {
    assertRefused(
        Status.INVALID_INPUT, Rule.NOT_PRESENT, gpa(7), new Operation.ReadMemory(gpa(5), 9 * PAGE));
    assertRefused(
        Status.INVALID_INPUT,
        Rule.NOT_PERMITTED,
        gpa(10),
        new Operation.WriteMemory(gpa(9), 9 * PAGE, 0));
    assertRefused(
        Status.INVALID_INPUT, Rule.NO_AREA, gpa(11), new Operation.ReadMemory(gpa(9), 9 * PAGE));
    assertRefused(
        Status.INVALID_INPUT,
        Rule.NO_AREA,
        TestSpaces.END,
        new Operation.ReadMemory(TestSpaces.END - 1, 2));
    assertRefused(
        Status.INVALID_INPUT, Rule.NO_AREA, 1L << 63, new Operation.ReadMemory(1L << 63, 1));
  }

  @Test
  void bytesMustBeSomeAndMustNotWrap() {
    assertEquals(
        new Outcome.Refused(Status.INVALID_INPUT, Rule.EMPTY, 0, OptionalLong.of(1)),
        ask(new Operation.ReadMemory(gpa(0), 0)));
    assertRefused(Status.INVALID_INPUT, Rule.OVERFLOW, -1, new Operation.WriteMemory(-1, 1, 0));
    assertRefused(
        Status.INVALID_INPUT,
        Rule.OVERFLOW,
        gpa(0),
        new Operation.ByteBuffer(gpa(0), -gpa(0), Access.READ));
    assertRefused(
        Status.INVALID_INPUT,
        Rule.NOT_PRESENT,
        gpa(7),
        new Operation.ReadMemory(gpa(0), -1 - gpa(0)));
  }

  @Test
  void theHostMustHaveMemoryBehindEveryByte() {
    Environment host = new SomeMemory(HOST + 2 * PAGE, HOST + 5 * PAGE);

    assertEquals(
        new Outcome.Done(),
        SPACE.apply(new Operation.ReadMemory(gpa(2), 3 * PAGE), host).outcome());
    assertEquals(
        new Outcome.Refused(
            Status.INVALID_INPUT, Rule.NO_HOST_MEMORY, gpa(5), OptionalLong.empty()),
        SPACE.apply(new Operation.ReadMemory(gpa(3) + 1, 8 * PAGE), host).outcome());
    assertEquals(
        new Outcome.Refused(
            Status.INVALID_INPUT, Rule.NO_HOST_MEMORY, gpa(1) + 3, OptionalLong.empty()),
        SPACE.apply(new Operation.WriteMemory(gpa(1) + 3, 8, 0), host).outcome());
  }

  @Test
  void anAreaIsFoundFromItsFirstByteToItsLast() {
    Outcome area = new Outcome.AreaFound(gpa(6), 4 * PAGE, RAM, Backing.ON_DEMAND);

    assertEquals(area, ask(new Operation.FindArea(gpa(6))));
    assertEquals(area, ask(new Operation.FindArea(gpa(10) - 1)));
    assertRefused(Status.NOT_MAPPED, Rule.NO_AREA, gpa(11), new Operation.FindArea(gpa(11)));
    assertRefused(Status.NOT_MAPPED, Rule.NO_AREA, -1, new Operation.FindArea(-1));
  }

  @Test
  void aFreeAreaRespectsBothLimitsAndTheAddressSpace() {
    GuestAddressSpace space =
        TestSpaces.after(List.of(new Operation.MapAllocated(gpa(2), 4 * PAGE, RAM, false)));

    assertEquals(new Outcome.FreeFound(gpa(0)), ask(space, search(0, 2 * PAGE, PAGE, 0, -1)));
    assertEquals(new Outcome.FreeFound(gpa(6)), ask(space, search(0, 3 * PAGE, PAGE, 0, -1)));
    assertEquals(
        new Outcome.FreeFound(gpa(8)), ask(space, search(gpa(1), 2 * PAGE, 4 * PAGE, 0, -1)));
    assertEquals(new Outcome.FreeFound(gpa(7)), ask(space, search(0, PAGE, PAGE, gpa(6) + 1, -1)));
    assertEquals(new Outcome.FreeFound(gpa(6)), ask(space, search(0, 3 * PAGE, PAGE, 0, gpa(9))));
    assertNoneFree(space, search(0, 3 * PAGE, PAGE, 0, gpa(9) - 1));
    assertNoneFree(space, search(0, 59 * PAGE, PAGE, 0, -1));
    assertNoneFree(space, search(-1, PAGE, PAGE, 0, -1));
    assertNoneFree(space, search(0, PAGE, 1L << 63, 0, -1));
    assertNoneFree(space, search(0, -PAGE, PAGE, 0, -1));
    assertNoneFree(space, search(0, PAGE, PAGE, gpa(8), gpa(7)));
  }

  @Test
  void aSearchNeedsASizeAndAnAlignment() {
    assertRefused(Status.INVALID_INPUT, Rule.EMPTY, 0, search(0, 0, PAGE, 0, -1));
    assertRefused(Status.INVALID_INPUT, Rule.ALIGNMENT, 1, search(0, 1, PAGE, 0, -1));
    for (long alignment : new long[] {0, 1, PAGE / 2, 3 * PAGE, -PAGE}) {
      assertRefused(
          Status.INVALID_INPUT, Rule.POWER_OF_TWO, alignment, search(0, PAGE, alignment, 0, -1));
    }
  }

  @Test
  void overlapsAreThoseOfAreas() {
    assertTrue(SPACE.overlaps(gpa(10), PAGE));
    assertFalse(SPACE.overlaps(gpa(11), PAGE));
    assertTrue(SPACE.overlaps(gpa(11), PAGE + 1));
    assertTrue(SPACE.overlaps(gpa(11) - 1, 1));
    assertTrue(SPACE.overlaps(gpa(11), -1));
    assertFalse(SPACE.overlaps(gpa(10), 0));
    assertFalse(SPACE.overlaps(TestSpaces.END, -1));
    assertFalse(SPACE.overlaps(-1, 1));
  }

  private static Operation search(
      long hint, long size, long alignment, long limitStart, long limitEnd) {
    return new Operation.FindFreeArea(hint, size, alignment, limitStart, limitEnd);
  }

  private static Outcome ask(Operation operation) {
    return ask(SPACE, operation);
  }

  private static Outcome ask(GuestAddressSpace space, Operation operation) {
    GuestAddressSpace.Step step = space.apply(operation, new TestHost(40));
    assertEquals(space, step.next());
    return step.outcome();
  }

  private static void assertNoneFree(GuestAddressSpace space, Operation operation) {
    Outcome.Refused refused = (Outcome.Refused) ask(space, operation);
    assertEquals(Status.NOT_MAPPED, refused.status());
    assertEquals(Rule.NO_FREE_AREA, refused.rule());
  }

  private static void assertRefused(Status status, Rule rule, long operand, Operation operation) {
    Outcome.Refused refused = (Outcome.Refused) ask(operation);
    assertEquals(status, refused.status());
    assertEquals(rule, refused.rule());
    assertEquals(operand, refused.operand());
  }

  /// A host that has memory in one place only.
  private record SomeMemory(long from, long to) implements Environment {
    @Override
    public long frameFor(long gpa) {
      return NO_FRAME;
    }

    @Override
    public long hostMemory(long hpa) {
      return hpa >= from && hpa < to ? to - hpa : 0;
    }

    @Override
    public boolean refused() {
      return false;
    }
  }
}
