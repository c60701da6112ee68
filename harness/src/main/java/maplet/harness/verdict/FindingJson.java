package maplet.harness.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Findings as JSON objects.
public final class FindingJson {
  private FindingJson() {}

  /// A finding as an object.
  public static ObjectNode write(Finding finding) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    put(object, finding.name());
    object.put("count", finding.count());
    object.put("minimised", finding.minimised());
    object.put("replay", finding.replay().toString());
    object.put("expected", finding.expected());
    object.put("actual", finding.actual());
    finding.also().forEach(object.putArray("also")::add);
    object.put("since", finding.since());
    object.put("history", finding.history());
    ArrayNode examples = object.putArray("examples");
    for (Example example : finding.examples()) {
      ObjectNode one = examples.addObject();
      one.put("trace", example.trace());
      one.put("sequence", example.sequence());
      one.put("seed", "0x" + Long.toHexString(example.seed()));
      one.put("operations", example.operations());
      one.put("steps", example.steps());
    }
    finding.report().forEach(object.putArray("report")::add);
    return object;
  }

  /// Writes a name's fields.
  public static void put(ObjectNode object, FindingName name) {
    object.put("regime", name.regime());
    object.put("kind", name.kind());
    object.put("operation", name.operation());
    object.put("rule", name.rule());
    object.put("symptom", name.symptom());
    object.put("place", name.place());
  }

  /// The name from an object that [#put] wrote.
  ///
  /// @throws IllegalArgumentException when it is another one
  public static FindingName name(JsonNode object) {
    return new FindingName(
        text(object, "regime"),
        text(object, "kind"),
        text(object, "operation"),
        text(object, "rule"),
        text(object, "symptom"),
        text(object, "place"));
  }

  /// A finding from an object that [#write] made.
  ///
  /// @throws IllegalArgumentException when it is another one
  public static Finding read(JsonNode object) {
    List<Example> examples = new ArrayList<>();
    for (JsonNode example : object.path("examples")) {
      examples.add(
          new Example(
              text(example, "trace"),
              example.path("sequence").asLong(),
              seed(text(example, "seed")),
              example.path("operations").asInt(),
              text(example, "steps")));
    }
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("a finding must have examples");
    }
    return new Finding(
        name(object),
        object.path("count").asLong(),
        object.path("minimised").asBoolean(),
        Replay.parse(text(object, "replay")),
        text(object, "expected"),
        text(object, "actual"),
        texts(object.path("also")),
        object.path("since").asLong(),
        text(object, "history"),
        examples,
        texts(object.path("report")));
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("field '%s' must be a string".formatted(field));
    }
    return value.asText();
  }

  private static long seed(String text) {
    if (!text.startsWith("0x")) {
      throw new IllegalArgumentException("a seed must be as in 0x1f");
    }
    return Long.parseUnsignedLong(text, 2, text.length(), 16);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(line -> texts.add(line.asText()));
    return texts;
  }
}
