package maplet.harness.vectors;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Operation;
import maplet.model.Operation.Clear;
import maplet.model.Operation.HandleFault;
import maplet.model.Operation.MapAllocated;
import maplet.model.Operation.MapLinear;
import maplet.model.Operation.Protect;
import maplet.model.Operation.Translate;
import maplet.model.Operation.Unmap;
import maplet.model.Permissions;

/// Scenarios on an address space.
final class SpaceScenarios {
  /// Granules that one mapping may consist of.
  private static final long MOST_GRANULES = 2048;

  private final SequencePlaces places;
  private final Attributes ram;
  private final Attributes readOnly;
  private final long granule;
  private final List<Scenario> all = new ArrayList<>();

  SpaceScenarios(SequencePlaces places) {
    this.places = places;
    ram = places.ram();
    readOnly = places.readOnly();
    granule = places.granule();
  }

  List<Scenario> all() {
    for (int i = 1; i < places.pageSizes(); i++) {
      if (2 * places.pageSize(i) <= places.size()) {
        addHuge(places.pageSize(i));
      }
    }
    addRanges();
    addEdges();
    addOperands();
    addAllocated();
    addMemory();
    return all;
  }

  private Scenario scenario(String flag, String comment) {
    Scenario scenario = Scenario.of(flag, comment);
    all.add(scenario);
    return scenario;
  }

  /// A linear area of some granules, as far from the host's base as from the space's.
  private Operation map(long first, long granules, Attributes attributes) {
    long offset = first * granule;
    return new MapLinear(places.at(first), places.host() + offset, granules * granule, attributes);
  }

  private Operation read(long granules) {
    return new Translate(places.at(granules), Access.READ);
  }

  private Operation write(long granules) {
    return new Translate(places.at(granules) + 8, Access.WRITE);
  }

  private void addHuge(long size) {
    long pages = size / granule;
    String page = "a page of " + Json.hex(size);
    scenario("largest-leaf", "two of " + page)
        .then(map(0, 2 * pages, ram), read(0), read(2 * pages - 1));
    scenario("largest-leaf", page + " between two granules")
        .then(map(pages - 1, pages + 2, ram), read(pages - 1), read(pages), read(2 * pages));
    if (pages <= MOST_GRANULES) {
      scenario("misaligned-pair", "congruent to nothing larger than a granule")
          .then(new MapLinear(places.base(), places.host() + granule, size, ram))
          .then(read(0), read(pages - 1));
    }
    scenario("split-unmap", "a hole in the middle of " + page)
        .then(map(0, 2 * pages, ram), new Unmap(places.at(pages / 2), granule))
        .then(read(pages / 2 - 1), read(pages / 2), read(pages / 2 + 1), read(pages));
    scenario("split-unmap", "the first and the last granule of two of " + page)
        .then(map(0, 2 * pages, ram), new Unmap(places.base(), granule))
        .then(new Unmap(places.at(2 * pages - 1), granule))
        .then(read(0), read(1), read(2 * pages - 2), read(2 * pages - 1));
    scenario("split-protect", "a granule inside " + page)
        .then(map(0, 2 * pages, ram), new Protect(places.at(1), granule, readOnly))
        .then(write(0), write(1), write(2), read(1), write(pages));
    scenario("split-protect", "wider in the middle of a read-only page")
        .then(map(0, pages, readOnly), new Protect(places.at(pages / 2), granule, ram))
        .then(write(pages / 2 - 1), write(pages / 2), write(pages / 2 + 1));
    scenario("split-protect", "across the boundary of two of " + page)
        .then(map(0, 2 * pages, ram))
        .then(new Protect(places.at(pages - 1), 2 * granule, places.otherType()))
        .then(read(pages - 2), read(pages - 1), read(pages), read(pages + 1));
  }

  private void addRanges() {
    scenario("partial-range", "the middle is unmapped and protected")
        .then(map(0, 8, ram), new Unmap(places.at(2), 2 * granule))
        .then(new Protect(places.at(5), 2 * granule, readOnly))
        .then(read(1), read(2), read(4), write(4), write(5), write(6), write(7));
    scenario("partial-range", "a protection over two areas")
        .then(map(0, 2, ram), map(2, 2, readOnly))
        .then(new Protect(places.at(1), 2 * granule, places.otherType()))
        .then(read(0), read(1), read(2), read(3));
    scenario("overlap", "by one granule at each end")
        .then(map(4, 4, ram), map(7, 2, ram), read(8), map(3, 2, ram), read(3))
        .then(map(8, 1, ram), map(3, 1, ram), read(8), read(3));
    scenario("overlap", "the same, inside and around")
        .then(map(4, 4, ram), map(4, 4, readOnly), map(5, 1, readOnly), map(2, 8, readOnly))
        .then(write(5));
    scenario("hole", "unmapped across a hole")
        .then(map(0, 2, ram), map(4, 2, ram), new Unmap(places.at(1), 4 * granule))
        .then(read(0), read(1), read(4), read(5));
    scenario("hole", "protected across a hole")
        .then(map(0, 2, ram), map(4, 2, ram))
        .then(new Protect(places.base(), 6 * granule, readOnly))
        .then(write(0), write(5));
    scenario("reuse", "the same addresses anew")
        .then(map(0, 4, ram), new Unmap(places.base(), 4 * granule))
        .then(new MapLinear(places.at(1), places.host(), 2 * granule, readOnly))
        .then(read(0), read(1), write(1), read(2), read(3));
    scenario("clear", "everything goes")
        .then(map(0, 2, ram), map(4, 4, readOnly), new Clear(), read(0), read(4))
        .then(map(4, 1, ram), read(4));
  }

