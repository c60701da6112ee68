package maplet.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import maplet.model.Backing;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Areas against an array with one element for each address, with enough areas for several blocks.
final class AreaSetProperties {
  private static final int LENGTH = 1500;

  record Change(int kind, int start, int length) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, LENGTH - 1),
            Arbitraries.oneOf(
                Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, LENGTH)))
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(120);
  }

  @Property(tries = 150)
  void everyAddressIsInTheAreaThatItWasPutIn(@ForAll("changes") List<Change> changes) {
    AreaSet areas = new AreaSet();
    int[] expected = new int[LENGTH];
    for (int at = 0; at < LENGTH - 2; at += 3) {
      int scattered = at * 7 % (LENGTH - LENGTH % 3);
      areas.add(scattered, scattered + 2, 1, Backing.ON_DEMAND);
      expected[scattered] = 1;
      expected[scattered + 1] = 1;
    }
    check(areas, expected);
    for (Change change : changes) {
      apply(areas, expected, change);
      check(areas, expected);
    }
  }

  private static void apply(AreaSet areas, int[] expected, Change change) {
    int start = change.start();
    int end = Math.min(LENGTH, start + change.length());
    if (change.kind() < 2) {
      areas.remove(start, end);
      Arrays.fill(expected, start, end, 0);
    } else if (change.kind() < 4) {
      areas.setAttributes(start, end, change.kind());
      for (int at = start; at < end; at++) {
        expected[at] = expected[at] == 0 ? 0 : change.kind();
      }
    } else if (areas.firstIn(start, end) == AreaSet.NONE) {
      areas.add(start, end, change.kind(), Backing.ON_DEMAND);
      Arrays.fill(expected, start, end, change.kind());
    }
  }

  private static void check(AreaSet areas, int[] expected) {
    int at = 0;
    for (int area = areas.firstEndingAbove(0); area != AreaSet.NONE; area = areas.next(area)) {
      assertTrue(areas.start(area) >= at && areas.end(area) > areas.start(area), "ascending");
      assertEquals(Backing.ON_DEMAND, areas.backing(area));
      for (; at < areas.start(area); at++) {
        assertEquals(0, expected[at]);
        assertEquals(AreaSet.NONE, areas.find(at));
      }
      for (; at < areas.end(area); at++) {
        assertEquals(expected[at], areas.attributes(area));
        assertEquals(area, areas.find(at));
      }
    }
    for (; at < LENGTH; at++) {
      assertEquals(0, expected[at]);
    }
  }
}
