package maplet.harness.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import maplet.harness.check.Divergence;
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
          Optional.empty(),
          StdioStarter.PYTHON.find(provider, "riscv-sv48x4").map(Divergence::violations));
    }
  }

  @Test
  void javaScriptConforms() throws Exception {
    try (StdioProvider provider = StdioStarter.JAVASCRIPT.provider("", PATIENCE)) {
      assertEquals(
          Optional.empty(),
          StdioStarter.JAVASCRIPT.find(provider, "ept-4").map(Divergence::violations));
    }
  }

  /// The freedom to be asked again needs one request for each operation.
  @Test
  void aSubjectThatIsNotAskedAheadConformsToo() throws Exception {
    StdioStarter starter = StdioStarter.PYTHON;
    try (StdioProvider provider = new StdioProvider(starter.command(""), PATIENCE, true)) {
      assertEquals(Optional.empty(), starter.find(provider, REGIME).map(Divergence::violations));
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
      Divergence found = starter.find(provider, regime).orElseThrow();
      assertTrue(found.failure().isEmpty(), found::toString);
      assertTrue(
          found.violations().stream().anyMatch(v -> v.oracle().toString().equals(oracle)),
          found::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crash", "hang", "garbage", "oversized", "untold"})
  void eachFailureIsAFindingOfItsOwn(String bug) throws Exception {
    Duration patience = bug.equals("hang") ? Duration.ofSeconds(1) : PATIENCE;
    try (StdioProvider provider = StdioStarter.PYTHON.provider(bug, patience)) {
      Divergence found = StdioStarter.PYTHON.find(provider, REGIME).orElseThrow();
      assertEquals(Optional.of(bug), found.failure().map(SubjectFailure.Kind::toString));
      // And the next sequence finds it in a fresh process, at the same operation.
      Divergence again = StdioStarter.PYTHON.find(provider, REGIME).orElseThrow();
      assertEquals(found.violations(), again.violations());
      assertEquals(found.operations().size(), again.operations().size());
    }
  }

  @Test
  void anExceptionIsAPanicThatSaysWhatAndWhere() throws Exception {
    try (StdioProvider provider = StdioStarter.PYTHON.provider("exception", PATIENCE)) {
      Divergence found = StdioStarter.PYTHON.find(provider, REGIME).orElseThrow();
      assertEquals(Optional.of(SubjectFailure.Kind.PANIC), found.failure());
      assertTrue(
          found.place().matches("IndexError: list index out of range, at starter.py:\\d+"),
          found::place);
      assertTrue(found.first().actual().startsWith("a panic: IndexError"), found::toString);
    }
  }

  @Test
  void whatDoesNotStartIsAFailure() {
    SubjectFailure failure =
        assertThrows(
            SubjectFailure.class, () -> new StdioProvider("exit 3", PATIENCE, false).close());
    assertEquals("crash: the process ended with code 3", failure.getMessage());
  }
}
