package maplet.harness.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are text, and files that aren't.
class TextFileTest {
  @TempDir Path folder = Path.of("");

  private InputFormatException refused(String text) throws Exception {
    Path file = Files.write(folder.resolve("x"), text.getBytes(StandardCharsets.ISO_8859_1));
    return assertThrows(InputFormatException.class, () -> TextFile.read(file, 1000));
  }

  @Test
  void textIsReadAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("x"), "a\u00e9\r\n\ud83d\ude00");
    assertEquals("a\u00e9\r\n\ud83d\ude00", TextFile.read(file));
  }

  @Test
  void whatIsNoTextIsRefusedWithItsPlace() throws Exception {
    InputFormatException refused = refused("one\ntwo \u00ff\n");
    assertEquals(2, refused.line());
    assertEquals("expected UTF-8 text, but byte 0xff at column 5 isn't any", refused.rule());
    // An unpaired surrogate, as some write it; a text that ends in the middle of a character.
    assertEquals(1, refused("\u00ed\u00a0\u0080").line());
    assertEquals(1, refused("a\u00e2\u0082").line());
    assertEquals("expected no byte order mark at column 1", refused("\u00ef\u00bb\u00bf{}").rule());
    assertEquals(
        "expected text of at most 1,000 bytes, but it has 1,001", refused("a".repeat(1001)).rule());
  }
}
