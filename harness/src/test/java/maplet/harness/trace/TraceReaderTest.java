package maplet.harness.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import maplet.model.Layer;
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

  @Test
  void readsEveryOperationOnATableAsTheWriterWritesIt() throws IOException {
    String lines = String.join("\n", TraceLines.GOOD_ON_TABLE);
    String text = TraceLines.TABLE_HEADER + "\n" + lines + "\n";

    Trace trace = read(text);

    assertEquals(Layer.TABLE, trace.header().layer());
    assertEquals(text, TraceWriter.text(trace));
  }

  @Test
  void refusesOperationsOfTheOtherLayer() {
    assertRefused(TraceLines.HEADER, TraceLines.GOOD_ON_TABLE.getFirst(), "none of layer 'space'");
    assertRefused(TraceLines.TABLE_HEADER, TraceLines.GOOD.getFirst(), "none of layer 'table'");
  }

  private static void assertRefused(String header, String line, String rule) {
    InputFormatException refused =
        assertThrows(InputFormatException.class, () -> read(header + "\n" + line + "\n"));
    assertEquals(2, refused.line());
    assertTrue(refused.rule().contains(rule), refused.getMessage());
    assertTrue(refused.fix().startsWith("use one of map-"), refused.getMessage());
  }

  private static Trace read(String text) throws IOException {
    return TraceReader.read("t.jsonl", new BufferedReader(new StringReader(text)));
  }
}
