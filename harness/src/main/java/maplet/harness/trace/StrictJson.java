package maplet.harness.trace;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// JSON that says one thing only: one value, no field twice, no half of a character.
public final class StrictJson {
  private static final int DIGITS = 4;
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private StrictJson() {}

  /// Reads one value; missing where the text is empty.
  ///
  /// @throws JsonProcessingException when it is anything else, see [InputFormatException#problem]
  public static JsonNode read(String text) throws JsonProcessingException {
    JsonNode value = READER.readTree(text);
    refuseHalves(text);
    return value;
  }

  /// Refuses an escape like `\ud800` without its other half: no file could hold it as UTF-8.
  private static void refuseHalves(String text) throws JsonParseException {
    int i = text.indexOf('\\');
    while (i >= 0) {
      int end = i + 2;
      if (text.charAt(i + 1) == 'u') {
        char unit = unit(text, i);
        end += DIGITS;
        if (Character.isLowSurrogate(unit)
            || Character.isHighSurrogate(unit) && !Character.isLowSurrogate(unit(text, end))) {
          throw half(text, i);
        }
        end += Character.isHighSurrogate(unit) ? 2 + DIGITS : 0;
      }
      i = text.indexOf('\\', end);
    }
  }

  /// The code unit that is escaped at an index; 0 where none is.
  private static char unit(String text, int index) {
    return text.startsWith("\\u", index)
        ? (char) Integer.parseInt(text, index + 2, index + 2 + DIGITS, 16)
        : 0;
  }

  private static JsonParseException half(String text, int index) {
    int line = 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    int column = index - text.lastIndexOf('\n', index);
    return new JsonParseException(
        null,
        "Half of a character, a surrogate without its other half",
        new JsonLocation(ContentReference.unknown(), index, line, column));
  }
}
