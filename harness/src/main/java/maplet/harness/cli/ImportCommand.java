package maplet.harness.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maplet import`: makes traces of what other programs recorded. Each program is a subcommand.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Turns what another program recorded of a guest into a trace.")
final class ImportCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  /// The command with its subcommands.
  ///
  /// @param inputBits the width of guest physical addresses for each regime's id
  static CommandLine commandLine(Map<String, Integer> inputBits) {
    return new CommandLine(new ImportCommand())
        .addSubcommand(new ImportQemuCommand(inputBits));
  }

  /// Refuses the command without a subcommand: exit code 2.
  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "import: what to import is missing; fix: use 'maplet import qemu ...'");
  }
}
