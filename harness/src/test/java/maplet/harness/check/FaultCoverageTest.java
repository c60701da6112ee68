package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import maplet.harness.subject.InProcessSubject;
import maplet.model.FaultKind;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The campaign meets every fault that a regime's manual knows, at every level at which it can
/// occur, and never one that the description says can't.
@Execution(ExecutionMode.CONCURRENT)
class FaultCoverageTest {
  private static final long OPERATIONS = 10_000;
  private static final int MOST_SEEDS = 85;

  static List<Regime> regimes() {
    return Regimes.all();
  }

  @ParameterizedTest
  @MethodSource("regimes")
  void everyFaultOccursAtEveryLevelWhereItCan(Regime regime) throws InterruptedException {
    WalkBins bins = new WalkBins();
    List<String> empty = List.of("all");
    for (int seed = 0; !empty.isEmpty() && seed < MOST_SEEDS; seed++) {
      bins.add(walks(regime, seed));
      empty = empty(regime, bins);
    }
    assertEquals(List.of(), empty, regime.id());
    for (FaultKind kind : FaultKind.values()) {
      for (int height = 0; height < regime.levels(); height++) {
        boolean possible = regime.whyNever(kind, height).isEmpty();
        assertTrue(possible || bins.get(kind, height) == 0, kind + " at height " + height);
      }
    }
  }

  private static List<String> empty(Regime regime, WalkBins bins) {
    List<String> empty = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      for (int height = 0; height < regime.levels(); height++) {
        if (regime.whyNever(kind, height).isEmpty() && bins.get(kind, height) == 0) {
          empty.add(kind + " at level " + regime.level(height));
        }
      }
    }
    return empty;
  }

  private static WalkBins walks(Regime regime, int seed) throws InterruptedException {
    Plan plan =
        new Plan(
            List.of(regime),
            new InProcessSubject.Provider(),
            seed,
            OPERATIONS,
            Duration.ofMinutes(1),
            1,
            WorkloadMix.HUGE,
            EnumSet.allOf(Oracle.class),
            true);
    RegimeResult result = new Campaign(plan, (_, _) -> {}).run().getFirst();
    assertTrue(result.divergence().isEmpty(), () -> result.divergence().toString());
    return result.walks();
  }
}
