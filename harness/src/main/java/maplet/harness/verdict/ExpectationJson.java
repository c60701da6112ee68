package maplet.harness.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Expected divergences as JSON, see `expected.schema.json`.
public final class ExpectationJson {
  static final String MAGIC = "maplet-expected";
  static final String LIST = "divergences";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExpectationJson() {}

  /// A whole file.
  public static String write(List<Expectation> expectations) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(MAGIC, 1);
    ArrayNode list = root.putArray(LIST);
    for (Expectation expectation : expectations) {
      ObjectNode object = list.addObject();
      put(object, expectation);
      putTrace(object, expectation.trace());
    }
    return root.toPrettyString() + "\n";
  }

  /// What is expected and why, without the trace.
  static void put(ObjectNode object, Expectation expectation) {
    object.put("regime", expectation.regime());
    object.put("kind", expectation.kind());
    object.put("operation", expectation.operation());
    object.put("rule", expectation.rule());
    object.put("symptom", expectation.symptom());
    object.put("place", expectation.place());
    object.put("reason", expectation.reason());
  }

  private static void putTrace(ObjectNode object, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    ArrayNode trace = object.putArray("trace");
    try {
      for (String line : lines) {
        trace.add(JSON.readTree(line));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a trace must have one JSON object a line", e);
    }
  }

  /// An object of [#put], or of a file whose form was checked.
  static Expectation read(JsonNode object) {
    List<String> trace = new ArrayList<>();
    object.path("trace").forEach(line -> trace.add(line.toString()));
    return new Expectation(
        object.path("regime").asText(),
        object.path("kind").asText(),
        object.path("operation").asText(Expectation.ANY),
        object.path("rule").asText(Expectation.ANY),
        object.path("symptom").asText(Expectation.ANY),
        object.path("place").asText(Expectation.ANY),
        object.path("reason").asText(),
        trace);
  }
}
