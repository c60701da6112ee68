package maplet.harness.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of text that people and programs give: UTF-8, not too large for memory, or refused with
/// their place and rule.
public final class TextFile {
  /// Bytes of the largest file that is read.
  private static final long MOST = 256L << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private TextFile() {}

  /// The text of a file.
  ///
  /// @throws InputFormatException when it isn't UTF-8, begins with a byte order mark, or is too
  ///   large
  /// @throws IOException when it can't be read
  public static String read(Path file) throws IOException {
    return read(file, MOST);
  }

  /// The same, with a limit of its own.
  ///
  /// @param most bytes
  public static String read(Path file, long most) throws IOException {
    long size = Files.size(file);
    if (size > most) {
      throw bad(
          file,
          0,
          "expected text of at most %,d bytes, but it has %,d".formatted(most, size),
          "give a part of it");
    }
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    boolean isText = !decoder.decode(input, output, true).isError();
    String text = output.flip().toString();
    if (!isText) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      int column = text.length() - text.lastIndexOf('\n');
      throw bad(
          file,
          line,
          "expected UTF-8 text, but byte 0x%x at column %d isn't any"
              .formatted(bytes[input.position()], column),
          "save it as UTF-8");
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw bad(file, 1, "expected no byte order mark at column 1", "save it as UTF-8 without one");
    }
    return text;
  }

  private static InputFormatException bad(Path file, int line, String rule, String fix) {
    return new InputFormatException(file.toString(), line, rule, fix);
  }
}
