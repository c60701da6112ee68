package maplet.harness.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import maplet.harness.trace.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/// Reports of subjects that have anything for a name and anything to say.
class HostileReportTest {
  private static final String TEXT =
      "]]>\"'<b onload=x>&amp;\u0000\u001b[31m\ud800\r\n"
          + "## CONFORMS | a | `b` [c](d)\n"
          + "::error::x\u202e";

  private static ConformReport report() {
    FindingName name = new FindingName("ept-4", "crash", "unmap", "none", "none", TEXT);
    Example example = new Example(name.word() + ".jsonl", 0, 1, 2, TEXT);
    Finding finding =
        new Finding(
            name,
            1,
            true,
            Replay.SHOWN,
            TEXT,
            TEXT,
            List.of(TEXT),
            0,
            TEXT,
            List.of(example, example),
            List.of(TEXT));
    Expectation stale =
        new Expectation("ept-4", "crash", "unmap", "none", "none", TEXT, TEXT, List.of());
    Exercise lacking = new Exercise(2, 1, List.of(new Exercise.Gap(TEXT, TEXT)));
    Row row = new Row("operation", "unmap", Row.Verdict.NOT_MET, 0, TEXT);
    RegimeVerdict regime =
        new RegimeVerdict("ept-4", 3, 60, 0.5, List.of(row), lacking, List.of(TEXT));
    return new ConformReport(
        TEXT,
        TEXT,
        1,
        List.of(regime),
        List.of(new ConformReport.Judged(finding, Optional.empty())),
        List.of(stale),
        List.of(stale),
        List.of(stale),
        List.of(TEXT),
        false);
  }

  @Test
  void junitIsXmlWithTheTestsThatItCounts() throws Exception {
    byte[] text = JUnitReport.write(report()).getBytes(StandardCharsets.UTF_8);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text));
    assertEquals(0, document.getElementsByTagName("b").getLength());
    // A row, the finding, what wasn't exercised, a wrong count, and three expectations.
    assertEquals(7, document.getElementsByTagName("testcase").getLength());
    assertNull(document.getDoctype());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          findings|findings/
          .|
          ./findings|findings/
          /a dir/ü%#?[x]|/a%20dir/%C3%BC%25%23%3F%5Bx%5D/
          c:d|./c:d/
          """)
  void placesInSarifAreUris(String folder, String start) throws Exception {
    JsonNode sarif = StrictJson.read(SarifReport.write(report(), folder));
    List<String> uris = sarif.findValuesAsText("uri");
    assertTrue(uris.size() >= 5, uris::toString);
    for (String each : uris) {
      URI uri = new URI(each);
      assertNull(uri.getScheme(), each);
      assertNull(uri.getFragment(), each);
      assertTrue(
          each.startsWith(start == null ? "" : start.substring(0, start.length() - 1)), each);
      assertTrue(each.chars().allMatch(c -> c > ' ' && c <= '~'), each);
    }
    assertTrue(uris.getFirst().matches("\\Q" + (start == null ? "" : start) + "\\Eept-4.*jsonl"));
  }

  @Test
  void markdownHasTheRowsAndHeadingsThatItIsMeantToHave() {
    List<String> lines = MarkdownReport.write(report()).lines().toList();
    assertEquals(1, lines.stream().filter(line -> line.startsWith("#")).count());
    assertTrue(lines.getFirst().startsWith("## Maplet: "), lines::toString);
    List<String> rows = lines.stream().filter(line -> line.startsWith("|")).toList();
    // Two tables with two lines of heading each, the finding, three expectations, the regime.
    assertEquals(9, rows.size(), rows::toString);
    for (String row : rows) {
      long bars = row.replace("\\|", "").chars().filter(c -> c == '|').count();
      assertTrue(bars == 6 || bars == 7, row);
    }
    assertFalse(lines.stream().anyMatch(line -> line.contains("<b")), lines::toString);
    assertFalse(lines.stream().anyMatch(line -> line.startsWith("::")), lines::toString);
  }
}
