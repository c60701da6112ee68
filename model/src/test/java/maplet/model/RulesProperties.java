package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The rules on either store, and what a refusal leaves.
class RulesProperties {
  @Property(tries = 500)
  void bothStoresGiveTheSameAnswersAndRuns(@ForAll("sequences") List<Operation> operations) {
    Rules fast = TestSpaces.rules();
    GuestAddressSpace space = TestSpaces.empty();
    for (int step = 0; step < operations.size(); step++) {
      Environment host = new TestHost(step);
      Status status = Operations.apply(fast, operations.get(step), host);
      GuestAddressSpace.Step answer = space.apply(operations.get(step), host);
      space = answer.next();
      assertEquals(answer.outcome(), Operations.outcome(fast, status));
    }
    assertEquals(space.areas().toString(), areas(fast).toString());
    assertEquals(space.mappings(), mappings(fast));
  }

  @Property(tries = 500)
  void aRefusedOperationChangesNothing(
      @ForAll("sequences") List<Operation> operations, @ForAll("operations") Operation last) {
    Rules rules = TestSpaces.rules();
    for (int step = 0; step < operations.size(); step++) {
      Operations.apply(rules, operations.get(step), new TestHost(step));
    }
    for (int missing = 0; missing <= TestSpaces.PAGES; missing++) {
      String before = TestSpaces.runs(rules.areas()) + TestSpaces.runs(rules.mappings());
      boolean refused = missing == TestSpaces.PAGES;
      Environment host = new TestHost(operations.size(), refused, TestSpaces.gpa(missing));
      if (Operations.apply(rules, last, host).isRefusal()) {
        String after = TestSpaces.runs(rules.areas()) + TestSpaces.runs(rules.mappings());
        assertEquals(before, after);
      }
    }
  }

  private static List<Area> areas(Rules rules) {
    List<Area> list = new ArrayList<>();
    RangeMap map = rules.areas();
    for (boolean found = map.seek(0); found; found = map.next()) {
      Attributes attributes = Attributes.of(AreaTag.attributes(map.tag()));
      Backing backing = AreaTag.backing(map.tag());
      list.add(new Area(map.start(), map.end() - map.start(), attributes, backing, map.delta()));
    }
    return list;
  }

  private static List<Mapping> mappings(Rules rules) {
    List<Mapping> list = new ArrayList<>();
    RangeMap map = rules.mappings();
    for (boolean found = map.seek(0); found; found = map.next()) {
      Attributes attributes = Attributes.of(MappingTag.attributes(map.tag()));
      long pageSize = 0x1000L << (2 * MappingTag.pageIndex(map.tag()));
      long hpa = map.start() + map.delta();
      list.add(new Mapping(map.start(), hpa, map.end() - map.start(), attributes, pageSize));
    }
    return list;
  }

  @Provide
  Arbitrary<List<Operation>> sequences() {
    return TestSpaces.operations().list().ofMaxSize(25);
  }

  @Provide
  Arbitrary<Operation> operations() {
    return TestSpaces.operations();
  }
}
