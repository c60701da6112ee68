package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.List;

/// Findings and expected divergences in a line or a few.
final class FindingText {
  private FindingText() {}

  /// All of a report.
  static List<String> lines(ConformReport report) {
    List<String> lines = new ArrayList<>();
    for (Cause cause : Cause.of(report.unexpected())) {
      lines.add(line("UNEXPECTED", cause.lead(), cause.lead().actual()));
      details(cause.lead()).forEach(detail -> lines.add("  " + detail));
      for (Finding other : cause.others()) {
        lines.add("  same " + line(other));
      }
    }
    for (ConformReport.Judged judged : report.findings()) {
      judged.reason().ifPresent(reason -> lines.add(line("expected", judged.finding(), reason)));
    }
    for (Expectation expectation : report.stillThere()) {
      lines.add("expected: " + stillThere(expectation));
    }
    for (Expectation expectation : report.stale()) {
      lines.add(
          "STALE: %s %s; remove it from the expected divergences"
              .formatted(expectation, stale(expectation)));
    }
    for (Expectation expectation : report.notMet()) {
      lines.add("NOTE: " + notMet(expectation));
    }
    if (!report.unexpected().isEmpty()) {
      lines.add("to expect a finding: the same command with --accept NAME --reason WHY");
    }
    return lines;
  }

  private static String line(String verdict, Finding finding, String what) {
    return "%s: %s, %s, %s: %s"
        .formatted(
            verdict,
            finding.name(),
            number(finding.count(), "time"),
            number(finding.operations(), "operation"),
            what);
  }

  /// One that is like another one, as in `in unmap on ept-4, 3 times: ept-4.panic.unmap`.
  private static String line(Finding other) {
    FindingName name = other.name();
    String replay = other.replay() == Replay.SHOWN ? "" : " (" + other.replay().text() + ")";
    return "in %s on %s, %s: %s%s"
        .formatted(
            name.operation(), name.regime(), number(other.count(), "time"), name.word(), replay);
  }

  /// What there is to know of a finding besides its name, its report and its count.
  static List<String> details(Finding finding) {
    List<String> details = new ArrayList<>();
    details.add("name: " + finding.name().word());
    if (!finding.also().isEmpty()) {
      details.add("also: " + String.join("; ", finding.also()));
    }
    if (finding.replay() != Replay.SHOWN) {
      details.add("replay: " + replay(finding));
    }
    for (Example example : finding.examples().subList(1, finding.examples().size())) {
      details.add("example: %s (%s)".formatted(example.trace(), example.steps()));
    }
    return details;
  }

  /// Whether a finding shows again, and by what.
  static String replay(Finding finding) {
    String text = finding.replay().text();
    return finding.history().isEmpty() ? text : text + ": " + finding.history();
  }

  static String stillThere(Expectation expectation) {
    return "%s, still there by its trace: %s".formatted(expectation, expectation.reason());
  }

  static String stale(Expectation expectation) {
    return "no longer diverges, its trace conforms: " + expectation.reason();
  }

  static String notMet(Expectation expectation) {
    String why =
        expectation.trace().isEmpty()
            ? "it has no trace that would tell whether it is still there"
            : "its trace wasn't run, or diverges in another way before";
    return "not met: %s (%s); %s".formatted(expectation, expectation.reason(), why);
  }

  /// A number and what it counts, as in `1 time`.
  private static String number(long count, String what) {
    return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }
}