  private void addEdges() {
    long last = places.size() / granule - 1;
    scenario("range-end", "the last granule, and one more")
        .then(map(last, 1, ram), map(last + 1, 1, ram), map(last, 2, ram), read(last))
        .then(new Translate(places.end(), Access.READ), new Unmap(places.at(last), 2 * granule))
        .then(new Unmap(places.at(last), granule), read(last));
    scenario("range-end", "the first granule, and one before")
        .then(map(0, 1, ram), read(0))
        .then(new Unmap(places.base() - granule, 2 * granule))
        .then(new MapLinear(places.base() - granule, places.host(), granule, ram))
        .then(new HandleFault(places.end(), Access.READ));
    scenario("wrapping-range", "ends that overflow")
        .then(new MapLinear(places.at(1), places.host(), -granule, ram))
        .then(new MapLinear(-granule, places.host(), 2 * granule, ram))
        .then(new Unmap(places.at(1), -granule), new Protect(places.at(1), -granule, ram))
        .then(new MapAllocated(places.at(1), -granule, ram, false));
    long limit = places.capabilities().outputLimit();
    scenario("output-width", "the last granule of host memory, and one more")
        .then(new MapLinear(places.base(), limit - granule, 2 * granule, ram))
        .then(new MapLinear(places.base(), limit, granule, ram))
        .then(new MapLinear(places.base(), -granule, granule, ram))
        .then(new MapLinear(places.base(), limit - granule, granule, ram), read(0));
  }

  private void addOperands() {
    scenario("misaligned-operand", "each operand of each operation")
        .then(new MapLinear(places.base() + 8, places.host(), granule, ram))
        .then(new MapLinear(places.base(), places.host() + granule / 2, granule, ram))
        .then(new MapLinear(places.base(), places.host(), granule + 1, ram))
        .then(map(0, 4, ram), new Unmap(places.base() + 1, granule))
        .then(new Unmap(places.base(), granule / 2))
        .then(new Protect(places.at(1) + 8, granule, readOnly))
        .then(new MapAllocated(places.at(8) + 8, granule, ram, true), read(0), write(1));
    scenario("empty-range", "sizes of zero")
        .then(new MapLinear(places.base(), places.host(), 0, ram), map(0, 1, ram))
        .then(new Unmap(places.base(), 0), new Protect(places.base(), 0, readOnly))
        .then(new MapAllocated(places.at(2), 0, ram, false), read(0));
    Attributes nothing = new Attributes(Permissions.NONE, ram.memoryType());
    Scenario attributes =
        scenario("not-representable", "attributes that no entry has")
            .then(map(0, 2, nothing), map(0, 2, ram), new Protect(places.base(), granule, nothing));
    for (Attributes each : places.notRepresentable()) {
      attributes.then(map(4, 1, each), new Protect(places.base(), granule, each));
    }
    attributes.then(read(0), read(4));
  }

  private void addAllocated() {
    scenario("on-demand", "a page from its first fault on")
        .then(new MapAllocated(places.base(), 4 * granule, ram, false), read(1))
        .then(new HandleFault(places.at(1) + 8, Access.READ), read(1), read(2))
        .then(new HandleFault(places.at(1), Access.WRITE), read(0));
    scenario("on-demand", "attributes that change before the first fault")
        .then(new MapAllocated(places.base(), 4 * granule, ram, false))
        .then(new Protect(places.at(1), granule, readOnly))
        .then(new HandleFault(places.at(1), Access.WRITE))
        .then(new HandleFault(places.at(1), Access.READ), write(1), read(1))
        .then(new Unmap(places.base(), 2 * granule), read(1));
    scenario("on-demand", "populated at once")
        .then(new MapAllocated(places.base(), 4 * granule, ram, true), read(0), write(3))
        .then(new Protect(places.at(2), granule, readOnly), write(2), write(3))
        .then(new Unmap(places.at(1), granule), read(1), read(2));
    scenario("fault-refused", "nobody's, not permitted, not on demand, out of range")
        .then(new HandleFault(places.at(9), Access.READ), map(0, 2, readOnly))
        .then(new HandleFault(places.base(), Access.WRITE))
        .then(new HandleFault(places.base(), Access.READ))
        .then(new MapAllocated(places.at(4), 2 * granule, ram, true))
        .then(new HandleFault(places.at(4), Access.READ))
        .then(new HandleFault(places.end() + 8, Access.READ));
  }

  private void addMemory() {
    Operation allocated = new MapAllocated(places.base(), 4 * granule, ram, true);
    scenario("out-of-memory", "no frame for a page, nor for a fault")
        .refused(allocated)
        .then(read(0), new MapAllocated(places.base(), 4 * granule, ram, false))
        .refused(new HandleFault(places.at(2), Access.READ))
        .then(read(2), new HandleFault(places.at(2), Access.READ), read(2));
    if (places.pageSizes() > 1) {
      long pages = places.pageSize(1) / granule;
      scenario("out-of-memory", "no frame for a table")
          .refused(map(1, 1, ram))
          .then(read(1), map(0, pages, ram))
          .refused(new Unmap(places.at(1), granule))
          .then(read(1))
          .refused(new Protect(places.at(1), granule, readOnly))
          .then(write(1));
    }
  }
}
