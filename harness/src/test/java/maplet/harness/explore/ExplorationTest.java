package maplet.harness.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import maplet.harness.check.Oracle;
import maplet.harness.subject.InProcessSubject;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplorationTest {
  private static final int MANY = 100_000;

  private static ExplorationPlan plan(
      String id, WorldKind kind, int jobs, int mostStates, Optional<Path> checkpoint) {
    Regime regime = Regimes.find(id);
    return new ExplorationPlan(
        regime,
        new InProcessSubject.Provider(),
        kind.in(regime, 1),
        jobs,
        mostStates,
        EnumSet.allOf(Oracle.class),
        checkpoint);
  }

  private static ExplorationResult run(ExplorationPlan plan)
      throws IOException, InterruptedException {
    return new Exploration(plan, _ -> {}).run();
  }

  /// A trial that shared no code with this one found 27,556 states for two regions, which don't
  /// know of each other: 166 * 166. Of areas a page has three kinds in five independent places.
  @ParameterizedTest
  @CsvSource({
    "ept-4, TABLE, 166, 5",
    "aarch64-4k-ipa40-l1, TABLE, 166, 5",
    "riscv-sv39x4, TABLE, 166, 5",
    "ept-4, SPACE, 243, 7",
    "aarch64-16k-ipa47-l1, SPACE, 243, 7",
    "riscv-sv48x4-svpbmt, SPACE, 243, 7"
  })
  void aWorldHasSoManyStates(String id, WorldKind kind, int states, int depth)
      throws IOException, InterruptedException {
    ExplorationResult result = run(plan(id, kind, 2, MANY, Optional.empty()));
    assertTrue(result.isFixpoint());
    assertEquals(states, result.states());
    assertEquals(depth, result.depth());
    assertTrue(result.counts().refusals() > 0);
  }

  @Test
  void threadsMakeNoDifference() throws IOException, InterruptedException {
    ExplorationResult one = run(plan("ept-4", WorldKind.SPACE, 1, MANY, Optional.empty()));
    ExplorationResult three = run(plan("ept-4", WorldKind.SPACE, 3, MANY, Optional.empty()));
    assertEquals(one.states(), three.states());
    assertEquals(one.depth(), three.depth());
    assertEquals(one.counts(), three.counts());
  }

  @Test
  void anExplorationGoesOnWhereItStopped(@TempDir Path folder)
      throws IOException, InterruptedException {
    Optional<Path> file = Optional.of(folder.resolve("world"));
    ExplorationResult whole = run(plan("ept-4", WorldKind.TABLE, 1, MANY, Optional.empty()));
    ExplorationResult part = run(plan("ept-4", WorldKind.TABLE, 1, 2, file));
    assertFalse(part.isFixpoint());
    assertTrue(part.visited() > 0);
    // A process that was killed leaves a part of a record.
    byte[] bytes = Files.readAllBytes(file.orElseThrow());
    Files.write(file.orElseThrow(), List.of("S"), java.nio.file.StandardOpenOption.APPEND);
    ExplorationResult rest = run(plan("ept-4", WorldKind.TABLE, 1, MANY, file));
    assertTrue(rest.isFixpoint());
    assertEquals(whole.states(), rest.states());
    assertEquals(whole.counts(), rest.counts());
    assertFalse(Files.exists(file.orElseThrow()), "a finished world needs no checkpoint");
    Files.write(file.orElseThrow(), bytes);
    IllegalArgumentException other =
        assertThrows(
            IllegalArgumentException.class,
            () -> run(plan("ept-4", WorldKind.SPACE, 1, MANY, file)));
    assertTrue(other.getMessage().contains("delete it to begin anew"), other::getMessage);
  }

  @Test
  void aWorldNeedsTwoLeafSizesAndRoom() {
    for (String id : List.of("aarch64-64k-ipa33-l3")) {
      Regime regime = Regimes.find(id);
      assertThrows(IllegalArgumentException.class, () -> WorldKind.TABLE.in(regime, 1));
    }
    Regime ept = Regimes.find("ept-4");
    assertThrows(IllegalArgumentException.class, () -> WorldKind.TABLE.in(ept, 0));
    assertThrows(IllegalArgumentException.class, () -> WorldKind.TABLE.in(ept, 5));
  }
}
