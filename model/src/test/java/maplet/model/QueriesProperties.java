package maplet.model;

import static maplet.model.TestSpaces.END;
import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.PAGES;
import static maplet.model.TestSpaces.gpa;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// The laws of queries, looked at page by page.
class QueriesProperties {
  private static final TestHost HOST = new TestHost(40);

  @Property(tries = 500)
  void theRunsOfABufferAreTheTranslationsOfItsBytes(
      @ForAll("spaces") GuestAddressSpace space,
      @ForAll("bytes") long start,
      @ForAll @IntRange(min = 1, max = 0x9000) int size,
      @ForAll Access access) {
    Outcome outcome = ask(space, new Operation.ByteBuffer(start, size, access));
    Optional<Area> area = space.areaAt(start);
    boolean inArea = area.isPresent() && start + size <= area.get().end();
    boolean permitted =
        inArea && space.capabilities().permits(area.get().attributes().permissions(), access);
    boolean present = true;
    for (long at = start & -PAGE; at < start + size; at += PAGE) {
      present &= space.translate(at).isPresent();
    }
    assertEquals(permitted && present, outcome instanceof Outcome.RunsFound);
    if (!(outcome instanceof Outcome.RunsFound(List<Outcome.RunFound> runs))) {
      return;
    }
    long at = start;
    long last = -1;
    for (Outcome.RunFound run : runs) {
      assertNotEquals(last, run.hpa(), "a run continues the one before");
      for (long offset = 0; offset < run.size(); offset = (at + offset | PAGE - 1) + 1 - at) {
        assertEquals(run.hpa() + offset, space.translate(at + offset).orElseThrow().hpa());
      }
      assertEquals(
          run.hpa() + run.size() - 1, space.translate(at + run.size() - 1).orElseThrow().hpa());
      at += run.size();
      last = run.hpa() + run.size();
    }
    assertEquals(start + size, at);
  }

  @Property(tries = 500)
  void aRunIsContiguousInItsAreaAndAsLongAsCanBe(
      @ForAll("spaces") GuestAddressSpace space,
      @ForAll("bytes") long start,
      @ForAll Access access) {
    Outcome outcome = ask(space, new Operation.TranslateRun(start, access));
    Outcome translated = ask(space, new Operation.Translate(start, access));
    if (!(outcome instanceof Outcome.RunFound(long hpa, long size))) {
      assertEquals(translated, outcome);
      return;
    }
    Area area = space.areaAt(start).orElseThrow();
    long end = start + size;
    assertTrue(size >= Math.min(area.end(), (start | PAGE - 1) + 1) - start);
    for (long at = start; at < end; at = (at | PAGE - 1) + 1) {
      assertEquals(hpa + (at - start), space.translate(at).orElseThrow().hpa());
    }
    boolean goesOn = space.translate(end).filter(next -> next.hpa() == hpa + size).isPresent();
    assertTrue(end == area.end() || end < area.end() && !goesOn);
  }

  @Property(tries = 500)
  void anAccessIsDoneExactlyWhenEveryByteCanBeAccessed(
      @ForAll("spaces") GuestAddressSpace space,
      @ForAll("bytes") long start,
      @ForAll @IntRange(min = 1, max = 0x9000) int size,
      @ForAll boolean write) {
    Operation operation =
        write ? new Operation.WriteMemory(start, size, 1) : new Operation.ReadMemory(start, size);
    long failing = -1;
    Rule rule = Rule.NONE;
    for (long at = start; at < start + size && failing < 0; at = (at | PAGE - 1) + 1) {
      rule = broken(space, at, write ? Access.WRITE : Access.READ);
      failing = rule == Rule.NONE ? -1 : at;
    }

    Outcome outcome = ask(space, operation);

    if (outcome instanceof Outcome.Refused refused) {
      assertEquals(Status.INVALID_INPUT, refused.status());
      assertEquals(rule, refused.rule());
      assertEquals(failing, refused.operand());
    } else {
      assertEquals(-1, failing);
    }
  }

  private static Rule broken(GuestAddressSpace space, long gpa, Access access) {
    Optional<Area> area = space.areaAt(gpa);
    if (area.isEmpty()) {
      return Rule.NO_AREA;
    }
    if (!space.capabilities().permits(area.get().attributes().permissions(), access)) {
      return Rule.NOT_PERMITTED;
    }
    return space.translate(gpa).isPresent() ? Rule.NONE : Rule.NOT_PRESENT;
  }

  @Property(tries = 500)
  void anAreaIsFoundWhereThereIsOne(
      @ForAll("spaces") GuestAddressSpace space, @ForAll("bytes") long gpa) {
    Optional<Outcome> expected =
        space
            .areaAt(gpa)
            .map(a -> new Outcome.AreaFound(a.gpa(), a.size(), a.attributes(), a.backing()));

    assertEquals(
        expected,
        Optional.of(ask(space, new Operation.FindArea(gpa)))
            .filter(outcome -> outcome instanceof Outcome.AreaFound));
  }

  @Property(tries = 1000)
  void aFreeAreaIsFreeAndTheLowest(
      @ForAll("spaces") GuestAddressSpace space,
      @ForAll("bytes") long hint,
      @ForAll @IntRange(min = 1, max = 12) int pages,
      @ForAll @IntRange(max = 5) int alignmentShift,
      @ForAll("bytes") long limitStart,
      @ForAll("bytes") long limitEnd) {
    long alignment = PAGE << alignmentShift;
    long size = pages * PAGE;
    Optional<Outcome> expected = Optional.empty();
    for (long at = 0; at < END && expected.isEmpty(); at += alignment) {
      boolean allowed = at >= hint && at >= limitStart && at + size <= limitEnd;
      if (allowed && space.containsRange(at, size) && isFree(space, at, size)) {
        assertTrue(!space.overlaps(at, size));
        expected = Optional.of(new Outcome.FreeFound(at));
      }
    }

    Outcome outcome =
        ask(space, new Operation.FindFreeArea(hint, size, alignment, limitStart, limitEnd));

    assertEquals(
        expected, Optional.of(outcome).filter(found -> found instanceof Outcome.FreeFound));
  }

  private static boolean isFree(GuestAddressSpace space, long start, long size) {
    for (long at = start; at < start + size; at += PAGE) {
      if (space.areaAt(at).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /// The answer; the address space must stay as it is.
  private static Outcome ask(GuestAddressSpace space, Operation operation) {
    GuestAddressSpace.Step step = space.apply(operation, HOST);
    assertEquals(space, step.next());
    return step.outcome();
  }

  @Provide
  Arbitrary<GuestAddressSpace> spaces() {
    return TestSpaces.operations().list().ofMaxSize(25).map(TestSpaces::after);
  }

  /// Bytes in and around the address space, many of them first or last of a page.
  @Provide
  Arbitrary<Long> bytes() {
    Arbitrary<Long> pages = Arbitraries.integers().between(-1, PAGES).map(TestSpaces::gpa);
    return pages.flatMap(page ->
        Arbitraries.oneOf(
            Arbitraries.of(page, page + 1, page + PAGE - 1),
            Arbitraries.longs().between(page, page + PAGE - 1)));
  }
}
