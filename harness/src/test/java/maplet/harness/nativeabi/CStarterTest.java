package maplet.harness.nativeabi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.StepListener;
import maplet.harness.profile.Claims;
import maplet.harness.profile.ProfileReader;
import maplet.harness.report.DivergenceReport;
import maplet.harness.report.ReportShape;
import maplet.harness.report.Reproduction;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Terms;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The C starter in this process: as it is, with each bug, and with each freedom.
class CStarterTest {
  private static final String EPT = "ept-4";
  private static final String ARM = "aarch64-4k-ipa40-l1";
  private static final int MOST_OPERATIONS = 6;

  @AfterEach
  void nothingPlanted() throws Exception {
    Starters.environment("MAPLET_BUG", "");
    Starters.environment("MAPLET_FREEDOM", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {EPT, "ept-5", ARM, "aarch64-4k-ipa48-l0"})
  void conforms(String regime) throws Exception {
    try (Run run = new Run(Starters.c(), regime)) {
      for (Workload workload : Workload.values()) {
        assertEquals(Optional.empty(), run.sequence(1, workload, 2000).map(Run::text));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EPT, ARM})
  void conformsWithoutTellingItsStores(String regime) throws Exception {
    try (Run run = new Run(Starters.c("-DTELLS_STORES=0"), regime)) {
      for (Workload workload : Workload.values()) {
        assertEquals(Optional.empty(), run.sequence(1, workload, 1000).map(Run::text));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "split-widens,     ept-4,               translation",
    "split-stride,     ept-4,               translation",
    "unmap-short,      ept-4,               translation",
    "unmap-no-flush,   ept-4,               invalidation",
    "protect-no-flush, ept-4,               invalidation",
    "free-first,       ept-4,               invalidation",
    "leaked-table,     ept-4,               frame",
    "leaked-frame,     ept-4,               frame",
    "not-zeroed,       ept-4,               frame",
    "half-done,        ept-4,               translation",
    "always-wb,        aarch64-4k-ipa40-l1, translation",
    "stray-bit,        ept-4,               entry",
    "stray-bit,        aarch64-4k-ipa40-l1, entry",
    "map-over,         ept-4,               outcome",
    "fault-replaces,   ept-4,               outcome",
    "any-alignment,    ept-4,               outcome",
    "flush-operand,    aarch64-4k-ipa40-l1, invalidation",
    "no-break,         aarch64-4k-ipa40-l1, invalidation",
    "torn-store,       aarch64-4k-ipa40-l1, entry",
    "page-address,     ept-4,               outcome",
    "scribble,         ept-4,               bounds",
    "garbage,          ept-4,               outcome",
    "no-flush,         aarch64-4k-ipa40-l1, invalidation",
    "empty-range-error, ept-4,              outcome",
    "panic,            ept-4,               outcome",
    "non-shareable,    aarch64-4k-ipa40-l1, entry",
    "limit-beyond,     ept-4,               outcome",
    "permissions-ignored, ept-4,            outcome"
  })
  void eachBugIsFoundAndNamedAndMinimised(String bug, String regime, String oracle)
      throws Exception {
    Starters.environment("MAPLET_BUG", bug);
    try (Run run = new Run(Starters.c(), regime)) {
      Divergence found = run.firstDivergence();
      Reproduction reproduction = Reproduction.of(found, run.runner, 3000);
      Divergence smallest = reproduction.minimised();
      ReportShape.check(DivergenceReport.lines(reproduction, "by a test", "none"));
      ReportShape.checkDetail(smallest);
      assertTrue(
          smallest.violations().stream().anyMatch(v -> v.oracle().toString().equals(oracle)),
          () -> Run.text(smallest));
      assertTrue(smallest.operations().size() <= MOST_OPERATIONS, () -> Run.text(smallest));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "split-widens,   translation",
    "unmap-no-flush, invalidation",
    "leaked-table,   frame",
    "always-wb,      translation"
  })
  void bugsAreFoundInTablesThatAreCompared(String bug, String oracle) throws Exception {
    Starters.environment("MAPLET_BUG", bug);
    try (Run run = new Run(Starters.c("-DTELLS_STORES=0"), EPT)) {
      assertEquals(oracle, run.firstDivergence().first().oracle().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leaf-choice",
        "keep-empty-tables",
        "again",
        "no-rollback",
        "refuse-widen",
        "eager-invalidate",
        "software-bits",
        "other-error",
        "frame-cache"
      })
  void aFreedomIsAFindingThatNamesItUnlessTheProfileDoes(String name) throws Exception {
    Starters.environment("MAPLET_FREEDOM", name);
    Freedom freedom = Freedom.parse(name);
    assertNamed(name, new Run(Starters.c(), ARM));

    // Where an empty table stays, a huge leaf no longer fits.
    Set<Freedom> freedoms =
        freedom == Freedom.KEEP_EMPTY_TABLES
            ? EnumSet.of(freedom, Freedom.LEAF_CHOICE)
            : EnumSet.of(freedom);
    for (String regime : List.of(ARM, EPT)) {
      try (Run run = new Run(Starters.c(), regime, freedoms)) {
        for (Workload workload : Workload.values()) {
          assertEquals(Optional.empty(), run.sequence(3, workload, 1500).map(Run::text));
        }
        assertTrue(run.runner.checker().liberties().taken(freedom) > 0, name + " isn't taken");
      }
    }
  }

  @Test
  void theRestOfACutLeafMayBeDroppedFromATable() throws Exception {
    Starters.environment("MAPLET_FREEDOM", "lazy-rest");
    try (Run run = new Run(Starters.c(), ARM)) {
      Divergence found = run.sequence(1, Workload.TABLE, 5000).orElseThrow();
      assertTrue(Run.text(found).contains("'lazy-rest'"), Run.text(found));
    }
    try (Run run = new Run(Starters.c(), ARM, EnumSet.of(Freedom.LAZY_REST))) {
      assertEquals(Optional.empty(), run.sequence(1, Workload.TABLE, 2000).map(Run::text));
      assertTrue(run.runner.checker().liberties().taken(Freedom.LAZY_REST) > 0);
    }
  }

  private static void assertNamed(String name, Run fresh) {
    try (Run run = fresh) {
      Divergence found = run.firstDivergence();
      assertTrue(Run.text(found).contains("'" + name + "'"), () -> Run.text(found));
    }
  }

  @Test
  void theStartersAdapterIsShort() throws Exception {
    Path folder = Path.of("src/main/native/starters");
    assertTrue(Files.readAllLines(folder.resolve("c/adapter.c")).size() <= 150);
    assertTrue(Files.readAllLines(folder.resolve("rust/adapter.rs")).size() <= 150);
  }

  /// A runner as a conformance run has it.
  private static final class Run implements AutoCloseable {
    private final SequenceRunner runner;

    Run(Path library, String regime) throws Exception {
      this(library, regime, EnumSet.noneOf(Freedom.class));
    }

    Run(Path library, String regime, Set<Freedom> freedoms) throws Exception {
      Claims claims = ProfileReader.read(Starters.profile("c")).claims();
      StepListener claimed =
          new StepListener() {
            @Override
            public boolean applies(OperationSlot slot) {
              return claims.operations().contains(slot.kind);
            }
          };
      runner =
          new SequenceRunner(
              Regimes.find(regime),
              new NativeProvider(NativeLibrary.load(library)),
              EnumSet.allOf(Oracle.class),
              new Terms(freedoms, claims.answers()),
              claimed);
    }

    Optional<Divergence> sequence(long seed, Workload workload, int limit) {
      return runner.run(seed, workload, limit, new OutcomeBins()).stream().findFirst();
    }

    Divergence firstDivergence() {
      for (long seed = 0; seed < 20; seed++) {
        for (Workload workload : Workload.values()) {
          Optional<Divergence> found = sequence(seed, workload, 2000);
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
      throw new AssertionError("nothing was found");
    }

    static String text(Divergence divergence) {
      return divergence.operations().size() + " operations: " + divergence.violations();
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}
