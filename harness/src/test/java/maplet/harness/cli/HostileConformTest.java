package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import maplet.harness.nativeabi.Starters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `maplet conform` of a subject that would take its process, its record or its machine with it.
class HostileConformTest {
  @TempDir Path folder = Path.of("");

  private CommandRun conform(String mode, String... more) throws Exception {
    Path library = Starters.hostile("-DHOSTILE=\"" + mode + "\"");
    String[] fixed = {
      "conform",
      "--subject",
      "native:" + library,
      "--profile",
      Starters.profile("c").toString(),
      "--regime",
      "ept-4",
      "--sequences",
      "1",
      "--patience",
      "2s",
      "--allow-incomplete",
      "--out",
      folder.toString()
    };
    String[] all = Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return CommandRun.maplet(all);
  }

  @ParameterizedTest
  @CsvSource({
    "load-crash,   crash in load on ept-4",
    "load-hang,    hang in load on ept-4",
    "create-crash, crash in create on ept-4",
    "recorder,     scribble in "
  })
  void whatItDoesIsAFinding(String mode, String finding) throws Exception {
    CommandRun run = conform(mode);
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("UNEXPECTED: " + finding), run.out());
  }

  @ParameterizedTest
  @CsvSource({"load-nothing, gave no table", "version, it has ABI version 2"})
  void whatIsNoSubjectIsBadInput(String mode, String reason) throws Exception {
    CommandRun run = conform(mode);
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains(reason), run.err());
  }

  @Test
  void aDaemonEndsWithTheRun() throws Exception {
    CommandRun run = conform("daemon");
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.out() + run.err());
    assertFalse(
        ProcessHandle.allProcesses()
            .flatMap(each -> each.info().commandLine().stream())
            .anyMatch(line -> line.endsWith("sleep 613")));
  }

  @Test
  void inThisProcessTheVerdictSaysThatNothingIsProtected() throws Exception {
    CommandRun run = conform("nothing", "--in-process");
    assertTrue(run.out().contains("not protected: counts and findings"), run.out());
    CommandRun elsewhere = conform("nothing");
    assertFalse(elsewhere.out().contains("not protected"), elsewhere.out());
  }
}
