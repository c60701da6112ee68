package maplet.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every state of an address space of three pages, the upper two of which can be one huge page, and
/// what each of some operations makes of each state.
final class SmallWorld {
  static final int PAGES = 3;
  static final long PAGE = 0x1000;
  static final long BASE = PAGE;

  static final Attributes RAM = Attributes.RAM;
  static final Attributes RO = new Attributes(Permissions.R, MemoryType.WRITE_BACK);

  /// Pages of 4 and 8 KiB.
  private static final Capabilities CAPABILITIES =
      new Capabilities(16, 24, List.of(12, 13), representable());

  /// Where linear memory begins: once so that huge pages fit, once so that none does.
  private static final long[] HOSTS = {0x40_0000 + BASE, 0x50_0000};

  private static final long FIRST_FRAME = 0x60_0000;

  private final List<Act> acts = new ArrayList<>();
  private final List<GuestAddressSpace> states = new ArrayList<>();
  private final Map<GuestAddressSpace, Integer> numbers = new HashMap<>();
  private final List<int[]> next = new ArrayList<>();
  private final List<Status[]> statuses = new ArrayList<>();

  /// An operation, and the pages that it is about: from `first` to `last`, the latter excluded.
  record Act(Operation operation, int first, int last) {
    boolean isApartFrom(Act other) {
      return last <= other.first || other.last <= first;
    }

    boolean isAbout(int page) {
      return page >= first && page < last;
    }
  }

  /// A host that gives each page a frame of its own.
  ///
  /// @param missing the page that gets none, or -1
  record Host(boolean refused, int missing) implements Environment {
    static final Host GIVING = new Host(false, -1);

    @Override
    public long frameFor(long gpa) {
      return gpa == gpa(missing) ? NO_FRAME : FIRST_FRAME + gpa;
    }
  }

  /// A state in stores that change, as campaigns have them.
  record Stores(RangeMap areas, RangeMap mappings, Rules rules) {
    Status apply(Operation operation, Environment host) {
      return Operations.apply(rules, operation, host);
    }

    @Override
    public String toString() {
      return TestSpaces.runs(areas) + "mapped" + System.lineSeparator() + TestSpaces.runs(mappings);
    }
  }

  SmallWorld() {
    for (int first = 0; first < PAGES; first++) {
      for (int last = first + 1; last <= PAGES; last++) {
        addActs(first, last);
      }
      for (Access access : List.of(Access.READ, Access.WRITE)) {
        acts.add(new Act(new Operation.HandleFault(gpa(first) + 8, access), first, first + 1));
      }
    }
    number(GuestAddressSpace.create(CAPABILITIES, BASE, PAGES * PAGE));
    for (int state = 0; state < states.size(); state++) {
      visit(states.get(state));
    }
  }

  private static BitSet representable() {
    BitSet codes = new BitSet();
    List.of(RAM, RO).forEach(attributes -> codes.set(attributes.code()));
    return codes;
  }

  static long gpa(int page) {
    return BASE + page * PAGE;
  }

  private void addActs(int first, int last) {
    long gpa = gpa(first);
    long size = (last - first) * PAGE;
    acts.add(new Act(new Operation.Unmap(gpa, size), first, last));
    for (Attributes attributes : List.of(RAM, RO)) {
      acts.add(new Act(new Operation.Protect(gpa, size, attributes), first, last));
      for (long host : HOSTS) {
        long hpa = host + first * PAGE;
        acts.add(new Act(new Operation.MapLinear(gpa, hpa, size, attributes), first, last));
      }
      for (boolean populate : new boolean[] {false, true}) {
        Operation map = new Operation.MapAllocated(gpa, size, attributes, populate);
        acts.add(new Act(map, first, last));
      }
    }
  }

  private int number(GuestAddressSpace space) {
    Integer known = numbers.get(space);
    if (known != null) {
      return known;
    }
    states.add(space);
    numbers.put(space, states.size() - 1);
    return states.size() - 1;
  }

  private void visit(GuestAddressSpace space) {
    int[] nexts = new int[acts.size()];
    Status[] all = new Status[acts.size()];
    for (int i = 0; i < nexts.length; i++) {
      GuestAddressSpace.Step step = space.apply(acts.get(i).operation(), Host.GIVING);
      nexts[i] = number(step.next());
      all[i] = step.outcome().status();
    }
    next.add(nexts);
    statuses.add(all);
  }

  List<Act> acts() {
    return acts;
  }

  /// The number of the act that unmaps just the pages that another is about.
  int unmapping(Act act) {
    Operation unmap = new Operation.Unmap(gpa(act.first()), (act.last() - act.first()) * PAGE);
    return acts.indexOf(new Act(unmap, act.first(), act.last()));
  }

  int size() {
    return states.size();
  }

  GuestAddressSpace state(int number) {
    return states.get(number);
  }

  /// The number of the state that an act leads to.
  int next(int state, int act) {
    return next.get(state)[act];
  }

  Status status(int state, int act) {
    return statuses.get(state)[act];
  }

  Optional<Outcome.Translated> translate(int state, int page) {
    return states.get(state).translate(gpa(page));
  }

  Optional<Area> area(int state, int page) {
    return states.get(state).areaAt(gpa(page));
  }

  /// A state's areas and mappings in stores of their own.
  Stores stores(int number) {
    GuestAddressSpace space = states.get(number);
    RangeMap areas = new ChunkedRangeMap(false);
    RangeMap mappings = new ChunkedRangeMap(true);
    Rules rules = new Rules(CAPABILITIES, areas, mappings);
    rules.create(BASE, PAGES * PAGE, Host.GIVING);
    for (Area area : space.areas()) {
      int tag = AreaTag.of(area.attributes().code(), area.backing());
      areas.assign(area.gpa(), area.gpa() + area.size(), area.delta(), tag);
    }
    for (Mapping each : space.mappings()) {
      int tag = MappingTag.of(each.attributes().code(), each.pageSize() == PAGE ? 0 : 1);
      mappings.assign(each.gpa(), each.end(), each.hpa() - each.gpa(), tag);
    }
    return new Stores(areas, mappings, rules);
  }
}
