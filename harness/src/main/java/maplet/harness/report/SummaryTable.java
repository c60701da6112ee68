package maplet.harness.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/// The table that ends a check: one row for each regime and each trace.
public final class SummaryTable {
  private final List<List<String>> rows = new ArrayList<>();
  private long operations;
  private int divergences;

  /// An empty table.
  public SummaryTable() {
    rows.add(List.of("checked", "operations", "a second", "verdict"));
  }

  /// Adds a row.
  ///
  /// @param what a regime's id or a trace's name
  /// @param found divergences, 0 where it conforms
  public void add(String what, long count, Duration elapsed, int found) {
    double seconds = Math.max(1e-3, elapsed.toNanos() / 1e9);
    rows.add(
        List.of(
            what,
            "%,d".formatted(count),
            "%,.0f".formatted(count / seconds),
            found == 0 ? "conforms" : "DIVERGES"));
    operations += count;
    divergences += found;
  }

  /// Operations of all rows.
  public long operations() {
    return operations;
  }

  /// Divergences of all rows.
  public int divergences() {
    return divergences;
  }

  /// The table, columns aligned.
  public List<String> lines() {
    int[] widths = new int[4];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    return StringUtils.rightPad(row.get(0), widths[0])
        + "  "
        + StringUtils.leftPad(row.get(1), widths[1])
        + "  "
        + StringUtils.leftPad(row.get(2), widths[2])
        + "  "
        + row.get(3);
  }
}
