package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
  private static final String REGION = "  0000000000000000-000000003fffffff (prio 0, ram): ram\n";

  @TempDir Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeLogs() throws IOException {
    Files.writeString(
        folder.resolve("map"), "FlatView #0\n AS \"memory\", root: system\n" + REGION);
    Files.writeString(folder.resolve("touches"), "write 0x1234\n");
  }

  @Test
  void writesTheTraceAndEndsWithAVerdict() throws IOException {
    assertEquals(0, run("--package", "seabios 1", "--package", "qemu 7", "--command", "q"));

    Trace trace = TraceReader.read(folder.resolve("out"));
    assertEquals(3, trace.steps().size());
    assertEquals(List.of("seabios 1", "qemu 7"), trace.header().provenance().packages());
    assertEquals("q", trace.header().provenance().command());
    assertEquals("imported: 3 operations on ept-4", out.toString().lines().toList().getLast());
    assertEquals("", err.toString());
  }

  @Test
  void anUnknownRegimeIsBadInput() {
    assertEquals(2, run("--regime", "ept-9"));
    assertTrue(
        err.toString()
            .startsWith("--regime ept-9: regime (ept-9) must have one of the words [4, 5]"),
        err.toString());
  }

  @Test
  void anEmptyPackageIsBadInput() {
    assertEquals(2, run("--package", ""));
    assertEquals(
        "--package: expected a name and a version; fix: as in 'seabios 1.16.2-1'",
        err.toString().strip());
  }

  @Test
  void aBadLogIsBadInput() throws IOException {
    Files.writeString(folder.resolve("touches"), "hello\n");

    assertEquals(2, run());
    assertTrue(err.toString().contains("touches:1: expected 'read'"), err.toString());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aMissingLogIsBadInput() throws IOException {
    Files.delete(folder.resolve("map"));

    assertEquals(2, run());
    assertTrue(err.toString().contains("map: expected a file, but there is none; fix:"));
  }

  @Test
  void aBinaryLogIsBadInput() throws IOException {
    Files.write(folder.resolve("map"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertEquals(2, run());
    assertTrue(
        err.toString().contains("map:1: expected UTF-8 text, but byte 0xff at column 1"),
        err.toString());
  }

  @Test
  void anOutputThatCannotBeWrittenIsTheEnvironmentsFault() throws IOException {
    Files.createDirectory(folder.resolve("out"));

    assertEquals(3, run());
    assertTrue(err.toString().contains("can't be read or written"), err.toString());
  }

  @Test
  void importWithoutAProgramIsBadInput() {
    assertEquals(2, command().execute());
    assertTrue(err.toString().contains("what to import is missing"), err.toString());
  }

  private int run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("qemu", "--title", "t"));
    if (!Arrays.asList(more).contains("--regime")) {
      arguments.addAll(List.of("--regime", "ept-4"));
    }
    arguments.addAll(List.of("--mtree", folder.resolve("map").toString()));
    arguments.addAll(List.of("--touches", folder.resolve("touches").toString()));
    arguments.addAll(List.of("-o", folder.resolve("out").toString()));
    arguments.addAll(Arrays.asList(more));
    return command().execute(arguments.toArray(String[]::new));
  }

  private CommandLine command() {
    return new CommandLine(new ImportCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err));
  }
}
