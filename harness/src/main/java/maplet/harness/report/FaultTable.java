package maplet.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maplet.harness.check.WalkBins;
import maplet.model.FaultKind;
import maplet.model.arch.Regime;
import org.apache.commons.lang3.StringUtils;

/// How often walks of a regime ended in each fault, level by level; where there was none, why.
public final class FaultTable {
  private FaultTable() {}

  /// One line for the walks that reached memory, and one for each kind of fault.
  public static List<String> lines(Regime regime, WalkBins bins) {
    List<String> lines = new ArrayList<>();
    lines.add("walks of %s: %,d reached memory".formatted(regime.id(), bins.reached()));
    for (FaultKind kind : FaultKind.values()) {
      lines.add("  %-17s %s".formatted(kind, String.join(", ", cells(regime, bins, kind))));
    }
    return lines;
  }

  /// The counts from the root down; neighbouring levels with the same reason share one cell.
  private static List<String> cells(Regime regime, WalkBins bins, FaultKind kind) {
    List<String> cells = new ArrayList<>();
    String lastReason = "";
    for (int height = regime.levels() - 1; height >= 0; height--) {
      long count = bins.get(kind, height);
      Optional<String> never = count == 0 ? regime.whyNever(kind, height) : Optional.empty();
      String reason = never.orElse(count == 0 ? "not met in this run" : "");
      if (reason.isEmpty()) {
        cells.add("level %d: %,d".formatted(regime.level(height), count));
      } else if (reason.equals(lastReason)) {
        cells.add(joined(cells.removeLast(), regime.level(height)));
      } else {
        cells.add("level %d: 0 (%s)".formatted(regime.level(height), reason));
      }
      lastReason = reason;
    }
    return cells;
  }

  /// As in `level 3 to 1: 0 (why)`.
  private static String joined(String cell, int level) {
    int colon = cell.indexOf(':');
    String first = StringUtils.substringBefore(cell.substring(0, colon), " to");
    return "%s to %d%s".formatted(first, level, cell.substring(colon));
  }
}
