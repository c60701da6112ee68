package maplet.harness.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import maplet.harness.trace.InputFormatException;

/// Reads files of expected divergences, strictly.
///
/// ```
/// {"maplet-expected": 1, "divergences": [
///   {"regime": "ept-4", "kind": "outcome", "operation": "unmap", "rule": "empty",
///    "reason": "issue 12: unmap of nothing answers Ok"}]}
/// ```
public final class ExpectationReader {
  private static final String MAGIC = "maplet-expected";
  private static final String LIST = "divergences";
  private static final Set<String> REQUIRED = Set.of("regime", "kind", "reason");
  private static final Set<String> OPTIONAL = Set.of("operation", "rule");
  private static final Set<String> KINDS =
      Set.of(
          "outcome",
          "translation",
          "entry",
          "frame",
          "invalidation",
          "scribble",
          "crash",
          "hang",
          "garbage",
          "oversized",
          "untold");

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private ExpectationReader() {}

  /// Reads a file.
  ///
  /// @throws InputFormatException when it isn't one of this version
  /// @throws IOException when it can't be read
  public static List<Expectation> read(Path file) throws IOException {
    return read(file.toString(), Files.readString(file));
  }

  /// Reads text.
  ///
  /// @param source the name of the input in messages
  public static List<Expectation> read(String source, String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw bad(source, "expected one JSON object, but: " + InputFormatException.problem(e));
    }
    if (!(root instanceof ObjectNode object)
        || object.path(MAGIC).asInt() != 1
        || !object.path(LIST).isArray()
        || object.size() != 2) {
      throw bad(source, "expected {\"maplet-expected\": 1, \"divergences\": [...]}");
    }
    List<Expectation> expectations = new ArrayList<>();
    for (JsonNode element : object.path(LIST)) {
      expectations.add(expectation(source, element, expectations.size() + 1));
    }
    return expectations;
  }

  private static Expectation expectation(String source, JsonNode element, int number) {
    for (String field : REQUIRED) {
      if (element.path(field).asText().isBlank()) {
        throw bad(source, "divergence %d: field '%s' is missing".formatted(number, field));
      }
    }
    for (var property : element.properties()) {
      boolean known = REQUIRED.contains(property.getKey()) || OPTIONAL.contains(property.getKey());
      if (!known || !property.getValue().isTextual()) {
        throw bad(
            source,
            "divergence %d: field '%s' is unknown or not a string"
                .formatted(number, property.getKey()));
      }
    }
    String kind = element.path("kind").asText();
    if (!KINDS.contains(kind)) {
      throw bad(
          source,
          "divergence %d: kind '%s' must be one of %s"
              .formatted(number, kind, KINDS.stream().sorted().toList()));
    }
    return new Expectation(
        element.path("regime").asText(),
        kind,
        element.path("operation").asText(Expectation.ANY),
        element.path("rule").asText(Expectation.ANY),
        element.path("reason").asText());
  }

  private static InputFormatException bad(String source, String rule) {
    return new InputFormatException(source, 0, rule, "see vectors/schema/expected.schema.json");
  }
}
