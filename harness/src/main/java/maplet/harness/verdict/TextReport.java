package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A report for a terminal.
public final class TextReport {
  private TextReport() {}

  /// All lines but the verdict's.
  public static List<String> lines(ConformReport report) {
    List<String> lines = new ArrayList<>();
    for (Cause cause : Cause.of(report.unexpected())) {
      lines.addAll(cause.lead().report());
      lines.add("");
    }
    for (RegimeVerdict verdict : report.regimes()) {
      addRegime(lines, verdict);
    }
    lines.addAll(FindingText.lines(report));
    lines.addAll(Shortfalls.lines(report));
    return lines;
  }

  private static void addRegime(List<String> lines, RegimeVerdict verdict) {
    lines.add(
        "%s: %,d sequences, %,d operations in %.1f s, %.2f M operations/s"
            .formatted(
                verdict.regime(),
                verdict.sequences(),
                verdict.operations(),
                verdict.seconds(),
                verdict.operations() / 1e6 / Math.max(verdict.seconds(), 1e-9)));
    for (Row.Verdict each : Row.Verdict.values()) {
      String rows =
          verdict.rows().stream()
              .filter(row -> row.verdict() == each)
              .map(row -> text(row, each))
              .collect(Collectors.joining(", "));
      if (!rows.isEmpty()) {
        lines.add("  " + each + ": " + rows);
      }
    }
  }

  private static String text(Row row, Row.Verdict verdict) {
    String name = row.subject() + " " + row.name();
    return verdict == Row.Verdict.CHECKED && row.count() > 0
        ? "%s (%,d)".formatted(name, row.count())
        : name;
  }
}
