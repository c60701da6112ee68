package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import maplet.harness.museum.MuseumPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// `maplet museum`, as users run it.
class MuseumCommandTest {
  @TempDir private Path folder;

  @Test
  void aRealBugIsKilledInBothHalvesAndReported() throws Exception {
    assumeTrue(
        MuseumPlan.findCompiler().isPresent(), "not run: gcc isn't installed, so no bugs in C");
    Path json = folder.resolve("museum.json");
    Path markdown = folder.resolve("summary.md");
    Path readme =
        Files.writeString(
            folder.resolve("README.md"), "a\n<!-- museum -->\nold\n<!-- /museum -->\nz\n");
    CommandRun run =
        CommandRun.maplet(
            "museum",
            "--only",
            "29",
            "--json",
            json.toString(),
            "--markdown",
            markdown.toString(),
            "--readme",
            readme.toString());
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.out() + run.err());
    assertTrue(
        run.verdict()
            .startsWith(
                "KILLED: 2 bugs, 2 killed (100 %), 1 of 35 real bugs among them, and 0 stand-ins"),
        run.out());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    Path schema = Path.of("..", "vectors", "schema", "museum-report.schema.json");
    assertEquals(
        Set.of(),
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(schema))
            .validate(report));
    assertEquals("frame", report.path("exhibits").path(0).path("oracle").asText());
    String summary = Files.readString(markdown);
    assertTrue(
        summary
            .lines()
            .anyMatch(line ->
                line.matches("\\| axaddrspace \\| c \\| `not-zeroed` \\| frame \\| [1-3] \\|.*")),
        summary);
    String published = Files.readString(readme);
    assertTrue(
        published
            .lines()
            .anyMatch(line ->
                line.matches(".*`not-zeroed` frame [1-3] \\| `frames-not-zeroed` frame [1-3] \\|")),
        published);
    assertTrue(published.startsWith("a\n<!-- museum -->\n| ") && published.endsWith("-->\nz\n"));
  }

  @Test
  void aBugThatIsNotFoundInTimeSurvives() {
    MuseumCommand command = new MuseumCommand(Optional.empty(), Duration.ZERO);
    CommandRun run = CommandRun.of(new CommandLine(command), "--only", "split-widens-permissions");
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("SURVIVED"), run.out());
    assertTrue(run.verdict().startsWith("SURVIVED: 1 bug, 0 killed"), run.out());
  }

  @Test
  void withoutACompilerTheOtherHalfIsShownAllTheSame() {
    CommandRun run =
        CommandRun.of(
            new CommandLine(new MuseumCommand(Optional.empty(), Duration.ofSeconds(60))),
            "--only",
            "always-wb",
            "always-write-back");
    assertEquals(ExitCodes.ENVIRONMENT, run.exitCode(), run.out() + run.err());
    assertTrue(
        run.out().contains("not run: bugs in the C starter: gcc isn't installed"), run.out());
    assertTrue(run.verdict().startsWith("KILLED: 1 bug, 1 killed"), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--only split-widen",
        "--subject rust",
        "--subject impl --only always-wb",
        "--jobs 0",
        "--time soon"
      })
  void badInputIsRefused(String arguments) {
    CommandRun run = CommandRun.maplet(("museum " + arguments).split(" "));
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out());
  }

  @Test
  void aReadmeWithoutMarkersIsRefused() throws Exception {
    Path readme = Files.writeString(folder.resolve("README.md"), "nothing here");
    CommandRun run =
        CommandRun.maplet("museum", "--only", "always-write-back", "--readme", readme.toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out());
    assertTrue(run.err().contains("<!-- museum -->"), run.err());
  }
}
