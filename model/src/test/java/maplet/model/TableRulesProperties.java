package maplet.model;

import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.RO;
import static maplet.model.TestTables.HOST;
import static maplet.model.TestTables.PAGES;
import static maplet.model.TestTables.apply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The laws of a page table, looked at page by page.
class TableRulesProperties {
  /// Two operations that have no page in common.
  record Disjoint(Operation one, Operation other) {}

  private static boolean isDone(GuestAddressSpace table, Operation operation) {
    return !table.apply(operation, HOST).outcome().status().isRefusal();
  }

  private static List<Optional<Outcome.Translated>> function(GuestAddressSpace table) {
    List<Optional<Outcome.Translated>> pages = new ArrayList<>();
    for (int page = 0; page < PAGES; page++) {
      pages.add(table.translate(page * PAGE));
    }
    return pages;
  }

  /// The function without its page sizes.
  private static List<String> reached(GuestAddressSpace table) {
    return function(table).stream()
        .map(to -> to.map(it -> it.hpa() + " " + it.attributes()).orElse(""))
        .toList();
  }

  @Property(tries = 500)
  void mappingAndThenUnmappingAPageIsTheIdentity(
      @ForAll("tables") GuestAddressSpace table, @ForAll("mapPages") Operation.MapPage map) {
    Assume.that(isDone(table, map));
    GuestAddressSpace.Step unmapped =
        apply(table, map).apply(new Operation.UnmapPage(map.gpa() + map.pageSize() - 1), HOST);

    assertEquals(
        new Outcome.Removed(map.hpa(), map.attributes(), map.pageSize()), unmapped.outcome());
    assertEquals(table, unmapped.next());
  }

  @Property(tries = 500)
  void mappingAndThenUnmappingARegionIsTheIdentity(
      @ForAll("tables") GuestAddressSpace table, @ForAll("mapRegions") Operation.MapRegion map) {
    Assume.that(isDone(table, map));

    assertEquals(table, apply(apply(table, map), new Operation.UnmapRegion(map.gpa(), map.size())));
  }

  @Property(tries = 500)
  void remappingIsUnmappingAndMapping(
      @ForAll("tables") GuestAddressSpace table, @ForAll("remaps") Operation.Remap remap) {
    Assume.that(isDone(table, remap));
    GuestAddressSpace.Step unmapped = table.apply(new Operation.UnmapPage(remap.gpa()), HOST);
    Outcome.Removed leaf = (Outcome.Removed) unmapped.outcome();
    long gpa = remap.gpa() & -leaf.pageSize();
    Operation map = new Operation.MapPage(gpa, remap.hpa(), leaf.pageSize(), remap.attributes());

    assertEquals(apply(unmapped.next(), map), apply(table, remap));
  }

  @Property(tries = 500)
  void aRegionIsTheSumOfItsPages(
      @ForAll("tables") GuestAddressSpace table, @ForAll("mapRegions") Operation.MapRegion map) {
    Assume.that(isDone(table, map));
    GuestAddressSpace pages = table;
    for (long at = 0; at < map.size(); at += PAGE) {
      Operation page =
          new Operation.MapPage(map.gpa() + at, map.hpa() + at, PAGE, map.attributes());
      assertTrue(isDone(pages, page));
      pages = apply(pages, page);
    }

    GuestAddressSpace region = apply(table, map);
    assertEquals(reached(pages), reached(region));
    if (!map.allowHuge()) {
      assertEquals(pages, region);
    }
  }

  @Property(tries = 500)
  void aRegionIsRefusedWhenOneOfItsPagesIs(
      @ForAll("tables") GuestAddressSpace table, @ForAll("mapRegions") Operation.MapRegion map) {
    Outcome outcome = table.apply(map, HOST).outcome();
    Assume.that(outcome instanceof Outcome.Refused(_, Rule rule, _, _) && rule != Rule.EMPTY);
    long taken = map.gpa();
    while (isDone(table, new Operation.MapPage(taken, map.hpa() + taken - map.gpa(), PAGE, RO))) {
      taken += PAGE;
    }

    assertEquals(taken, ((Outcome.Refused) outcome).operand());
  }

  @Property(tries = 500)
  void unmappingARegionIsUnmappingItPageByPage(
      @ForAll("tables") GuestAddressSpace table, @ForAll("regions") Operation.UnmapRegion unmap) {
    GuestAddressSpace pages = table;
    for (long at = 0; at < unmap.size(); at += PAGE) {
      pages = apply(pages, new Operation.UnmapRegion(unmap.gpa() + at, PAGE));
    }

    assertEquals(reached(pages), reached(apply(table, unmap)));
  }

