package maplet.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import maplet.harness.verdict.ConformReport;
import maplet.harness.verdict.ReportDifference;
import maplet.harness.verdict.ReportJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maplet diff`: what changed between two reports of `maplet conform`.
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Tells what changed between two reports of 'maplet conform --json'.",
    footer = "Exit code 1: there are findings that the older report hasn't got.")
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "OLD", description = "The older report.")
  private Path older = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The newer report.")
  private Path newer = Path.of("");

  @Override
  public Integer call() throws Exception {
    ReportDifference difference = ReportDifference.of(read(older), read(newer));
    PrintWriter out = spec.commandLine().getOut();
    difference.lines().forEach(out::println);
    out.printf(
        "%s: %d new findings, %d gone, %d lines of changes%n",
        difference.appeared().isEmpty() ? "NOTHING NEW" : "NEW FINDINGS",
        difference.appeared().size(),
        difference.gone().size(),
        difference.lines().size());
    out.flush();
    return difference.appeared().isEmpty() ? ExitCodes.CONFORMS : ExitCodes.DIVERGENCE;
  }

  private static ConformReport read(Path file) throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": expected a report that exists");
    }
    return ReportJson.read(file);
  }
}
