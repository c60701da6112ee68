package maplet.harness.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.StrictJson;
import maplet.harness.trace.TextFile;

/// Reads files of expected divergences, strictly.
///
/// ```
/// {"maplet-expected": 1, "divergences": [
///   {"regime": "ept-4", "kind": "outcome", "operation": "unmap", "rule": "empty",
///    "reason": "issue 12: unmap of nothing answers Ok"}]}
/// ```
///
/// What `maplet conform --accept` writes has the trace that shows the divergence, too.
public final class ExpectationReader {
  private static final String TRACE = "trace";
  private static final Set<String> REQUIRED = Set.of("regime", "kind", "reason");
  private static final Set<String> OPTIONAL = Set.of("operation", "rule", "symptom", "place");
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
          "untold",
          "panic",
          "undocumented",
          "again",
          "not-supported");

  private ExpectationReader() {}

  /// Reads a file.
  ///
  /// @throws InputFormatException when it isn't one of this version
  /// @throws IOException when it can't be read
  public static List<Expectation> read(Path file) throws IOException {
    return read(file.toString(), TextFile.read(file));
  }

  /// Reads text.
  ///
  /// @param source the name of the input in messages
  public static List<Expectation> read(String source, String text) {
    JsonNode root;
    try {
      root = StrictJson.read(text);
    } catch (JsonProcessingException e) {
      throw bad(source, "expected one JSON object, but: " + InputFormatException.problem(e));
    }
    if (!(root instanceof ObjectNode object)
        || object.path(ExpectationJson.MAGIC).asInt() != 1
        || !object.path(ExpectationJson.LIST).isArray()
        || object.size() != 2) {
      throw bad(source, "expected {\"maplet-expected\": 1, \"divergences\": [...]}");
    }
    List<Expectation> expectations = new ArrayList<>();
    for (JsonNode element : object.path(ExpectationJson.LIST)) {
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
      if (property.getKey().equals(TRACE)) {
        checkTrace(source, property.getValue(), number);
        continue;
      }
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
    return ExpectationJson.read(element);
  }

  private static void checkTrace(String source, JsonNode trace, int number) {
    boolean isList = trace.isArray() && !trace.isEmpty();
    for (JsonNode line : trace) {
      isList &= line.isObject();
    }
    if (!isList) {
      throw bad(
          source,
          "divergence %d: field 'trace' must be a list of objects, the lines of a trace"
              .formatted(number));
    }
  }

  private static InputFormatException bad(String source, String rule) {
    return new InputFormatException(source, 0, rule, "see vectors/schema/expected.schema.json");
  }
}
