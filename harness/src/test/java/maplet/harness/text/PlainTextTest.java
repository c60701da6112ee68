package maplet.harness.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/// Text of strangers in each format.
class PlainTextTest {
  private static final String EVIL =
      "\u001b[31m<script>&\"'|]]>\n\r"
          + "\u0001\u007f\u009b\u202e\u2066\u2028\ud800 ![x](http://e/x.png) @all `a` *b*"
          + " ##[error]x";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c-starter 1",
        "0x3: expected rwx, but r-x (SH: 3)",
        "caf\u00e9 \u4e2d \ud83d\ude00"
      })
  void whatIsHarmlessStaysAsItIs(String text) {
    assertEquals(text, PlainText.line(text));
    assertEquals(text, XmlText.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a\\nCONFORMS: 3 operations; a\\x{a}CONFORMS: 3 operations",
        "\\33[2J;                  \\x{1b}[2J",
        "a\u202eb;                   a\\x{202e}b",
        "a\ud800b;                   a\\x{d800}b",
        "::error::x;                 \\x{3a}:error::x",
        "a ##[error]x;               a \\x{23}#[error]x",
        "a::b;                       a::b"
      })
  void whatATerminalOrALogObeysIsShown(String text, String expected) {
    assertEquals(expected, PlainText.line(text.translateEscapes()));
  }

  @Test
  void noTextIsLongOrChangedTwice() {
    assertEquals("a".repeat(17) + "...", PlainText.line("a".repeat(1 << 20), 20));
    assertEquals(
        "a".repeat(16) + "...", PlainText.line("a".repeat(16) + "\ud83d\ude00".repeat(9), 20));
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      String text =
          random
              .ints(random.nextInt(40), 0, 0x3000)
              .mapToObj(Character::toString)
              .reduce("", String::concat);
      String line = PlainText.line(text, 50);
      assertEquals(line, PlainText.line(line, 50));
      assertTrue(line.length() <= 50, line);
      assertEquals(line, new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
      assertFalse(line.chars().anyMatch(Character::isISOControl), line);
    }
  }

  @Test
  void xmlOfAnythingCanBeRead() throws Exception {
    String xml = "<a b=\"%s\">%s</a>".formatted(XmlText.of(EVIL), XmlText.of(EVIL));
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getDocumentElement();
    assertTrue(root.getTextContent().contains("<script>&\"'|]]>"), root.getTextContent());
    assertEquals(0, root.getElementsByTagName("*").getLength());
  }

  @Test
  void inMarkdownNothingIsMarkup() {
    String markdown = MarkdownText.of(EVIL);
    assertFalse(markdown.contains("\n"), markdown);
    String unescaped = markdown.replaceAll("\\\\.|&#\\d+;", "");
    assertFalse(unescaped.matches(".*[<>|`*\\[\\]!#@].*"), unescaped);
    assertFalse(unescaped.contains("://"), unescaped);
    assertEquals(
        "outcome in map-linear on ept-4 (alignment)",
        MarkdownText.of("outcome in map-linear on ept-4 (alignment)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain/path.so",
        "a b",
        "it's",
        "$HOME `id` \"x\" \\",
        "a\nb\t\u001b",
        "",
        "~/x",
        "*",
        "##[x]",
        "a\u202eb'\\$"
      })
  void aShellReadsAWordAsItWas(String word) throws Exception {
    String command = ShellWord.of(word);
    assertFalse(command.chars().anyMatch(Character::isISOControl), command);
    assertEquals(command, PlainText.line(command), "a report shows it as it is");
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", "printf %s " + command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    assertEquals(word, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }
}
