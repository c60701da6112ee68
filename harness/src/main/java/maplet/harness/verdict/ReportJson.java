package maplet.harness.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.StrictJson;
import maplet.harness.trace.TextFile;

/// A report as JSON, see `conform-report.schema.json`.
public final class ReportJson {
  private static final String MAGIC = "maplet-conform-report";

  private ReportJson() {}

  /// The report as text.
  public static String write(ConformReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(MAGIC, 1);
    root.put("subject", report.subject());
    root.put("profile", report.profile());
    root.put("seed", "0x" + Long.toHexString(report.seed()));
    root.put("conforms", report.verdict() == Verdict.CONFORMS);
    root.put("verdict", report.verdict().word());
    root.put("incompleteAllowed", report.incompleteAllowed());
    report.notes().forEach(root.putArray("notes")::add);
    ArrayNode regimes = root.putArray("regimes");
    for (RegimeVerdict verdict : report.regimes()) {
      putRegime(regimes.addObject(), verdict);
    }
    ArrayNode findings = root.putArray("findings");
    for (ConformReport.Judged judged : report.findings()) {
      ObjectNode finding = FindingJson.write(judged.finding());
      judged.reason().ifPresent(reason -> finding.put("expectedBecause", reason));
      findings.add(finding);
    }
    putExpectations(root.putArray("stale"), report.stale());
    putExpectations(root.putArray("stillThere"), report.stillThere());
    putExpectations(root.putArray("notMet"), report.notMet());
    return root.toPrettyString() + "\n";
  }

  private static void putExpectations(ArrayNode list, List<Expectation> expectations) {
    for (Expectation expectation : expectations) {
      ExpectationJson.put(list.addObject(), expectation);
    }
  }

  private static List<Expectation> expectations(JsonNode list) {
    List<Expectation> expectations = new ArrayList<>();
    list.forEach(node -> expectations.add(ExpectationJson.read(node)));
    return expectations;
  }

  private static void putRegime(ObjectNode object, RegimeVerdict verdict) {
    object.put("regime", verdict.regime());
    object.put("sequences", verdict.sequences());
    object.put("operations", verdict.operations());
    object.put("seconds", verdict.seconds());
    ArrayNode rows = object.putArray("rows");
    for (Row row : verdict.rows()) {
      ObjectNode line = rows.addObject();
      line.put("subject", row.subject());
      line.put("name", row.name());
      line.put("verdict", row.verdict().toString());
      line.put("count", row.count());
      line.put("note", row.note());
    }
    object.put("claims", verdict.exercise().claimed());
    object.put("notExercised", verdict.exercise().missing());
    ArrayNode gaps = object.putArray("gaps");
    for (Exercise.Gap gap : verdict.exercise().gaps()) {
      gaps.addObject().put("what", gap.what()).put("fix", gap.fix());
    }
    verdict.faults().forEach(object.putArray("faults")::add);
  }

  /// Reads a report.
  ///
  /// @throws InputFormatException when the file isn't one of this version
  /// @throws IOException when the file can't be read
  public static ConformReport read(Path file) throws IOException {
    JsonNode root;
    try {
      root = StrictJson.read(TextFile.read(file));
    } catch (JsonProcessingException e) {
      throw bad(file, "expected one JSON object, but: " + InputFormatException.problem(e));
    }
    if (root.path(MAGIC).asInt() != 1) {
      throw bad(file, "expected a report of version 1, with field '" + MAGIC + "'");
    }
    try {
      return report(root);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw bad(file, "not a report: " + e.getMessage());
    }
  }

  private static ConformReport report(JsonNode root) {
    List<RegimeVerdict> regimes = new ArrayList<>();
    root.path("regimes").forEach(node -> regimes.add(regime(node)));
    List<ConformReport.Judged> findings = new ArrayList<>();
    for (JsonNode node : root.path("findings")) {
      JsonNode reason = node.path("expectedBecause");
      findings.add(
          new ConformReport.Judged(
              FindingJson.read(node),
              reason.isTextual() ? Optional.of(reason.asText()) : Optional.empty()));
    }
    long seed = Long.parseUnsignedLong(root.path("seed").asText("0x0").substring(2), 16);
    return new ConformReport(
        root.path("subject").asText(),
        root.path("profile").asText(),
        seed,
        regimes,
        findings,
        expectations(root.path("stale")),
        expectations(root.path("stillThere")),
        expectations(root.path("notMet")),
        texts(root.path("notes")),
        root.path("incompleteAllowed").asBoolean());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static RegimeVerdict regime(JsonNode node) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : node.path("rows")) {
      rows.add(
          new Row(
              row.path("subject").asText(),
              row.path("name").asText(),
              Row.Verdict.parse(row.path("verdict").asText()),
              row.path("count").asLong(),
              row.path("note").asText()));
    }
    List<Exercise.Gap> gaps = new ArrayList<>();
    for (JsonNode gap : node.path("gaps")) {
      gaps.add(new Exercise.Gap(gap.path("what").asText(), gap.path("fix").asText()));
    }
    return new RegimeVerdict(
        node.path("regime").asText(),
        node.path("sequences").asLong(),
        node.path("operations").asLong(),
        node.path("seconds").asDouble(),
        rows,
        new Exercise(node.path("claims").asInt(), node.path("notExercised").asInt(), gaps),
        texts(node.path("faults")));
  }

  private static InputFormatException bad(Path file, String rule) {
    return new InputFormatException(
        file.toString(), 0, rule, "give a file that 'maplet conform --json' wrote");
  }
}
