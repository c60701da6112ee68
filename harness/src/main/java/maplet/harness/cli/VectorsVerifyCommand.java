package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.vectors.VectorMismatch;
import maplet.harness.vectors.VectorVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maplet vectors verify`: every vector against model and implementation.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Compares every golden vector of a folder with the model and the implementation.",
    footer = "Exit codes: 0 all agree, 1 a vector differs, 2 the folder breaks a rule.")
final class VectorsVerifyCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 10;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder with index.json (default: ./vectors).")
  private Path folder = Path.of("vectors");

  private final SubjectProvider provider;

  /// Verifies against Maplet's own implementation.
  VectorsVerifyCommand() {
    this(new InProcessSubject.Provider());
  }

  /// @param provider the implementation to compare with
  VectorsVerifyCommand(SubjectProvider provider) {
    this.provider = provider;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    VectorVerifier.Result result = VectorVerifier.of(folder, provider);
    if (!result.problems().isEmpty()) {
      return VectorsLintCommand.refuse(spec.commandLine(), result.problems());
    }
    for (VectorMismatch each : result.mismatches().stream().limit(MOST_SHOWN).toList()) {
      out.printf("vector: %s in %s%nflags: %s%n", each.id(), each.file(), each.flags());
      out.printf("expected: %s%n", each.expected());
      out.printf("%s: %s%n%n", each.who(), each.actual());
    }
    boolean agrees = result.mismatches().isEmpty();
    out.printf(
        "%s: %,d vectors, %,d differ from model or %s, in %.1f s%n",
        agrees ? "CONFORMS" : "DIVERGES",
        result.vectors(),
        result.mismatches().size(),
        provider.name(),
        (System.nanoTime() - start) / 1e9);
    out.flush();
    return agrees ? ExitCodes.CONFORMS : ExitCodes.DIVERGENCE;
  }
}
