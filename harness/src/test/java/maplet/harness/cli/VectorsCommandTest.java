package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import maplet.harness.vectors.VectorFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `maplet vectors`, on folders of a regime.
class VectorsCommandTest {
  @TempDir private Path folder;

  @Test
  void aFolderThatAgreesConforms() throws IOException {
    VectorFolders.write(folder, "ept-4");
    CommandRun run = CommandRun.maplet("vectors", "verify", folder.toString());
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.err());
    assertTrue(run.verdict().matches("CONFORMS: \\d+ vectors, 0 differ .*"), run.out());
  }

  @Test
  void anImplementationThatDiffersIsNamedWithTheVector() throws IOException {
    VectorFolders.write(folder, "ept-4");
    CommandRun run =
        CommandRun.of(
            new CommandLine(new VectorsVerifyCommand(new IgnoredUnmaps())), folder.toString());
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.err());
    assertTrue(run.out().contains("vector: sequence-"), run.out());
    assertTrue(run.verdict().startsWith("DIVERGES: "), run.out());
  }

  @Test
  void aWrongExpectationDiffersFromModelAndImplementation() throws IOException {
    VectorFolders.write(folder, "ept-4");
    String file = "entry/ept-4.json";
    VectorFolders.change(
        folder, file, text -> text.replaceFirst("\"means\":\"absent\"", "\"means\":\"absent\" "));
    CommandRun run = CommandRun.maplet("vectors", "verify", folder.toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out());
    assertTrue(run.err().contains(file + ": it isn't written as Maplet writes it"), run.err());
    VectorFolders.write(folder, "ept-4");
    VectorFolders.change(
        folder,
        file,
        text -> text.replaceFirst("\"permissions\":\"rwx\"", "\"permissions\":\"rw-\""));
    run = CommandRun.maplet("vectors", "verify", folder.toString());
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.err());
    assertTrue(run.out().contains("model: ") && run.out().contains("maplet-impl: "), run.out());
  }

  @Test
  void badInputIsNamed() throws IOException {
    CommandRun run = CommandRun.maplet("vectors", "lint", folder.resolve("none").toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode());
    assertTrue(run.err().contains("index.json: there is none in "), run.err());
    VectorFolders.write(folder, "ept-4");
    run = CommandRun.maplet("vectors", "lint", folder.toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode());
    assertTrue(run.err().contains("every regime must have vectors"), run.err());
    assertTrue(run.err().contains("more"), run.err());
    Files.writeString(folder.resolve("walk/ept-4.json"), "nothing");
    run = CommandRun.maplet("vectors", "verify", folder.toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode());
    assertTrue(run.err().contains("walk/ept-4.json: its SHA-256"), run.err());
    assertEquals(ExitCodes.BAD_INPUT, CommandRun.maplet("vectors").exitCode());
  }
}
