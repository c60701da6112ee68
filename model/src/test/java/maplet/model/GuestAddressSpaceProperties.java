package maplet.model;

import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.PAGES;
import static maplet.model.TestSpaces.gpa;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The laws of an address space, looked at page by page.
class GuestAddressSpaceProperties {
  private static final TestHost HOST = new TestHost(30);

  /// Two operations that have no page in common.
  record Disjoint(Operation one, Operation other) {}

  private static Outcome.Translated reached(GuestAddressSpace space, int page) {
    return space.translate(gpa(page)).orElse(new Outcome.Translated(-1, Attributes.RAM, 0));
  }

  @Property(tries = 500)
  void mappingAndThenUnmappingIsTheIdentity(
      @ForAll("spaces") GuestAddressSpace space, @ForAll("maps") Operation map) {
    Operation unmap = unmapOf(map);
    GuestAddressSpace free = space.apply(unmap, HOST).next();
    GuestAddressSpace.Step step = free.apply(map, HOST);
    assertEquals(Status.DONE, step.outcome().status());
    assertNotEquals(free, step.next());
    assertEquals(free, step.next().apply(unmap, HOST).next());
  }

  private static Operation.Unmap unmapOf(Operation map) {
    return switch (map) {
      case Operation.MapLinear linear -> new Operation.Unmap(linear.gpa(), linear.size());
      case Operation.MapAllocated allocated ->
          new Operation.Unmap(allocated.gpa(), allocated.size());
      default -> new Operation.Unmap(0, 0);
    };
  }

  @Property(tries = 500)
  void unmappingRemovesTheRangeAndKeepsTheRest(
      @ForAll("spaces") GuestAddressSpace space,
      @ForAll("pages") int from,
      @ForAll("pages") int to) {
    Assume.that(from < to);
    Operation unmap = new Operation.Unmap(gpa(from), (to - from) * PAGE);
    GuestAddressSpace next = space.apply(unmap, HOST).next();
    for (int page = 0; page < PAGES; page++) {
      if (page >= from && page < to) {
        assertEquals(Optional.empty(), next.translate(gpa(page)));
        assertEquals(Optional.empty(), next.areaAt(gpa(page)));
      } else {
        assertEquals(reached(space, page).hpa(), reached(next, page).hpa());
        assertEquals(reached(space, page).attributes(), reached(next, page).attributes());
        assertTrue(reached(space, page).pageSize() >= reached(next, page).pageSize());
        assertEquals(
            space.areaAt(gpa(page)).map(Area::backing), next.areaAt(gpa(page)).map(Area::backing));
      }
    }
  }

  @Property(tries = 500)
  void protectingKeepsAddressesAndChangesAttributesInTheRangeOnly(
      @ForAll("spaces") GuestAddressSpace space,
      @ForAll("pages") int from,
      @ForAll("pages") int to) {
    Assume.that(from < to);
    Operation protect = new Operation.Protect(gpa(from), (to - from) * PAGE, TestSpaces.RO);
    GuestAddressSpace.Step step = space.apply(protect, HOST);
    boolean done = step.outcome() instanceof Outcome.Done;
    for (int page = 0; page < PAGES; page++) {
      Outcome.Translated before = reached(space, page);
      Outcome.Translated after = reached(step.next(), page);
      assertEquals(before.hpa(), after.hpa());
      boolean changes = done && page >= from && page < to && before.hpa() != -1;
      assertEquals(changes ? TestSpaces.RO : before.attributes(), after.attributes());
    }
  }

  @Property(tries = 500)
  void areasCoverExactlyWhatIsMappedOrOnDemand(@ForAll("spaces") GuestAddressSpace space) {
    for (int page = 0; page < PAGES; page++) {
      Optional<Area> area = space.areaAt(gpa(page));
      Optional<Outcome.Translated> mapping = space.translate(gpa(page));
      boolean onDemand = area.map(Area::backing).equals(Optional.of(Backing.ON_DEMAND));
      assertTrue(area.isPresent() == mapping.isPresent() || onDemand);
      if (mapping.isPresent()) {
        assertEquals(area.map(Area::attributes), mapping.map(Outcome.Translated::attributes));
      }
      if (area.isPresent() && area.get().backing() == Backing.LINEAR) {
        assertEquals(gpa(page) + area.get().delta(), reached(space, page).hpa());
      }
    }
  }

