package maplet.harness.vectors;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.sequence.SeededChoices;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Operation;

/// Random operations on few pages, so that they meet each other's edges.
final class RandomScenarios {
  private static final String FLAG = "random-sequence";
  private static final int SEQUENCES = 4;
  private static final int STEPS = 10;
  private static final int GRANULES = 12;

  private final SequencePlaces places;
  private final SeededChoices choices;
  private final List<Attributes> attributes;

  RandomScenarios(SequencePlaces places, long seed) {
    this.places = places;
    choices = new SeededChoices(SeededChoices.split(seed, 1));
    attributes = places.capabilities().alternatives();
  }

  /// Sequences on an address space.
  List<Scenario> onSpace() {
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 0; i < SEQUENCES; i++) {
      Scenario scenario = Scenario.of(FLAG, "on an address space");
      for (int step = 0; step < STEPS; step++) {
        scenario.then(onSpace(unit(i)));
      }
      scenarios.add(scenario);
    }
    return scenarios;
  }

  /// Sequences on a page table.
  List<Scenario> onTable() {
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 0; i < SEQUENCES; i++) {
      Scenario scenario = Scenario.of(FLAG, "on a page table");
      for (int step = 0; step < STEPS; step++) {
        scenario.then(onTable(unit(i)));
      }
      scenarios.add(scenario);
    }
    return scenarios;
  }

  /// A third of the sequences work in parts of the second page size.
  private long unit(int sequence) {
    boolean huge = sequence % 3 == 2 && places.pageSizes() > 1;
    return huge ? Math.max(places.granule(), places.pageSize(1) / 4) : places.granule();
  }

  private long count(long unit) {
    return Math.min(GRANULES, places.size() / unit);
  }

  private long gpa(long unit) {
    return places.base() + choices.chooseLong(count(unit)) * unit;
  }

  private long size(long unit) {
    return (1 + choices.chooseLong(4)) * unit;
  }

  /// Mostly congruent to the guest's, so that huge leaves can be.
  private long hpa(long gpa, long unit) {
    return places.host() + (gpa - places.base()) + (choices.choose(4) == 0 ? unit : 0);
  }

  private Attributes some() {
    return choices.choose(2) == 0
        ? places.ram()
        : attributes.get(choices.choose(attributes.size()));
  }

  private Access access() {
    return Access.of(choices.choose(3));
  }

  private Operation onSpace(long unit) {
    long gpa = gpa(unit);
    return switch (choices.choose(10)) {
      case 0, 1, 2 -> new Operation.MapLinear(gpa, hpa(gpa, unit), size(unit), some());
      case 3 -> new Operation.MapAllocated(gpa, places.granule(), some(), choices.choose(2) == 0);
      case 4, 5 -> new Operation.Unmap(gpa, size(unit));
      case 6, 7 -> new Operation.Protect(gpa, size(unit), some());
      case 8 -> new Operation.HandleFault(gpa + 8, access());
      default -> new Operation.Translate(gpa + 8, access());
    };
  }

  private Operation onTable(long unit) {
    long gpa = gpa(unit);
    return switch (choices.choose(10)) {
      case 0, 1 -> {
        long page = places.pageSize(choices.choose(Math.min(2, places.pageSizes())));
        yield new Operation.MapPage(gpa & -page, hpa(gpa & -page, page), page, some());
      }
      case 2, 3 ->
          new Operation.MapRegion(
              gpa,
              hpa(gpa, unit),
              size(unit),
              some(),
              unit > places.granule() || choices.choose(2) == 0);
      case 4 -> new Operation.UnmapPage(gpa + 8);
      case 5 -> new Operation.UnmapRegion(gpa, size(unit));
      case 6 -> new Operation.ProtectRegion(gpa, size(unit), some());
      case 7 -> new Operation.Remap(gpa + 8, hpa(gpa, unit), some());
      case 8 -> new Operation.QueryPage(gpa + 8);
      default -> new Operation.Translate(gpa + 8, access());
    };
  }
}
