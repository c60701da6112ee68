package maplet.harness.explore;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/// The table that ends an exploration: one row for each world of each regime.
public final class ExplorationTable {
  private static final List<String> TITLES =
      List.of(
          "explored",
          "world",
          "states",
          "depth",
          "transitions",
          "refused",
          "questions",
          "a second",
          "MB",
          "verdict");
  private static final int TEXT_COLUMNS = 2;

  private ExplorationTable() {}

  /// The table, columns aligned.
  public static List<String> lines(List<ExplorationResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    results.forEach(result -> rows.add(row(result)));
    int[] widths = new int[TITLES.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /// How an exploration ended: `fixpoint`, `DIVERGES`, or `unfinished`, when there were more states
  /// than memory was given for.
  public static String verdict(ExplorationResult result) {
    if (result.divergence().isPresent()) {
      return "DIVERGES";
    }
    return result.isFixpoint() ? "fixpoint" : "unfinished";
  }

  private static List<String> row(ExplorationResult result) {
    Counts counts = result.counts();
    double seconds = Math.max(1e-3, result.elapsed().toNanos() / 1e9);
    return List.of(
        result.regime().id(),
        result.world().kind() + ", " + result.world().regions(),
        "%,d".formatted(result.states()),
        "%d".formatted(result.depth()),
        "%,d".formatted(counts.transitions()),
        "%,d".formatted(counts.refusals()),
        "%,d".formatted(counts.questions()),
        "%,.0f".formatted(counts.transitions() / seconds),
        "%.1f".formatted(result.bytes() / 1e6),
        verdict(result));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      boolean text = i < TEXT_COLUMNS || i == row.size() - 1;
      String cell = row.get(i);
      line.append(
              text ? StringUtils.rightPad(cell, widths[i]) : StringUtils.leftPad(cell, widths[i]))
          .append("  ");
    }
    return line.toString().stripTrailing();
  }
}
