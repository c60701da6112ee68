package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import maplet.harness.vectors.VectorLint;
import maplet.harness.vectors.VectorProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maplet vectors lint`: the files as files.
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description =
        "Judges golden vectors as files: index and hashes, schemas, ids, flags and citations, form,"
            + " sizes, and whether every regime and bug class has vectors.",
    footer = "Exit codes: 0 all rules hold, 2 a rule is broken.")
final class VectorsLintCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder with index.json (default: ./vectors).")
  private Path folder = Path.of("vectors");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    VectorLint.Result result = VectorLint.of(folder);
    if (!result.problems().isEmpty()) {
      return refuse(spec.commandLine(), result.problems());
    }
    out.printf(
        "LINTED: %,d vectors in %d files, %,d bytes, in %.1f s%n",
        result.vectors(), result.files(), result.bytes(), (System.nanoTime() - start) / 1e9);
    out.flush();
    return ExitCodes.CONFORMS;
  }

  /// Prints the first broken rules.
  static int refuse(CommandLine command, List<VectorProblem> problems) {
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    problems.stream().limit(MOST_SHOWN).forEach(each -> err.println(name + ": " + each));
    if (problems.size() > MOST_SHOWN) {
      err.printf("%s: and %d more%n", name, problems.size() - MOST_SHOWN);
    }
    err.flush();
    return ExitCodes.BAD_INPUT;
  }
}