  @Property(tries = 500)
  void theMappingsAreAFunctionOfTheTranslationAlone(@ForAll("spaces") GuestAddressSpace space) {
    List<Mapping> rebuilt = new ArrayList<>();
    for (int page = 0; page < PAGES; page++) {
      Outcome.Translated to = reached(space, page);
      Mapping last =
          rebuilt.isEmpty() ? new Mapping(0, 0, 0, TestSpaces.RAM, 0) : rebuilt.getLast();
      if (to.hpa() == -1) {
        continue;
      }
      boolean continues =
          last.end() == gpa(page)
              && last.hpa() + last.size() == to.hpa()
              && last.attributes().equals(to.attributes())
              && last.pageSize() == to.pageSize();
      Mapping start =
          continues
              ? rebuilt.removeLast()
              : new Mapping(gpa(page), to.hpa(), 0, to.attributes(), to.pageSize());
      rebuilt.add(
          new Mapping(
              start.gpa(), start.hpa(), start.size() + PAGE, to.attributes(), to.pageSize()));
    }
    assertEquals(rebuilt, space.mappings());
  }

  @Property(tries = 500)
  void mappingsAreWholeAlignedLeaves(@ForAll("spaces") GuestAddressSpace space) {
    for (Mapping mapping : space.mappings()) {
      assertEquals(0, (mapping.gpa() | mapping.hpa() | mapping.size()) % mapping.pageSize());
    }
  }

  @Property(tries = 500)
  void operationsOnDisjointRangesCommute(
      @ForAll("spaces") GuestAddressSpace space, @ForAll("disjoint") Disjoint operations) {
    GuestAddressSpace.Step one = space.apply(operations.one(), HOST);
    GuestAddressSpace.Step thenOther = one.next().apply(operations.other(), HOST);
    GuestAddressSpace.Step other = space.apply(operations.other(), HOST);
    GuestAddressSpace.Step thenOne = other.next().apply(operations.one(), HOST);
    assertEquals(thenOther.next(), thenOne.next());
    assertEquals(thenOther.next().hashCode(), thenOne.next().hashCode());
    assertSameStatus(operations.one(), one.outcome(), thenOne.outcome());
    assertSameStatus(operations.other(), other.outcome(), thenOther.outcome());
  }

  /// A search for free addresses looks beyond its own range: what others take changes its answer.
  private static void assertSameStatus(Operation operation, Outcome first, Outcome second) {
    if (!(operation instanceof Operation.FindFreeArea)) {
      assertEquals(first.status(), second.status());
    }
  }

  @Property(tries = 300)
  void noFrameIsReachedTwiceWhenTheHostReusesWhatIsFree(
      @ForAll("sequences") List<Operation> operations) {
    GuestAddressSpace space = TestSpaces.empty();
    for (Operation operation : operations) {
      space = space.apply(operation, new ReusingHost(frames(space))).next();
      frames(space);
    }
  }

  /// The frames that the address space owns; fails when one is reached twice.
  private static Set<Long> frames(GuestAddressSpace space) {
    Set<Long> frames = new HashSet<>();
    for (int page = 0; page < PAGES; page++) {
      boolean allocated =
          space.areaAt(gpa(page)).filter(area -> area.backing() != Backing.LINEAR).isPresent();
      if (allocated && space.translate(gpa(page)).isPresent()) {
        assertTrue(frames.add(reached(space, page).hpa()), () -> "reached twice in " + space);
      }
    }
    return frames;
  }

  /// Gives the lowest frame that is free.
  private record ReusingHost(Set<Long> taken) implements Environment {
    @Override
    public long frameFor(long gpa) {
      long frame = 0x40_0000;
      while (!taken.add(frame)) {
        frame += PAGE;
      }
      return frame;
    }

    @Override
    public boolean refused() {
      return false;
    }
  }

  @Provide
  Arbitrary<List<Operation>> sequences() {
    return TestSpaces.operations().list().ofMaxSize(25);
  }

  @Provide
  Arbitrary<GuestAddressSpace> spaces() {
    return sequences().map(TestSpaces::after);
  }

  /// Maps, with ranges that aren't empty.
  @Provide
  Arbitrary<Operation> maps() {
    return TestSpaces.operations(0, PAGES).filter(operation -> unmapOf(operation).size() > 0);
  }

  @Provide
  Arbitrary<Disjoint> disjoint() {
    return Arbitraries.integers()
        .between(1, PAGES - 1)
        .flatMap(middle ->
            Combinators.combine(
                    TestSpaces.operations(0, middle), TestSpaces.operations(middle, PAGES))
                .as(Disjoint::new));
  }

  @Provide
  Arbitrary<Integer> pages() {
    return Arbitraries.integers().between(0, PAGES);
  }
}
