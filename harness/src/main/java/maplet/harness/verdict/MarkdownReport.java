package maplet.harness.verdict;

import maplet.harness.text.MarkdownText;

/// A report as Markdown, for the summary page of a CI system.
public final class MarkdownReport {
  private MarkdownReport() {}

  /// The report as text.
  public static String write(ConformReport report) {
    StringBuilder text = new StringBuilder();
    text.append("## Maplet: ").append(MarkdownText.of(report.subject())).append("\n\n");
    text.append(MarkdownText.of(report.line()))
        .append(" (profile ")
        .append(MarkdownText.of(report.profile()));
    text.append(")\n\n");
    boolean hasRows =
        !report.findings().isEmpty()
            || !report.stale().isEmpty()
            || !report.stillThere().isEmpty()
            || !report.notMet().isEmpty();
    if (hasRows) {
      text.append("| verdict | where | times | operations | what |\n|---|---|---|---|---|\n");
    }
    for (ConformReport.Judged judged : report.findings()) {
      Finding finding = judged.finding();
      String verdict = judged.reason().isEmpty() ? "**unexpected**" : "expected";
      String what = judged.reason().orElse(finding.expected() + ", but " + finding.actual());
      text.append(
          "| %s | %s | %d | %d | %s |%n"
              .formatted(
                  verdict,
                  MarkdownText.of(finding.name().toString()),
                  finding.count(),
                  finding.operations(),
                  MarkdownText.of(what + more(judged))));
    }
    addExpectations(text, report);
    for (String line : Shortfalls.lines(report)) {
      text.append("\n- ").append(MarkdownText.of(line)).append('\n');
    }
    text.append("\n| regime | sequences | operations | checked | not met | not applicable |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (RegimeVerdict verdict : report.regimes()) {
      text.append(
          "| %s | %d | %d | %d | %s | %s |%n"
              .formatted(
                  verdict.regime(),
                  verdict.sequences(),
                  verdict.operations(),
                  verdict.rows().stream()
                      .filter(row -> row.verdict() == Row.Verdict.CHECKED)
                      .count(),
                  names(verdict, Row.Verdict.NOT_MET),
                  names(verdict, Row.Verdict.NOT_APPLICABLE)));
    }
    return text.toString();
  }

  private static void addExpectations(StringBuilder text, ConformReport report) {
    for (Expectation expectation : report.stale()) {
      text.append(
          "| **stale** | %s | 0 | | %s |%n"
              .formatted(
                  MarkdownText.of(expectation.toString()),
                  MarkdownText.of(FindingText.stale(expectation))));
    }
    for (Expectation expectation : report.stillThere()) {
      text.append(
          "| expected | %s | 0 | | still there by its trace: %s |%n"
              .formatted(
                  MarkdownText.of(expectation.toString()), MarkdownText.of(expectation.reason())));
    }
    for (Expectation expectation : report.notMet()) {
      text.append(
          "| note | %s | 0 | | %s |%n"
              .formatted(
                  MarkdownText.of(expectation.toString()),
                  MarkdownText.of(FindingText.notMet(expectation))));
    }
  }

  private static String more(ConformReport.Judged judged) {
    return judged.reason().isPresent()
        ? ""
        : "; " + String.join("; ", FindingText.details(judged.finding()));
  }

  private static String names(RegimeVerdict verdict, Row.Verdict wanted) {
    return String.join(
        ", ",
        verdict.rows().stream()
            .filter(row -> row.verdict() == wanted)
            .map(row -> row.subject() + " " + row.name())
            .toList());
  }
}
