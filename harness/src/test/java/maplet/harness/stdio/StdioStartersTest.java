package maplet.harness.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import maplet.harness.stdio.StdioStarter.Found;
import maplet.harness.subject.SubjectFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The starters behind the stdio protocol.
class StdioStartersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String REGIME = "riscv-sv39x4";

  @Test
  void pythonConforms() throws Exception {
    try (StdioProvider provider = StdioStarter.PYTHON.provider("", PATIENCE)) {
      assertEquals(
          Optional.empty(), StdioStarter.PYTHON.find(provider, "riscv-sv48x4").map(Found::text));
    }
  }

  @Test
  void javaScriptConforms() throws Exception {
    try (StdioProvider provider = StdioStarter.JAVASCRIPT.provider("", PATIENCE)) {
      assertEquals(
          Optional.empty(), StdioStarter.JAVASCRIPT.find(provider, "ept-4").map(Found::text));
    }
  }

  /// The freedom to be asked again needs one request for each operation.
  @Test
  void aSubjectThatIsNotAskedAheadConformsToo() throws Exception {
    StdioStarter starter = StdioStarter.PYTHON;
    try (StdioProvider provider = new StdioProvider(starter.command(""), PATIENCE, true)) {
      assertEquals(Optional.empty(), starter.find(provider, REGIME).map(Found::text));
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
  void eachBugInPythonIsFoundAndNamed(String bug, String oracle) throws Exception {
    isFound(StdioStarter.PYTHON, REGIME, bug, oracle);
  }

  @ParameterizedTest
  @CsvSource({
    "not-zeroed,        frame",
    "map-over,          outcome",
    "always-wb,         translation",
    "free-first,        invalidation",
    "no-invept,         invalidation",
    "protect-no-invept, invalidation",
    "second-fault,      outcome"
  })
  void eachBugInJavaScriptIsFoundAndNamed(String bug, String oracle) throws Exception {
    isFound(StdioStarter.JAVASCRIPT, "ept-4", bug, oracle);
  }

  private static void isFound(StdioStarter starter, String regime, String bug, String oracle)
      throws Exception {
    try (StdioProvider provider = starter.provider(bug, PATIENCE)) {
      Found found = starter.find(provider, regime).orElseThrow();
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
    Duration patience = bug.equals("hang") ? Duration.ofSeconds(1) : PATIENCE;
    try (StdioProvider provider = StdioStarter.PYTHON.provider(bug, patience)) {
      Found found = StdioStarter.PYTHON.find(provider, REGIME).orElseThrow();
      assertEquals(Optional.of(bug), found.failure().map(SubjectFailure.Kind::toString));
      // And the next sequence finds it in a fresh process, at the same operation.
      Found again = StdioStarter.PYTHON.find(provider, REGIME).orElseThrow();
      assertEquals(found.text(), again.text());
      assertEquals(found.divergence().operations().size(), again.divergence().operations().size());
    }
  }

  @Test
  void whatDoesNotStartIsRefusedByName() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new StdioProvider("exit 3", PATIENCE, false).close());
    assertEquals(
        "exit 3 doesn't start: crash: the process ended with code 3", refused.getMessage());
  }
}
