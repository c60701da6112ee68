package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders that nothing can be written to. Permissions are no hurdle for who runs tests as root, a
/// file in the way is.
class OutputFolderTest {
  @TempDir Path folder = Path.of("");

  private static void refused(Path out, String... arguments) {
    CommandRun run = CommandRun.maplet(arguments);
    assertEquals(ExitCodes.ENVIRONMENT, run.exitCode(), run.out() + run.err());
    String command = "maplet " + arguments[0];
    String start = command + ": " + out + ": no file can be written to this folder (";
    assertTrue(run.err().startsWith(start), run.err());
    assertTrue(run.err().strip().endsWith("; give another one with --out"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }

  @Test
  void theyAreNamedBeforeTheWork() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path out : new Path[] {file, file.resolve("findings")}) {
      String name = out.toString();
      refused(out, "conform", "--subject", "exec:true", "--regime", "ept-4", "--out", name);
      refused(out, "check", "--regime", "ept-4", "--time", "1s", "--out", name);
    }
  }

  @Test
  void oneThatIsNotThereIsMade() {
    Path out = folder.resolve("a/b");
    CommandRun run =
        CommandRun.maplet("check", "--regime", "ept-4", "--ops", "100", "--out", out.toString());
    assertTrue(Files.isDirectory(out), run.err());
  }
}
