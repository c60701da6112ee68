package maplet.harness.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.Violation;

/// What no report of a divergence may look like, and what those of some oracles must say.
public final class ReportShape {
  private static final List<Pattern> FORBIDDEN =
      List.of(
          Pattern.compile("[;,]$"),
          Pattern.compile("\\s$"),
          Pattern.compile("\\S {2,}\\S"),
          Pattern.compile(
              "\\b1 (times|operations|frames|invalidations|entries|tables|bugs|bits)\\b"),
          Pattern.compile("\\bnull\\b|\\bOptional\\b"),
          Pattern.compile("\\b(Absent|Leaf|Table|Reserved|Reached|Faulted)\\["),
          Pattern.compile(": (;|,|:)|; ;|\\(\\)"),
          Pattern.compile("^(address|walk of):? 0x8000000000000000|-9223372036854775808"));

  private ReportShape() {}

  /// Fails with the report's lines that are ill-formed.
  public static void check(List<String> report) {
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < report.size(); i++) {
      String line = report.get(i);
      boolean isBlock = i + 1 < report.size() && report.get(i + 1).startsWith("  ");
      boolean isColumns = line.startsWith("    ");
      if (line.endsWith(":") && !isBlock
          || !isColumns && FORBIDDEN.stream().anyMatch(each -> each.matcher(line.strip()).find())) {
        bad.add(line);
      }
    }
    boolean walks = report.stream().anyMatch(line -> line.startsWith("walk of 0x0:"));
    if (walks && !report.contains("address: 0x0")) {
      bad.add("a walk of 0x0, of which no line says that it is the address");
    }
    assertEquals(List.of(), bad, () -> String.join("\n", report));
  }

  /// Fails where a word that isn't the expected one doesn't say which field differs, or a missing
  /// invalidation not which were told.
  public static void checkDetail(Divergence divergence) {
    for (Violation violation : divergence.violations()) {
      String text = violation.toString();
      boolean isWord =
          violation.oracle() == Oracle.ENTRY
              && !text.contains("without a store")
              && !text.contains("a root aligned")
              && !text.contains("leaf-choice")
              && !text.contains("in a reachable table");
      boolean isMissing =
          text.contains("until the operation returned")
              || text.contains("while hardware may still")
              || text.contains("before the invalidation of");
      if (isWord && !text.matches("(?s).*: \\S+ expected, \\S+ found.*|.*at height [1-9].*")
          || isMissing && !text.contains("the call told")) {
        throw new AssertionError(text);
      }
    }
  }
}
