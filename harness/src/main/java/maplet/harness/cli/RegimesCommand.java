package maplet.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import maplet.harness.report.RegimeTable;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `maplet regimes`: the standard regimes, one a line.
@Command(
    name = "regimes",
    mixinStandardHelpOptions = true,
    description = "Lists the standard regimes: name, widths, levels, root, page sizes, features.",
    footer =
        "A name says everything about its regime; 'maplet check --regime' takes any legal one.")
final class RegimesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--arch",
      defaultValue = "all",
      paramLabel = "ARCH",
      description = "ept, aarch64, riscv or all (default: ${DEFAULT-VALUE}).")
  private String architecture = "all";

  @Override
  public Integer call() {
    List<Regime> regimes = architecture.equals("all") ? Regimes.all() : Regimes.of(architecture);
    PrintWriter out = spec.commandLine().getOut();
    RegimeTable.lines(regimes).forEach(out::println);
    out.printf("%d regimes%n", regimes.size());
    out.flush();
    return ExitCodes.CONFORMS;
  }
}
