package maplet.model;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// A small regime, so small that a test can look at each page of it: pages of 4, 16 and 64 KiB, and
/// an address space of 64 pages from 0x10000 on.
final class TestSpaces {
  static final long PAGE = 0x1000;
  static final long BASE = 0x10000;
  static final int PAGES = 64;
  static final long END = BASE + PAGES * PAGE;

  static final Attributes RAM = Attributes.RAM;
  static final Attributes RO = new Attributes(Permissions.R, MemoryType.WRITE_BACK);
  static final Attributes DEVICE = new Attributes(Permissions.RW, MemoryType.DEVICE);

  /// 20 input bits, 24 output bits.
  static final Capabilities CAPABILITIES =
      new Capabilities(20, 24, List.of(12, 14, 16), representable());

  private TestSpaces() {}

  private static BitSet representable() {
    BitSet codes = new BitSet();
    List.of(RAM, RO, DEVICE).forEach(attributes -> codes.set(attributes.code()));
    return codes;
  }

  static GuestAddressSpace empty() {
    return GuestAddressSpace.create(CAPABILITIES, BASE, END - BASE);
  }

  static Rules rules(RangeMap areas, RangeMap mappings) {
    Rules rules = new Rules(CAPABILITIES, areas, mappings);
    rules.create(BASE, END - BASE, new TestHost(0));
    return rules;
  }

  static Rules rules() {
    return rules(new ChunkedRangeMap(false), new ChunkedRangeMap(true));
  }

  /// The guest address of a page of the address space.
  static long gpa(int page) {
    return BASE + page * PAGE;
  }

  /// Applies the operations one after the other, the n-th with `new TestHost(n)`.
  static GuestAddressSpace after(List<Operation> operations) {
    GuestAddressSpace space = empty();
    for (int step = 0; step < operations.size(); step++) {
      space = space.apply(operations.get(step), new TestHost(step)).next();
    }
    return space;
  }

  /// Operations, most of them legal.
  static Arbitrary<Operation> operations() {
    return operations(-1, PAGES + 1);
  }

  /// Operations on pages from `first` to `last`, the latter excluded.
  static Arbitrary<Operation> operations(int first, int last) {
    Arbitrary<Attributes> attributes = Arbitraries.of(RAM, RAM, RO, DEVICE);
    Arbitrary<Integer> hostPages = Arbitraries.integers().between(0, 15).map(i -> 256 + 4 * i);
    Arbitrary<Access> accesses = Arbitraries.of(Access.class);
    Arbitrary<int[]> ranges = ranges(first, last);
    return Arbitraries.frequencyOf(
        Tuple.of(
            3,
            Combinators.combine(ranges, hostPages, attributes)
                .as((r, h, a) ->
                    new Operation.MapLinear(gpa(r[0]), (h + r[0]) * PAGE, size(r), a))),
        Tuple.of(
            3,
            Combinators.combine(ranges, attributes, Arbitraries.of(true, false))
                .as((r, a, p) -> new Operation.MapAllocated(gpa(r[0]), size(r), a, p))),
        Tuple.of(2, ranges.map(r -> new Operation.Unmap(gpa(r[0]), size(r)))),
        Tuple.of(
            2,
            Combinators.combine(ranges, attributes)
                .as((r, a) -> new Operation.Protect(gpa(r[0]), size(r), a))),
        Tuple.of(
            3,
            Combinators.combine(ranges, accesses)
                .as((r, a) -> new Operation.HandleFault(gpa(r[0]) + 0x123, a))),
        Tuple.of(
            1,
            Combinators.combine(ranges, accesses)
                .as((r, a) -> new Operation.Translate(gpa(r[0]) + 0x456, a))),
        Tuple.of(1, Combinators.combine(ranges, accesses).as(TestSpaces::query)));
  }

  private static Arbitrary<int[]> ranges(int first, int last) {
    Arbitrary<Integer> starts = Arbitraries.integers().between(first, last - 1);
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(1, 4)),
            Tuple.of(2, Arbitraries.integers().between(0, 40)));
    return Combinators.combine(starts, sizes)
        .as((start, size) -> new int[] {start, Math.min(size, last - start)});
  }

  /// A query that the range and the access select.
  private static Operation query(int[] range, Access access) {
    long start = gpa(range[0]) + 0x789;
    long size = size(range) / 2 + 1;
    return switch (range[1] % 6) {
      case 0 -> new Operation.TranslateRun(start, access);
      case 1 -> new Operation.ByteBuffer(start, size, access);
      case 2 -> new Operation.ReadMemory(start, size);
      case 3 -> new Operation.WriteMemory(start, size, 0);
      case 4 -> new Operation.FindArea(start);
      default -> new Operation.FindFreeArea(start, size(range), PAGE, BASE, END);
    };
  }

  private static long size(int[] range) {
    return range[1] * PAGE;
  }

  /// All runs of a store, as text.
  static String runs(RangeMap map) {
    StringBuilder text = new StringBuilder();
    for (boolean found = map.seek(0); found; found = map.next()) {
      text.append(
          "[0x%x, 0x%x) 0x%x %x%n".formatted(map.start(), map.end(), map.delta(), map.tag()));
    }
    return text.toString();
  }
}
