package maplet.harness.report;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.check.OutcomeBins;
import maplet.harness.sequence.OperationKind;
import maplet.model.Status;

/// How often each operation ended in each way; ways that never happened are left out.
public final class CoverageTable {
  private CoverageTable() {}

  /// One line for each operation.
  public static List<String> lines(OutcomeBins bins) {
    List<String> lines = new ArrayList<>();
    for (OperationKind kind : OperationKind.values()) {
      List<String> counts = new ArrayList<>();
      for (Status status : Status.values()) {
        if (bins.get(kind, status) > 0) {
          counts.add("%s %,d".formatted(status, bins.get(kind, status)));
        }
      }
      lines.add("%-14s %s".formatted(kind, String.join(", ", counts)));
    }
    return lines;
  }
}
