package maplet.model;

import static maplet.model.TestSpaces.CAPABILITIES;
import static maplet.model.TestSpaces.DEVICE;
import static maplet.model.TestSpaces.PAGE;
import static maplet.model.TestSpaces.RAM;
import static maplet.model.TestSpaces.RO;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Page tables of the small regime, 256 pages in all.
final class TestTables {
  static final int PAGES = 256;
  static final long MIDDLE = 4 * PAGE;
  static final long LARGE = 16 * PAGE;

  static final TestHost HOST = new TestHost(0);

  private TestTables() {}

  static GuestAddressSpace empty() {
    return GuestAddressSpace.table(CAPABILITIES);
  }

  static Rules rules(RangeMap mappings) {
    Rules rules = new Rules(CAPABILITIES, new ChunkedRangeMap(false), mappings);
    rules.createTable(HOST);
    return rules;
  }

  static GuestAddressSpace after(List<Operation> operations) {
    GuestAddressSpace table = empty();
    for (Operation operation : operations) {
      table = apply(table, operation);
    }
    return table;
  }

  static GuestAddressSpace apply(GuestAddressSpace table, Operation operation) {
    return table.apply(operation, HOST).next();
  }

  /// Operations, most of them legal.
  static Arbitrary<Operation> operations() {
    return operations(0, PAGES + 1);
  }

  /// Operations on pages from `first` to `last`, the latter excluded; all leaves that they make lie
  /// there when both are multiples of 16.
  static Arbitrary<Operation> operations(int first, int last) {
    Arbitrary<Attributes> attributes = Arbitraries.of(RAM, RAM, RO, DEVICE);
    Arbitrary<Long> pageSizes = Arbitraries.of(PAGE, MIDDLE, LARGE);
    Arbitrary<Long> hosts = Arbitraries.integers().between(0, 63).map(i -> 0x10_0000 + i * LARGE);
    Arbitrary<Long> pages = Arbitraries.longs().between(first, last - 1).map(page -> page * PAGE);
    Arbitrary<Long> bytes = pages.map(gpa -> gpa + 0x123);
    Arbitrary<long[]> ranges =
        Combinators.combine(pages, Arbitraries.longs().between(0, 40))
            .as((gpa, size) -> new long[] {gpa, Math.min(size * PAGE, last * PAGE - gpa)});
    return Arbitraries.frequencyOf(
        Tuple.of(
            4,
            Combinators.combine(pages, hosts, pageSizes, attributes)
                .as((g, h, s, a) -> new Operation.MapPage(g & -s, h, s, a))),
        Tuple.of(2, bytes.map(Operation.UnmapPage::new)),
        Tuple.of(
            2,
            Combinators.combine(bytes, hosts, attributes)
                .as((g, h, a) -> new Operation.Remap(g, h, a))),
        Tuple.of(1, bytes.map(Operation.QueryPage::new)),
        Tuple.of(
            4,
            Combinators.combine(ranges, hosts, attributes, Arbitraries.of(true, false))
                .as((r, h, a, huge) ->
                    new Operation.MapRegion(r[0], h + r[0] % LARGE, r[1], a, huge))),
        Tuple.of(2, ranges.map(r -> new Operation.UnmapRegion(r[0], r[1]))),
        Tuple.of(
            2,
            Combinators.combine(ranges, attributes)
                .as((r, a) -> new Operation.ProtectRegion(r[0], r[1], a))),
        Tuple.of(1, bytes.map(gpa -> new Operation.Translate(gpa, Access.WRITE))),
        Tuple.of(1, Arbitraries.just(new Operation.WalkTable())));
  }
}
