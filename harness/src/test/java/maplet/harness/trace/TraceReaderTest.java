package maplet.harness.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TraceReaderTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @FieldSource("maplet.harness.trace.TraceLines#BAD")
  void namesTheLineTheRuleAndTheFixOfABadLine(TraceLines.Bad bad) {
    String text = bad.header() ? bad.line() : TraceLines.HEADER + "\n" + bad.line();

    InputFormatException refused =
        assertThrows(InputFormatException.class, () -> read(text + "\n"));

    assertEquals("t.jsonl", refused.source());
    assertEquals(bad.header() ? 1 : 2, refused.line());
    assertTrue(refused.rule().contains(bad.complaint()), refused.getMessage());
    assertEquals(
        "t.jsonl:%d: %s; fix: %s".formatted(refused.line(), refused.rule(), refused.fix()),
        refused.getMessage());
  }

  @Test
  void refusesAnEmptyFile() {
    InputFormatException refused = assertThrows(InputFormatException.class, () -> read(""));

    assertEquals(0, refused.line());
    assertTrue(refused.getMessage().startsWith("t.jsonl: a trace must begin with a header"));
  }

  @Test
  void refusesAFileThatIsNotText() throws IOException {
    Path file = Files.write(folder.resolve("t.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

    InputFormatException refused =
        assertThrows(InputFormatException.class, () -> TraceReader.read(file));

    assertTrue(refused.getMessage().contains("UTF-8"), refused.getMessage());
  }

  @Test
  void readsATraceWithoutSteps() throws IOException {
    assertEquals(0, read(TraceLines.HEADER).steps().size());
  }

  @Test
  void readsEveryOperationAsTheWriterWritesIt() throws IOException {
    String text = TraceLines.HEADER + "\n" + String.join("\n", TraceLines.GOOD) + "\n";

    Trace trace = read(text);

    assertEquals(TraceLines.GOOD.size(), trace.steps().size());
    assertEquals(text, TraceWriter.text(trace));
  }

  private static Trace read(String text) throws IOException {
    return TraceReader.read("t.jsonl", new BufferedReader(new StringReader(text)));
  }
}
