package maplet.harness.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maplet vectors`: golden vectors.
@Command(
    name = "vectors",
    mixinStandardHelpOptions = true,
    description = "Golden vectors: generates, verifies and lints them.",
    subcommands = {
      VectorsGenerateCommand.class,
      VectorsVerifyCommand.class,
      VectorsLintCommand.class
    })
final class VectorsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// Refuses the bare command.
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: generate, verify or lint");
  }
}
