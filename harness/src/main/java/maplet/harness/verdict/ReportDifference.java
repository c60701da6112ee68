package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What changed from one report to another.
///
/// @param appeared findings of the newer report alone
/// @param gone findings of the older report alone
/// @param lines everything that changed, for people
public record ReportDifference(
    List<FindingName> appeared, List<FindingName> gone, List<String> lines) {
  public ReportDifference {
    appeared = List.copyOf(appeared);
    gone = List.copyOf(gone);
    lines = List.copyOf(lines);
  }

  /// Compares two reports.
  public static ReportDifference of(ConformReport older, ConformReport newer) {
    List<FindingName> before = names(older);
    List<FindingName> after = names(newer);
    List<FindingName> appeared = after.stream().filter(name -> !before.contains(name)).toList();
    List<FindingName> gone = before.stream().filter(name -> !after.contains(name)).toList();
    List<String> lines = new ArrayList<>();
    if (!older.subject().equals(newer.subject())) {
      lines.add("subject: %s -> %s".formatted(older.subject(), newer.subject()));
    }
    if (!older.profile().equals(newer.profile())) {
      lines.add("profile: %s -> %s".formatted(older.profile(), newer.profile()));
    }
    appeared.forEach(name -> lines.add("new: " + name));
    gone.forEach(name -> lines.add("gone: " + name));
    addFindings(lines, older, newer);
    addRows(lines, rows(older), rows(newer));
    return new ReportDifference(appeared, gone, lines);
  }

  /// What has changed of findings that both reports have.
  private static void addFindings(List<String> lines, ConformReport older, ConformReport newer) {
    for (ConformReport.Judged judged : newer.findings()) {
      Finding after = judged.finding();
      for (ConformReport.Judged other : older.findings()) {
        Finding before = other.finding();
        if (!before.name().equals(after.name())) {
          continue;
        }
        if (!before.also().equals(after.also())) {
          lines.add("%s: also %s -> %s".formatted(after.name(), before.also(), after.also()));
        }
        if (before.replay() != after.replay()) {
          lines.add("%s: replay %s -> %s".formatted(after.name(), before.replay(), after.replay()));
        }
        if (!other.reason().equals(judged.reason())) {
          lines.add("%s: %s -> %s".formatted(after.name(), verdict(other), verdict(judged)));
        }
      }
    }
  }

  private static String verdict(ConformReport.Judged judged) {
    return judged.reason().map(reason -> "expected (" + reason + ")").orElse("unexpected");
  }

  private static List<FindingName> names(ConformReport report) {
    return report.findings().stream().map(judged -> judged.finding().name()).toList();
  }

  private static Map<String, Row.Verdict> rows(ConformReport report) {
    Map<String, Row.Verdict> rows = new LinkedHashMap<>();
    for (RegimeVerdict verdict : report.regimes()) {
      for (Row row : verdict.rows()) {
        rows.put(verdict.regime() + ": " + row.subject() + " " + row.name(), row.verdict());
      }
    }
    return rows;
  }

  private static void addRows(
      List<String> lines, Map<String, Row.Verdict> older, Map<String, Row.Verdict> newer) {
    newer.forEach((name, verdict) -> {
      Row.Verdict before = older.get(name);
      if (before == null) {
        lines.add("%s: %s (not there before)".formatted(name, verdict));
      } else if (before != verdict) {
        lines.add("%s: %s -> %s".formatted(name, before, verdict));
      }
    });
    for (String name : older.keySet()) {
      if (!newer.containsKey(name)) {
        lines.add(name + ": not there any more");
      }
    }
  }
}
