package maplet.harness.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The readers in other languages agree with every vector that they can check, and notice a wrong
/// one. Where a language isn't installed, a line says that its reader wasn't run.
class ReadersTest {
  private static final Path READERS = VectorFolders.COMMITTED.resolve("readers").toAbsolutePath();
  private static final int MOST_LINES = 100;

  @TempDir private Path folder;

  /// How a program ended, and what it said.
  private record Run(int exitCode, String output) {}

  private Run run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "a reader doesn't end");
      return new Run(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void assumeInstalled(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean installed =
        Stream.of(path.split(File.pathSeparator, -1))
            .filter(each -> !each.isEmpty())
            .anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
    if (!installed) {
      System.err.println("not run: a reader of golden vectors: " + tool + " is not installed");
    }
    assumeTrue(installed, tool + " is not installed");
  }

  /// The command that reads a folder.
  private List<String> reader(String language) throws IOException, InterruptedException {
    if (language.equals("python")) {
      assumeInstalled("python3");
      return List.of("python3", READERS.resolve("python/read_vectors.py").toString());
    }
    assumeInstalled("gcc");
    String program = folder.resolve("reader").toString();
    String source = READERS.resolve("c/read_vectors.c").toString();
    Run compiled = run("gcc", "-O1", "-Wall", "-Wextra", "-Werror", "-o", program, source);
    assertEquals(0, compiled.exitCode(), compiled.output());
    return List.of(program);
  }

  private Run read(String language, Path vectors) throws IOException, InterruptedException {
    List<String> reader = reader(language);
    return run(
        Stream.concat(reader.stream(), Stream.of(vectors.toString())).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "c"})
  void aReaderAgreesWithAllVectors(String language) throws IOException, InterruptedException {
    Run run = read(language, VectorFolders.COMMITTED);
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("checked, 0 differ"), run.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "c"})
  void aReaderNoticesAWrongVector(String language) throws IOException, InterruptedException {
    Path vectors = folder.resolve("vectors");
    VectorFolders.write(vectors, "riscv-sv39x4", "ept-4");
    for (String file : List.of("walk/riscv-sv39x4.json", "entry/ept-4.json")) {
      VectorFolders.change(
          vectors,
          file,
          text ->
              text.replaceFirst("\"fault\":\"permission\"", "\"fault\":\"translation\"")
                  .replaceFirst("\"means\":\"absent\"", "\"means\":\"table\""));
    }
    Run run = read(language, vectors);
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains("\"walk-") || run.output().contains("walk-"), run.output());
    assertTrue(run.output().contains("entry-"), run.output());
  }

  @Test
  void readersAreShort() throws IOException {
    for (String file :
        List.of("python/read_vectors.py", "python/regimes.py", "c/read_vectors.c", "c/regimes.h")) {
      assertTrue(Files.readAllLines(READERS.resolve(file)).size() < MOST_LINES, file);
    }
  }
}
