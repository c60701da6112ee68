package maplet.harness.verdict;

import com.fasterxml.jackson.databind.JsonNode;
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
    object.put("sequence", finding.sequence());
    object.put("seed", "0x" + Long.toHexString(finding.seed()));
    object.put("operations", finding.operations());
    object.put("expected", finding.expected());
    object.put("actual", finding.actual());
    object.put("trace", finding.trace());
    finding.report().forEach(object.putArray("report")::add);
    return object;
  }

  static void put(ObjectNode object, FindingName name) {
    object.put("regime", name.regime());
    object.put("kind", name.kind());
    object.put("operation", name.operation());
    object.put("rule", name.rule());
  }

  static FindingName name(JsonNode object) {
    return new FindingName(
        object.path("regime").asText(),
        object.path("kind").asText(),
        object.path("operation").asText(),
        object.path("rule").asText());
  }

  /// A finding from an object that [#write] made.
  public static Finding read(JsonNode object) {
    List<String> report = new ArrayList<>();
    object.path("report").forEach(line -> report.add(line.asText()));
    return new Finding(
        name(object),
        object.path("count").asLong(),
        object.path("sequence").asLong(),
        Long.parseUnsignedLong(object.path("seed").asText("0x0").substring(2), 16),
        object.path("operations").asInt(),
        object.path("expected").asText(),
        object.path("actual").asText(),
        object.path("trace").asText(),
        report);
  }
}
