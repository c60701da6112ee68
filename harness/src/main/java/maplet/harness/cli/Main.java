package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import maplet.harness.trace.InputFormatException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maplet`: the command line.
@Command(
    name = "maplet",
    mixinStandardHelpOptions = true,
    version = "maplet 0.1.0",
    description = "Checks guest address spaces (stage-2 translation) against a reference model.",
    footer = "Exit codes: 0 conforms, 1 divergence, 2 bad input, 3 environment, 4 incomplete.",
    subcommands = {
      CheckCommand.class,
      ExploreCommand.class,
      ReplayCommand.class,
      ImportCommand.class,
      ExplainCommand.class,
      WalkCommand.class,
      RegimesCommand.class,
      ProveCommand.class,
      AttestCommand.class,
      VectorsCommand.class,
      ConformCommand.class,
      ConformWorkerCommand.class,
      MuseumCommand.class,
      DiffCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /// Runs a command and exits with its code.
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  private static int execute(String[] arguments) {
    CommandLine commandLine = commandLine();
    try {
      return commandLine.execute(arguments);
    } catch (OutOfMemoryError e) {
      // Not 1, which would say that the subject diverges.
      return report(commandLine, "out of memory (" + e.getMessage() + ")", ExitCodes.ENVIRONMENT);
    }
  }

  /// The command line with all commands and its handling of errors.
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (error, _) -> report(error.getCommandLine(), messageOf(error), ExitCodes.BAD_INPUT))
        .setExecutionExceptionHandler((error, command, _) -> handle(command, error));
  }

  /// Refuses the bare command: exit code 2.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int handle(CommandLine command, Exception error) {
    return switch (error) {
      case InputFormatException e -> report(command, messageOf(e), ExitCodes.BAD_INPUT);
      case IllegalArgumentException e -> report(command, messageOf(e), ExitCodes.BAD_INPUT);
      case FileSystemException e when e.getReason() != null ->
          report(command, messageOf(e), ExitCodes.ENVIRONMENT);
      case IOException e -> report(command, e.toString(), ExitCodes.ENVIRONMENT);
      case UncheckedIOException e -> report(command, e.toString(), ExitCodes.ENVIRONMENT);
      default -> {
        // Not 1, which would say that the subject diverges.
        error.printStackTrace(command.getErr());
        yield report(command, "a defect of Maplet, please report it", ExitCodes.ENVIRONMENT);
      }
    };
  }

  private static int report(CommandLine command, String message, int exitCode) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + message);
    if (exitCode == ExitCodes.BAD_INPUT) {
      err.println("try '" + name + " --help'");
    }
    err.flush();
    return exitCode;
  }

  private static String messageOf(Exception error) {
    return String.valueOf(error.getMessage());
  }
}
