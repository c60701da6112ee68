package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import maplet.harness.explore.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `maplet explore` from its arguments to its exit code.
class ExploreCommandTest {
  @Test
  void everyWorldOfOneRegion(@TempDir Path folder) {
    CommandRun run =
        CommandRun.maplet(
            "explore", "--arch", "riscv", "--regions", "1", "--checkpoint", folder.toString());
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run::err);
    assertTrue(run.out().contains("riscv-sv48x4-svpbmt"), run::out);
    assertTrue(run.verdict().startsWith("CONFORMS: 8,987 transitions"), run::verdict);
    assertTrue(run.verdict().contains("2 of 2 worlds to the fixpoint"), run::verdict);
  }

  @Test
  void aLimitLeavesAWorldUnfinished() {
    CommandRun run =
        CommandRun.maplet(
            "explore", "--regime", "ept-4", "--world", "table", "--regions", "1", "--states", "2");
    assertEquals(ExitCodes.ENVIRONMENT, run.exitCode(), run::err);
    assertTrue(run.verdict().startsWith("UNFINISHED"), run::verdict);
    assertTrue(run.verdict().contains("give more --states"), run::verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--regions 0 | --regions 0: expected 1 to " + World.MOST_REGIONS,
        "--jobs 0 | --jobs 0: expected 1 to 64",
        "--arch mips | --arch mips: expected one of",
        "--arch ept --regime ept-4 | --arch and --regime: give only one of them",
        "--regime aarch64-64k-ipa33-l3 | must have two leaf sizes to be explored",
        "--world none | expected one of",
        "--states 0 | states"
      })
  void badInputIsNamed(String options, String message) {
    CommandRun run = CommandRun.maplet(("explore " + options).split(" "));
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run::out);
    assertTrue(run.err().contains(message), run::err);
  }

  @Test
  void aFileThatIsNoCheckpointIsRefused(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("maplet-ept-4-table-1.explore"), "something else");
    CommandRun run =
        CommandRun.maplet(
            "explore",
            "--regime",
            "ept-4",
            "--world",
            "table",
            "--regions",
            "1",
            "--checkpoint",
            folder.toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run::out);
    assertTrue(run.err().contains("delete it to begin anew"), run::err);
  }
}
