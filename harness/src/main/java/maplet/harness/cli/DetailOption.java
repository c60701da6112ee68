package maplet.harness.cli;

import java.util.List;
import maplet.harness.report.DivergenceReport;
import picocli.CommandLine.Option;

/// `--verbose`: how much of a divergence is printed.
final class DetailOption {
  @Option(
      names = "--verbose",
      description = "Print whole walks, where the entry that decides is enough for most.")
  private boolean verbose;

  /// The lines of reports that are asked for.
  List<String> of(List<String> lines) {
    return verbose ? lines : DivergenceReport.brief(lines);
  }
}
