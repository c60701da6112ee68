package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import maplet.harness.prove.Proof;
import maplet.harness.prove.ProofTable;
import maplet.harness.prove.Prover;
import maplet.harness.prove.Theorem;
import maplet.harness.prove.Theorems;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maplet prove`: theorems about the implementation's bytecode.
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = "Proves theorems about the implementation's bytecode, for all inputs.",
    footer = {
      "Without options: every theorem in every standard regime, which takes long. A minute or two:",
      "'maplet prove --theorem entry', '--theorem walk', '--theorem table --regime ept-4'."
    })
final class ProveCommand implements Callable<Integer> {
  private static final int MOST_JOBS = 64;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--arch",
      defaultValue = "all",
      paramLabel = "ARCH",
      description = "ept, aarch64, riscv or all (default: ${DEFAULT-VALUE}).")
  private String architecture = "all";

  @Option(
      names = "--regime",
      paramLabel = "NAME",
      description = "Only in this regime, as in riscv-sv39x4; may be repeated.")
  private List<String> regimeIds = new ArrayList<>();

  @Option(
      names = "--theorem",
      defaultValue = "",
      paramLabel = "NAME",
      description = "Only theorems whose names begin so, as in entry, walk or table.map.")
  private String theorem = "";

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Proofs at a time (default: one for each processor).")
  private int jobs = Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--timeout",
      defaultValue = "2m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "After this time for one question the solver gives up, which is a failure"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofMinutes(2);

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Writes the methods that were proved, with the hashes of their bytecode.")
  private Optional<Path> record = Optional.empty();

  @Override
  public Integer call() throws IOException {
    List<Theorem> theorems = Theorems.find(theorem);
    List<Regime> regimes = regimes();
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new ParameterException(
          spec.commandLine(), "--jobs %d: expected 1 to %d".formatted(jobs, MOST_JOBS));
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!Prover.hasSolver()) {
      err.println(
          "maplet prove: the solver's library (libbitwuzlaj) isn't beside the jars, or isn't for"
              + " this machine; it is there for Linux on x86-64");
      return ExitCodes.ENVIRONMENT;
    }
    long start = System.nanoTime();
    List<Proof> proofs =
        new Prover(timeout.toMillis())
            .prove(theorems, regimes, jobs, proof -> progress(proof, out, err));
    ProofTable.theorems(theorems, proofs).forEach(out::println);
    long failed = proofs.stream().filter(proof -> !proof.isProved()).count();
    List<String> methods = ProofTable.methods(proofs);
    out.printf(
        "%s: %d proofs, %d failed, about %d methods, Bitwuzla, in %.1f s%n",
        failed == 0 ? "PROVED" : "NOT PROVED",
        proofs.size(),
        failed,
        methods.size(),
        (System.nanoTime() - start) / 1e9);
    out.flush();
    if (failed == 0 && record.isPresent()) {
      Files.write(record.get(), methods);
    }
    return failed == 0 ? ExitCodes.CONFORMS : ExitCodes.DIVERGENCE;
  }

  private List<Regime> regimes() {
    if (!regimeIds.isEmpty()) {
      if (!architecture.equals("all")) {
        throw new ParameterException(
            spec.commandLine(), "--arch and --regime: give only one of them");
      }
      return regimeIds.stream().map(Regimes::find).toList();
    }
    if (architecture.equals("all")) {
      return Regimes.all();
    }
    if (!Regimes.architectures().contains(architecture)) {
      throw new ParameterException(
          spec.commandLine(),
          "--arch %s: expected one of %s or all"
              .formatted(architecture, String.join(", ", Regimes.architectures())));
    }
    return Regimes.of(architecture);
  }

  /// A failure is a finding and goes to the output at once; the rest is progress.
  private static void progress(Proof proof, PrintWriter out, PrintWriter err) {
    proof
        .failure()
        .ifPresentOrElse(
            lines -> {
              out.println("theorem: " + proof.theorem());
              out.println("regime: " + proof.regime().id());
              lines.forEach(out::println);
              out.println();
              out.flush();
            },
            () -> {
              err.printf(
                  "proved %s in %s, %.1f s%n",
                  proof.theorem(), proof.regime().id(), proof.seconds());
              err.flush();
            });
  }
}
