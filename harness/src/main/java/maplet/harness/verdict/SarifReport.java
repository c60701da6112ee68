package maplet.harness.verdict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;

/// A report as SARIF 2.1.0, which code hosts show beside the code. Divergences have no line of the
/// subject's source, so they are placed at the trace that replays them.
public final class SarifReport {
  private static final Map<String, String> RULES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("outcome", "An operation's answer is the model's"),
              Map.entry("translation", "The tables translate every address as the model does"),
              Map.entry(
                  "entry", "Every word is the one that the architecture's description asks for"),
              Map.entry("frame", "Every frame is owned once, zeroed, and given back"),
              Map.entry("invalidation", "Live entries change in the architecture's order"),
              Map.entry("scribble", "Nothing is stored outside of the memory that was given"),
              Map.entry("crash", "No operation ends the process"),
              Map.entry("hang", "Every operation answers"),
              Map.entry("garbage", "Every reply is one of the protocol's"),
              Map.entry("oversized", "No line is longer than the protocol allows"),
              Map.entry("untold", "Tables hold what the subject told"),
              Map.entry("panic", "No operation panics"),
              Map.entry("undocumented", "Every code is one of the interface's"),
              Map.entry("again", "Who is asked again answers in the end"),
              Map.entry("not-supported", "What the profile claims is there"),
              Map.entry("stale", "Every expected divergence still diverges"),
              Map.entry("incomplete", "All that the profile claims is exercised"),
              Map.entry("counts", "A run's counts can be right")));

  private SarifReport() {}

  /// The report as text.
  ///
  /// @param folder path where the traces are, as the reader of the report sees it
  public static String write(ConformReport report, String folder) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "maplet");
    ArrayNode rules = driver.putArray("rules");
    RULES.forEach((id, text) -> {
      ObjectNode rule = rules.addObject();
      rule.put("id", id);
      rule.putObject("shortDescription").put("text", text);
    });
    ArrayNode results = run.putArray("results");
    for (ConformReport.Judged judged : report.findings()) {
      Finding finding = judged.finding();
      String message =
          "%s: %s, but %s".formatted(finding.name(), finding.expected(), finding.actual());
      ObjectNode result = result(results, finding.name().kind(), message);
      result.put("level", judged.reason().isEmpty() ? "error" : "note");
      judged.reason().ifPresent(reason -> suppress(result, reason));
      place(result, folder + "/" + finding.trace());
      addMore(result, finding, folder);
    }
    for (Expectation expectation : report.stale()) {
      String message = expectation + " " + FindingText.stale(expectation);
      ObjectNode result = result(results, "stale", message);
      result.put("level", "error");
      place(result, folder);
    }
    for (RegimeVerdict verdict : report.regimes()) {
      for (String fault : verdict.faults()) {
        ObjectNode result = result(results, "counts", verdict.regime() + ": " + fault);
        result.put("level", "error");
        place(result, folder);
      }
    }
    for (String gap : Shortfalls.gaps(report)) {
      ObjectNode result = result(results, "incomplete", gap);
      result.put("level", report.incompleteAllowed() ? "note" : "error");
      place(result, folder);
    }
    return root.toPrettyString() + "\n";
  }

  private static void addMore(ObjectNode result, Finding finding, String folder) {
    ArrayNode related = result.putArray("relatedLocations");
    for (Example example : finding.examples().subList(1, finding.examples().size())) {
      ObjectNode one = related.addObject();
      artifact(one, folder + "/" + example.trace());
      one.putObject("message").put("text", "another example: " + example.steps());
    }
    result.put("occurrenceCount", finding.count());
    result.putObject("partialFingerprints").put("maplet/v1", finding.name().word());
    ObjectNode properties = result.putObject("properties");
    finding.also().forEach(properties.putArray("also")::add);
    properties.put("replay", FindingText.replay(finding));
  }

  private static void artifact(ObjectNode location, String path) {
    location.putObject("physicalLocation").putObject("artifactLocation").put("uri", uri(path));
  }

  private static ObjectNode result(ArrayNode results, String rule, String message) {
    ObjectNode result = results.addObject();
    result.put("ruleId", rule);
    result.putObject("message").put("text", message);
    return result;
  }

  private static void suppress(ObjectNode result, String reason) {
    ObjectNode suppression = result.putArray("suppressions").addObject();
    suppression.put("kind", "external");
    suppression.put("justification", reason);
  }

  private static void place(ObjectNode result, String path) {
    artifact(result.putArray("locations").addObject(), path);
  }

  /// A path as a URI reference, its characters escaped.
  private static String uri(String path) {
    // What stands before a colon would be a scheme.
    String unmistakable = path.startsWith("/") ? path : "./" + path;
    try {
      String uri = new URI(null, null, unmistakable, null).normalize().toASCIIString();
      return uri.isEmpty() ? "./" : uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no path: " + path, e);
    }
  }
}
