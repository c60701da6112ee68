package maplet.harness.museum;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.explore.Exploration;
import maplet.harness.explore.ExplorationPlan;
import maplet.harness.explore.WorldKind;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exhaustive exploration of the smallest world finds bugs too, and shows each in as few operations
/// as can be: nobody can show these in fewer.
class ExploredBugsTest {
  private static final int LONGEST = 3;

  @ParameterizedTest
  @EnumSource(
      names = {
        "SPLIT_WIDENS_PERMISSIONS",
        "SPLIT_WITHOUT_BREAK",
        "SPLIT_FILLS_512_ENTRIES",
        "PERMISSION_BITS_SWAPPED",
        "REMAP_WITHOUT_BREAK",
        "LIVE_ENTRY_REPLACED",
        "FULL_INVALIDATION_MISSING",
        "FREED_BEFORE_INVALIDATION",
        "TABLES_LEAK",
        "EMPTY_TABLES_STAY",
        "TABLE_WRITTEN_AFTER_IT_IS_FREED",
        "FRAME_LEAKS_WHEN_A_FAULT_FAILS",
        "NO_MEMORY_CALLED_BAD_STATE",
        "SECOND_FAULT_REPLACES_THE_FRAME",
        "AREA_KEEPS_ITS_OLD_ATTRIBUTES",
        "MAPS_OVER_A_MAPPING"
      })
  void isFoundInAFewOperations(PlantedBug bug) {
    Divergence found =
        Stream.of(WorldKind.values())
            .map(kind -> explore(bug, kind))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(() -> new AssertionError(bug + " is not found"));
    assertTrue(
        found.violations().stream().anyMatch(each -> each.oracle() == bug.oracle()),
        () -> bug + ": " + found.violations());
    assertTrue(found.operations().size() <= LONGEST, () -> bug + ": " + found.operations());
  }

  private static Optional<Divergence> explore(PlantedBug bug, WorldKind kind) {
    Regime regime = Regimes.find(bug.regime());
    ExplorationPlan plan =
        new ExplorationPlan(
            regime,
            bug.subject(),
            kind.in(regime, 1),
            1,
            1000,
            EnumSet.allOf(Oracle.class),
            Optional.empty());
    try {
      return new Exploration(plan, _ -> {}).run().divergence();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
