package maplet.harness.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// What a command printed and how it ended.
record CommandRun(int exitCode, String out, String err) {
  /// Runs `maplet` with these arguments.
  static CommandRun maplet(String... arguments) {
    return of(Main.commandLine(), arguments);
  }

  /// Runs one command.
  static CommandRun of(CommandLine commandLine, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new CommandRun(commandLine.execute(arguments), out.toString(), err.toString());
  }

  /// The last line on standard output.
  String verdict() {
    return out.lines().reduce("", (_, line) -> line);
  }
}
