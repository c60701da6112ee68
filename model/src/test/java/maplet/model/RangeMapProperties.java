package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Both stores against an array with an element for each address.
class RangeMapProperties {
  private static final int SPAN = 600;
  private static final Change HOLE = new Change(0, SPAN, 0, 0);

  /// An assignment of a tag, or with tag 0 an erasure.
  record Change(int start, int end, long delta, int tag) {}

  @Property(tries = 400)
  void storesThatCoalesceHoldTheCanonicalRuns(@ForAll("changes") List<Change> changes) {
    check(new ChunkedRangeMap(true), new PersistentRangeMap(true, RunTree.EMPTY), changes, true);
  }

  @Property(tries = 400)
  void storesThatDoNotCoalesceKeepAssignmentsApart(@ForAll("changes") List<Change> changes) {
    check(new ChunkedRangeMap(false), new PersistentRangeMap(false, RunTree.EMPTY), changes, false);
  }

  @Property(tries = 200)
  void treesWithEqualRunsAreEqual(@ForAll("changes") List<Change> changes) {
    PersistentRangeMap map = new PersistentRangeMap(true, RunTree.EMPTY);
    changes.forEach(change -> apply(map, change));
    PersistentRangeMap rebuilt = new PersistentRangeMap(true, RunTree.EMPTY);
    for (boolean found = map.seek(0); found; found = map.next()) {
      rebuilt.assign(map.start(), map.end(), map.delta(), map.tag());
    }
    assertEquals(map.snapshot(), rebuilt.snapshot());
    assertEquals(map.snapshot().hashCode(), rebuilt.snapshot().hashCode());
  }

  private static void check(
      RangeMap chunked, RangeMap persistent, List<Change> changes, boolean coalesce) {
    Change[] oracle = new Change[SPAN];
    Arrays.fill(oracle, HOLE);
    for (Change change : changes) {
      apply(chunked, change);
      apply(persistent, change);
      for (int address = change.start(); address < change.end(); address++) {
        oracle[address] = change;
      }
      // the changed end is where a position that isn't reset would show
      String around = seekAndNext(oracle, change.end(), coalesce);
      assertEquals(around, seekAndNext(chunked, change.end()));
      assertEquals(around, seekAndNext(persistent, change.end()));
    }
    String runs = runs(oracle, coalesce);
    assertEquals(runs, TestSpaces.runs(chunked));
    assertEquals(runs, TestSpaces.runs(persistent));
    assertEquals(runs.lines().count(), chunked.size());
    assertEquals(runs.lines().count(), persistent.size());
    chunked.clear();
    persistent.clear();
    assertEquals("", TestSpaces.runs(chunked) + TestSpaces.runs(persistent));
    assertEquals(0, chunked.size() + persistent.size());
  }

  private static void apply(RangeMap map, Change change) {
    if (change.tag() == 0) {
      map.erase(change.start(), change.end());
    } else {
      map.assign(change.start(), change.end(), change.delta(), change.tag());
    }
  }

  private static String runs(Change[] oracle, boolean coalesce) {
    StringBuilder text = new StringBuilder();
    for (int end, start = next(oracle, 0); start < SPAN; start = next(oracle, end)) {
      end = endOfRun(oracle, start, coalesce);
      Change run = oracle[start];
      text.append("[0x%x, 0x%x) 0x%x %x%n".formatted(start, end, run.delta(), run.tag()));
    }
    return text.toString();
  }

  private static String seekAndNext(Change[] oracle, int address, boolean coalesce) {
    int start = next(oracle, address);
    int end = start < SPAN ? endOfRun(oracle, start, coalesce) : SPAN;
    return end + " " + next(oracle, end);
  }

  private static String seekAndNext(RangeMap map, int address) {
    long end = map.seek(address) ? map.end() : SPAN;
    return end + " " + (end < SPAN && map.next() ? map.start() : SPAN);
  }

  private static int next(Change[] oracle, int from) {
    int address = from;
    while (address < SPAN && isHole(oracle[address])) {
      address++;
    }
    return address;
  }

  private static int endOfRun(Change[] oracle, int start, boolean coalesce) {
    int end = start + 1;
    while (end < SPAN && !isHole(oracle[end]) && continues(oracle[start], oracle[end], coalesce)) {
      end++;
    }
    return end;
  }

  private static boolean isHole(Change change) {
    return change.tag() == 0;
  }

  // two equal changes, made one after the other, are still two runs
  @SuppressWarnings("ReferenceEquality")
  private static boolean continues(Change run, Change other, boolean coalesce) {
    return run == other || (coalesce && run.tag() == other.tag() && run.delta() == other.delta());
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<Integer> starts = Arbitraries.integers().between(0, SPAN - 1);
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(1, 3)),
            Tuple.of(1, Arbitraries.integers().between(1, SPAN / 2)));
    Arbitrary<Long> deltas = Arbitraries.longs().between(0, 1);
    Arbitrary<Integer> tags = Arbitraries.of(0, 1, 1, 1, 2, 2);
    return Combinators.combine(starts, sizes, deltas, tags)
        .as((start, size, delta, tag) ->
            new Change(start, Math.min(SPAN, start + size), delta, tag))
        .list()
        .ofMinSize(0)
        .ofMaxSize(400);
  }
}
