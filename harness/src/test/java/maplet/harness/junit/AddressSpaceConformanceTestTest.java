package maplet.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import maplet.harness.jvm.GuestSpaces;
import maplet.harness.jvm.JavaStarter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody sees who extends [AddressSpaceConformanceTest] for the Java starter.
class AddressSpaceConformanceTestTest {
  private static final String REGIME = "riscv-sv39x4";

  @TempDir private Path folder = Path.of("");

  private final class Extended extends AddressSpaceConformanceTest {
    private final Optional<Path> expected;

    Extended(Optional<Path> expected) {
      this.expected = expected;
    }

    @Override
    protected GuestSpaces subject() {
      return JavaStarter.spaces();
    }

    @Override
    protected Path profile() {
      return JavaStarter.profile();
    }

    @Override
    protected Optional<Path> expected() {
      return expected;
    }

    @Override
    protected Duration time() {
      return Duration.ofHours(1);
    }

    @Override
    protected long sequences() {
      return 60;
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(2);
    }

    @Override
    protected Path folder() {
      return folder;
    }
  }

  @AfterEach
  void nothingPlanted() {
    System.clearProperty("stage2.bug");
    System.clearProperty("maplet.replay");
  }

  @Test
  void aSubjectThatConformsPassesOnEachRegimeOfItsProfile() throws Throwable {
    List<DynamicTest> tests = new Extended(Optional.empty()).conforms().toList();
    assertEquals(
        List.of(REGIME, "riscv-sv48x4"), tests.stream().map(DynamicTest::getDisplayName).toList());
    for (DynamicTest test : tests) {
      test.getExecutable().execute();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-rollback,  divergence: translation",
    "no-fence,     divergence: invalidation",
    "double-free,  is free",
    "second-fault, divergence: translation",
    "exception,    java.lang.IllegalStateException: no such page at stage2.AddressSpace.fault",
    "hang,         'actual: none for 2 s, in stage2.AddressSpace.fault'"
  })
  void aBugFailsWithItsReport(String bug, String text) {
    System.setProperty("stage2.bug", bug);
    AssertionError failure =
        assertThrows(AssertionError.class, () -> new Extended(Optional.empty()).check(REGIME));
    assertTrue(failure.getMessage().contains(text), failure::getMessage);
    assertTrue(
        failure.getMessage().contains("replay: this test with -Dmaplet.replay="),
        failure::getMessage);
  }

  @Test
  void aFindingIsReplayed() throws Throwable {
    System.setProperty("stage2.bug", "no-rollback");
    assertThrows(AssertionError.class, () -> new Extended(Optional.empty()).check(REGIME));
    Path trace;
    try (var files = Files.newDirectoryStream(folder, "*translation*.jsonl")) {
      trace = files.iterator().next();
    }
    System.setProperty("maplet.replay", trace.toString());
    DynamicTest replay = new Extended(Optional.empty()).conforms().findFirst().orElseThrow();
    assertThrows(AssertionError.class, replay.getExecutable()::execute);

    System.clearProperty("stage2.bug");
    replay.getExecutable().execute();
  }

  @Test
  void anExpectationWithoutATraceThatIsNotMetIsNoFailure() throws Exception {
    Path expected =
        Files.writeString(
            folder.resolve("expected.json"),
            """
            {"maplet-expected": 1, "divergences": [
              {"regime": "riscv-sv39x4", "kind": "outcome", "operation": "unmap", "rule": "empty",
               "reason": "issue 12"}]}
            """);
    new Extended(Optional.of(expected)).check(REGIME);
  }
}
