package maplet.harness.vectors;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Operation;
import maplet.model.Operation.MapPage;
import maplet.model.Operation.MapRegion;
import maplet.model.Operation.ProtectRegion;
import maplet.model.Operation.QueryPage;
import maplet.model.Operation.Remap;
import maplet.model.Operation.Translate;
import maplet.model.Operation.UnmapPage;
import maplet.model.Operation.UnmapRegion;

/// Scenarios on a page table alone.
final class TableScenarios {
  private final SequencePlaces places;
  private final Attributes ram;
  private final Attributes readOnly;
  private final long granule;
  private final List<Scenario> all = new ArrayList<>();

  TableScenarios(SequencePlaces places) {
    this.places = places;
    ram = places.ram();
    readOnly = places.readOnly();
    granule = places.granule();
  }

  List<Scenario> all() {
    for (int i = 0; i < places.pageSizes(); i++) {
      long size = places.pageSize(i);
      if (2 * size <= places.size()) {
        addPages(size);
        addRegions(size);
      }
    }
    return all;
  }

  private Scenario scenario(String flag, String comment, long size) {
    Scenario scenario = Scenario.of(flag, comment + ", pages of " + Json.hex(size));
    all.add(scenario);
    return scenario;
  }

  private Operation page(long gpa, long size, Attributes attributes) {
    return new MapPage(gpa, places.host(), size, attributes);
  }

  private void addPages(long size) {
    long first = places.base();
    long second = first + size;
    long middle = second + size / 2;
    scenario("page-table-pages", "one is mapped, asked for and removed", size)
        .then(page(second, size, ram), new QueryPage(middle), new QueryPage(first))
        .then(new Translate(second + size - 8, Access.WRITE), new UnmapPage(middle))
        .then(new QueryPage(middle), new UnmapPage(middle));
    scenario("page-table-pages", "operands that are refused", size)
        .then(new MapPage(second + granule / 2, places.host(), size, ram))
        .then(new MapPage(second, places.host() + granule / 2, size, ram))
        .then(new MapPage(second, places.host(), size + granule, ram))
        .then(new MapPage(second, places.capabilities().outputLimit(), size, ram))
        .then(new MapPage(places.capabilities().inputLimit(), places.host(), size, ram))
        .then(new QueryPage(places.capabilities().inputLimit()), new QueryPage(second));
    scenario("page-over-page", "on the same, a smaller and a larger one", size)
        .then(page(first, size, ram), page(first, size, readOnly), page(first, granule, readOnly))
        .then(page(second + size - granule, granule, ram), page(second, size, ram))
        .then(new QueryPage(first), new QueryPage(second));
    Scenario remap =
        scenario("remap", "another address, other attributes", size)
            .then(page(first, size, ram))
            .then(new Remap(first + size / 2, places.host() + size, readOnly))
            .then(new QueryPage(first), new Translate(first, Access.WRITE))
            .then(new Remap(first, places.host() + granule / 2, ram))
            .then(new Remap(second, places.host(), ram), new QueryPage(first));
    if (size > granule) {
      remap.then(new Remap(first, places.host() + granule, ram));
    }
  }

  private void addRegions(long size) {
    long first = places.base();
    long half = Math.max(granule, size / 2);
    scenario("region", "mapped with the largest leaves and cut", size)
        .then(new MapRegion(first, places.host(), 2 * size, ram, true))
        .then(new UnmapRegion(first + half, granule), new QueryPage(first))
        .then(new QueryPage(first + half), new QueryPage(first + size))
        .then(new MapRegion(first, places.host(), size, readOnly, true));
    scenario("region", "protected across a hole", size)
        .then(page(first, size, ram))
        .then(new ProtectRegion(first + size - granule, 2 * granule, readOnly))
        .then(new Translate(first, Access.WRITE))
        .then(new Translate(first + size - granule, Access.WRITE), new QueryPage(first + size));
    scenario("region", "granules only", size)
        .then(new MapRegion(first, places.host(), 4 * granule, ram, false))
        .then(new QueryPage(first), new UnmapRegion(first + granule, 2 * granule))
        .then(new QueryPage(first + granule), new QueryPage(first + 3 * granule));
  }
}
