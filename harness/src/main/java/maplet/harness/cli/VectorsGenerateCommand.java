package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import maplet.harness.vectors.VectorGeneration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maplet vectors generate`: writes all golden vectors.
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Writes all golden vectors into a folder; emulators walk what they can, and each vector"
            + " says which.",
    footer =
        "Exit codes: 0 written, 1 an emulator contradicts a vector (nothing is written),"
            + " 3 an emulator lacks.")
final class VectorsGenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "Where to; made if it doesn't exist.")
  private Path folder = Path.of("vectors");

  @Option(
      names = "--without-attestation",
      description = "Asks no emulator; each walk vector says that none was asked.")
  private boolean withoutAttestation;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<String> lacks = withoutAttestation ? List.of() : VectorGeneration.lacks();
    if (!lacks.isEmpty()) {
      lacks.forEach(lack -> err.println("maplet vectors generate: " + lack));
      err.println("or give --without-attestation");
      err.flush();
      return ExitCodes.ENVIRONMENT;
    }
    long start = System.nanoTime();
    VectorGeneration done =
        withoutAttestation
            ? VectorGeneration.notAttested(folder)
            : VectorGeneration.attested(folder);
    for (List<String> difference : done.differences()) {
      difference.forEach(out::println);
      out.println();
    }
    boolean agrees = done.differences().isEmpty();
    out.printf(
        "%s: %,d vectors in %d files, %,d of %,d walks attested, %d contradicted, in %.1f s%n",
        agrees ? "GENERATED" : "DIVERGES",
        done.vectors(),
        done.files(),
        done.attested(),
        done.walks(),
        done.differences().size(),
        (System.nanoTime() - start) / 1e9);
    out.flush();
    return agrees ? ExitCodes.CONFORMS : ExitCodes.DIVERGENCE;
  }
}
