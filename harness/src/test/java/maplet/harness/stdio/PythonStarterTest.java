package maplet.harness.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.StepListener;
import maplet.harness.profile.ClaimedRegime;
import maplet.harness.profile.Profile;
import maplet.harness.profile.ProfileReader;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.SubjectFailure;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Python starter, behind the stdio protocol.
class PythonStarterTest {
  private static final Path FOLDER = folder();
  private static final int OPERATIONS = 600;

  /// From the module's folder or the repository's.
  private static Path folder() {
    Path own = Path.of("src/main/stdio/starters/python");
    return Files.isDirectory(own) ? own : Path.of("harness").resolve(own);
  }

  @BeforeEach
  void pythonIsThere() {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "python3")));
    assumeTrue(there, "not run: python3 isn't installed, so the Python starter can't be run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"riscv-sv39x4", "riscv-sv48x4"})
  void conforms(String regime) throws Exception {
    try (StdioProvider provider = provider("")) {
      assertEquals(Optional.empty(), find(provider, regime).map(Found::text));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plain-sv39,   translation",
    "no-fence,     invalidation",
    "not-zeroed,   frame",
    "second-fault, outcome",
    "leaked-frame, frame",
    "no-rollback,  translation"
  })
  void eachBugIsFoundAndNamed(String bug, String oracle) throws Exception {
    try (StdioProvider provider = provider(bug)) {
      Found found = find(provider, "riscv-sv39x4").orElseThrow();
      assertTrue(found.failure().isEmpty(), found::text);
      assertTrue(
          found.divergence().violations().stream()
              .anyMatch(v -> v.oracle().toString().equals(oracle)),
          found::text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crash", "hang", "garbage", "oversized", "untold"})
  void eachFailureIsAFindingOfItsOwn(String bug) throws Exception {
    try (StdioProvider provider = provider(bug)) {
      Found found = find(provider, "riscv-sv39x4").orElseThrow();
      assertEquals(Optional.of(bug), found.failure().map(SubjectFailure.Kind::toString));
      // And the next sequence finds it in a fresh process.
      Found again = find(provider, "riscv-sv39x4").orElseThrow();
      assertEquals(found.failure(), again.failure());
    }
  }

  @Test
  void whatDoesNotStartIsRefusedByName() {
    try {
      new StdioProvider("exit 3", Duration.ofSeconds(20), false).close();
    } catch (IllegalArgumentException e) {
      assertEquals("exit 3 doesn't start: crash: the process ended with code 3", e.getMessage());
      return;
    }
    throw new AssertionError("it started");
  }

  private static StdioProvider provider(String bug) {
    String command =
        "MAPLET_BUG=%s exec python3 -B '%s'".formatted(bug, FOLDER.resolve("starter.py"));
    return new StdioProvider(command, Duration.ofSeconds(bug.equals("hang") ? 3 : 30), false);
  }

  private record Found(Divergence divergence, Optional<SubjectFailure.Kind> failure) {
    String text() {
      return divergence.violations() + " " + failure;
    }
  }

  private static Optional<Found> find(StdioProvider provider, String regime) throws Exception {
    Profile profile = ProfileReader.read(FOLDER.resolve("profile.json"));
    StepListener claimed =
        new StepListener() {
          @Override
          public boolean applies(OperationSlot slot) {
            return profile.claims().has(slot.kind);
          }
        };
    try (SequenceRunner runner =
        new SequenceRunner(
            ClaimedRegime.of(Regimes.find(regime), profile.claims()),
            provider,
            EnumSet.allOf(Oracle.class),
            profile.claims().terms(),
            claimed)) {
      for (long seed = 0; seed < 12; seed++) {
        for (Workload workload : new Workload[] {Workload.PAGES, Workload.HUGE}) {
          Optional<Divergence> found = runner.run(seed, workload, OPERATIONS, new OutcomeBins());
          if (found.isPresent()) {
            Optional<SubjectFailure.Kind> kind =
                runner.checker().failure().map(SubjectFailure::kind);
            return Optional.of(new Found(found.orElseThrow(), kind));
          }
        }
      }
      return Optional.empty();
    }
  }
}
