package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import maplet.harness.text.XmlText;

/// A report as JUnit XML: a suite for each regime, a test for each thing that was to be checked,
/// and one for each finding and each stale expectation.
public final class JUnitReport {
  private static final String EXPECTED = "expected divergences";

  private JUnitReport() {}

  /// The report as text.
  public static String write(ConformReport report) {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.append("<testsuites name=\"maplet ").append(XmlText.of(report.subject())).append("\">\n");
    for (RegimeVerdict verdict : report.regimes()) {
      suite(text, report, verdict);
    }
    expectations(text, report);
    return text.append("</testsuites>\n").toString();
  }

  private static void expectations(StringBuilder text, ConformReport report) {
    int stale = report.stale().size();
    int skipped = report.stillThere().size() + report.notMet().size();
    if (stale + skipped == 0) {
      return;
    }
    text.append(head(EXPECTED, stale + skipped, stale, skipped, 0));
    for (Expectation each : report.stale()) {
      test(text, EXPECTED, each.toString(), failure("stale", FindingText.stale(each), ""));
    }
    for (Expectation each : report.stillThere()) {
      test(text, EXPECTED, each.toString(), skipped(FindingText.stillThere(each)));
    }
    for (Expectation each : report.notMet()) {
      test(text, EXPECTED, each.toString(), skipped(FindingText.notMet(each)));
    }
    text.append("  </testsuite>\n");
  }

  private static void suite(StringBuilder text, ConformReport report, RegimeVerdict verdict) {
    List<ConformReport.Judged> findings =
        report.findings().stream()
            .filter(judged -> judged.finding().name().regime().equals(verdict.regime()))
            .toList();
    int failures = (int) findings.stream().filter(judged -> judged.reason().isEmpty()).count();
    int skipped =
        (int) verdict.rows().stream().filter(row -> row.verdict() != Row.Verdict.CHECKED).count()
            + findings.size()
            - failures;
    List<String> shortfalls = shortfalls(report, verdict);
    failures += shortfalls.size();
    int tests = verdict.rows().size() + findings.size() + shortfalls.size();
    text.append(head(verdict.regime(), tests, failures, skipped, verdict.seconds()));
    for (Row row : verdict.rows()) {
      String why = row.verdict() + (row.note().isEmpty() ? "" : ": " + row.note());
      test(
          text,
          verdict.regime(),
          row.subject() + " " + row.name(),
          row.verdict() == Row.Verdict.CHECKED ? "" : skipped(why));
    }
    for (ConformReport.Judged judged : findings) {
      Finding finding = judged.finding();
      String body =
          judged
              .reason()
              .map(reason -> skipped("expected: " + reason))
              .orElse(
                  failure(
                      finding.name().kind(),
                      finding.expected() + ", but " + finding.actual(),
                      String.join("\n", finding.report())
                          + "\n"
                          + String.join("\n", FindingText.details(finding))));
      test(text, verdict.regime(), finding.name().toString(), body);
    }
    for (String shortfall : shortfalls) {
      test(text, verdict.regime(), "all that is claimed is exercised", shortfall);
    }
    text.append("  </testsuite>\n");
  }

  /// What keeps a regime's check from passing besides findings, as failures.
  private static List<String> shortfalls(ConformReport report, RegimeVerdict verdict) {
    List<String> shortfalls = new ArrayList<>();
    verdict.faults().forEach(fault -> shortfalls.add(failure("counts", fault, "")));
    List<Exercise.Gap> gaps = verdict.exercise().gaps();
    if (!gaps.isEmpty() && !report.incompleteAllowed()) {
      String body =
          gaps.stream()
              .map(gap -> gap.what() + "; fix: " + gap.fix())
              .collect(Collectors.joining("\n"));
      String message =
          "%,d of %,d claims not exercised"
              .formatted(verdict.exercise().missing(), verdict.exercise().claimed());
      shortfalls.add(failure("incomplete", message, body));
    }
    return shortfalls;
  }

  private static String head(String name, int tests, int failures, int skipped, double seconds) {
    return String.format(
        Locale.ROOT,
        "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\""
            + " time=\"%.3f\">%n",
        XmlText.of(name),
        tests,
        failures,
        skipped,
        seconds);
  }

  private static void test(StringBuilder text, String suite, String name, String body) {
    text.append("    <testcase classname=\"maplet.").append(XmlText.of(suite)).append("\" name=\"");
    text.append(XmlText.of(name)).append('"');
    text.append(body.isEmpty() ? "/>\n" : ">" + body + "</testcase>\n");
  }

  private static String skipped(String why) {
    return "<skipped message=\"" + XmlText.of(why) + "\"/>";
  }

  private static String failure(String type, String message, String body) {
    return "<failure type=\"%s\" message=\"%s\">%s</failure>"
        .formatted(XmlText.of(type), XmlText.of(message), XmlText.of(body));
  }
}