  @Property(tries = 500)
  void protectingChangesAttributesInTheRegionOnly(
      @ForAll("tables") GuestAddressSpace table, @ForAll("regions") Operation.UnmapRegion region) {
    Operation protect = new Operation.ProtectRegion(region.gpa(), region.size(), RO);
    boolean done = isDone(table, protect);
    List<Optional<Outcome.Translated>> before = function(table);
    List<Optional<Outcome.Translated>> after = function(apply(table, protect));
    for (int page = 0; page < PAGES; page++) {
      long gpa = page * PAGE;
      boolean inside = done && gpa >= region.gpa() && gpa < region.gpa() + region.size();
      assertEquals(
          before.get(page).map(Outcome.Translated::hpa),
          after.get(page).map(Outcome.Translated::hpa));
      assertEquals(
          before.get(page).map(it -> inside ? RO : it.attributes()),
          after.get(page).map(Outcome.Translated::attributes));
    }
  }

  @Property(tries = 500)
  void mappingsAreWholeAlignedLeaves(@ForAll("tables") GuestAddressSpace table) {
    for (Mapping mapping : table.mappings()) {
      assertEquals(0, (mapping.gpa() | mapping.hpa() | mapping.size()) % mapping.pageSize());
    }
    assertEquals(List.of(), table.areas());
  }

  @Property(tries = 500)
  void aQueryIsATranslationWhateverTheAccess(
      @ForAll("tables") GuestAddressSpace table, @ForAll("bytes") long gpa) {
    Outcome outcome = table.apply(new Operation.QueryPage(gpa), HOST).outcome();

    assertEquals(
        table.translate(gpa).map(Outcome.class::cast),
        outcome.status() == Status.TRANSLATED ? Optional.of(outcome) : Optional.empty());
  }

  @Property(tries = 500)
  void operationsOnDisjointRangesCommute(
      @ForAll("tables") GuestAddressSpace table, @ForAll("disjoint") Disjoint operations) {
    // A leaf across the middle would be changed by both.
    GuestAddressSpace cut = apply(table, new Operation.UnmapRegion(0x7f000, 0x2000));
    GuestAddressSpace.Step one = cut.apply(operations.one(), HOST);
    GuestAddressSpace.Step other = cut.apply(operations.other(), HOST);
    GuestAddressSpace.Step thenOther = one.next().apply(operations.other(), HOST);
    GuestAddressSpace.Step thenOne = other.next().apply(operations.one(), HOST);

    assertEquals(thenOther.next(), thenOne.next());
    assertEquals(one.outcome(), thenOne.outcome());
    assertEquals(other.outcome(), thenOther.outcome());
  }

  @Property(tries = 500)
  void bothStoresGiveTheSameAnswersAndARefusalChangesNothing(
      @ForAll("sequences") List<Operation> operations) {
    Rules fast = TestTables.rules(new ChunkedRangeMap(true));
    GuestAddressSpace table = TestTables.empty();
    for (int step = 0; step < operations.size(); step++) {
      Environment host = new TestHost(step, step % 7 == 6, -1);
      String before = TestSpaces.runs(fast.mappings());
      Status status = Operations.apply(fast, operations.get(step), host);
      GuestAddressSpace.Step answer = table.apply(operations.get(step), host);
      table = answer.next();
      assertEquals(answer.outcome(), Operations.outcome(fast, status));
      if (status.isRefusal()) {
        assertEquals(before, TestSpaces.runs(fast.mappings()));
      }
    }
    PersistentRangeMap copy = new PersistentRangeMap(true, RunTree.EMPTY);
    for (Mapping mapping : table.mappings()) {
      int index = Long.numberOfTrailingZeros(mapping.pageSize()) / 2 - 6;
      int tag = MappingTag.of(mapping.attributes().code(), index);
      copy.assign(mapping.gpa(), mapping.end(), mapping.hpa() - mapping.gpa(), tag);
    }
    assertEquals(TestSpaces.runs(copy), TestSpaces.runs(fast.mappings()));
    assertEquals(0, fast.areas().size());
  }

  @Provide
  Arbitrary<List<Operation>> sequences() {
    return TestTables.operations().list().ofMaxSize(25);
  }

  @Provide
  Arbitrary<GuestAddressSpace> tables() {
    return sequences().map(TestTables::after);
  }

  @Provide
  Arbitrary<Operation.MapPage> mapPages() {
    return ofType(Operation.MapPage.class);
  }

  @Provide
  Arbitrary<Operation.MapRegion> mapRegions() {
    return ofType(Operation.MapRegion.class);
  }

  @Provide
  Arbitrary<Operation.Remap> remaps() {
    return ofType(Operation.Remap.class);
  }

  @Provide
  Arbitrary<Operation.UnmapRegion> regions() {
    return ofType(Operation.UnmapRegion.class).filter(unmap -> unmap.gpa() < PAGES * PAGE);
  }

  private static <T extends Operation> Arbitrary<T> ofType(Class<T> type) {
    return TestTables.operations(0, PAGES).filter(type::isInstance).map(type::cast);
  }

  @Provide
  Arbitrary<Long> bytes() {
    return Arbitraries.longs().between(0, PAGES * PAGE - 1);
  }

  @Provide
  Arbitrary<Disjoint> disjoint() {
    return Combinators.combine(
            TestTables.operations(0, PAGES / 2), TestTables.operations(PAGES / 2, PAGES))
        .as(Disjoint::new);
  }
}
