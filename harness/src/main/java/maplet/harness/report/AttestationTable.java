package maplet.harness.report;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.attest.AttestationResult;
import org.apache.commons.lang3.StringUtils;

/// Attestations, one a line: architecture, emulator, probes, differences, deviations.
public final class AttestationTable {
  private AttestationTable() {}

  /// One line for each attestation, below a line of headings.
  public static List<String> lines(List<AttestationResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("architecture", "emulator", "probes", "differences", "known deviations", "stale"));
    for (AttestationResult result : results) {
      long showed = result.deviations().values().stream().filter(count -> count > 0).count();
      rows.add(
          List.of(
              result.architecture(),
              result.emulator(),
              "%,d".formatted(result.probes()),
              "%,d".formatted(result.differences()),
              Long.toString(showed),
              Integer.toString(result.stale().size())));
    }
    return aligned(rows);
  }

  /// How often what was met: ends of walks, and known deviations.
  public static List<String> details(AttestationResult result) {
    List<String> lines = new ArrayList<>();
    result
        .outcomes()
        .forEach((name, count) ->
            lines.add("%s walks, %s: %,d".formatted(result.architecture(), name, count)));
    result
        .deviations()
        .forEach((name, count) ->
            lines.add(
                "deviation %s: %s"
                    .formatted(
                        name, count == 0 ? "stale, it never showed" : "%,d".formatted(count))));
    result.notRun().forEach(why -> lines.add("not run: " + why));
    return lines;
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        line.append(
            i < 2 ? StringUtils.rightPad(cell, widths[i]) : StringUtils.leftPad(cell, widths[i]));
        line.append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
