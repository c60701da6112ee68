package maplet.harness.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maplet import`: makes traces of what other programs recorded. Each program is a subcommand.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    subcommands = ImportQemuCommand.class,
    description = "Turns what another program recorded of a guest into a trace.")
final class ImportCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  /// Refuses the command without a subcommand: exit code 2.
  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "import: what to import is missing; fix: use 'maplet import qemu ...'");
  }
}
