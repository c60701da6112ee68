package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import maplet.harness.prove.MutantSearch;
import maplet.harness.prove.Proof;
import maplet.harness.prove.ProofTable;
import maplet.harness.prove.Prover;
import maplet.harness.prove.Theorem;
import maplet.harness.prove.Theorems;
import maplet.model.arch.Regime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  private static final long MUTANT_MILLISECONDS = 20_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RegimeSelection selection = new RegimeSelection();

  @Option(
      names = "--theorem",
      paramLabel = "NAME",
      description =
          "Only theorems whose names begin so, as in entry, walk or table.map; may be repeated.")
  private List<String> theoremIds = new ArrayList<>();

  @Mixin private JobsOption jobs = new JobsOption(MOST_JOBS);

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
      names = "--second-opinion",
      description = "Put every claim that is proved to another solver too, Z3.")
  private boolean secondOpinion;

  @Option(
      names = "--no-mutants",
      description =
          "Don't show for each theorem a small mistake in the code that it refutes; saves time.")
  private boolean withoutMutants;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Writes the methods that this run was about, with the hashes of their bytecode.")
  private Optional<Path> record = Optional.empty();

  @Override
  public Integer call() throws IOException {
    List<Theorem> theorems = theorems();
    List<Regime> regimes = selection.regimes();
    int threads = jobs.count();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!Prover.hasSolver()) {
      err.println(
          "maplet prove: the solver's library (libbitwuzlaj) isn't beside the jars, or isn't for"
              + " this machine; it is there for Linux on x86-64");
      return ExitCodes.ENVIRONMENT;
    }
    if (secondOpinion && !Prover.hasSecondSolver()) {
      err.println("maplet prove: --second-opinion: Z3's library isn't there for this machine");
      return ExitCodes.ENVIRONMENT;
    }
    long start = System.nanoTime();
    Prover alone = new Prover(timeout.toMillis());
    Prover prover = secondOpinion ? alone.withSecondOpinion() : alone;
    List<Proof> proofs =
        prover.prove(theorems, regimes, threads, proof -> progress(proof, out, err));
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, MutantSearch.Mutant> mutants =
        withoutMutants
            ? Map.of()
            : new MutantSearch(Math.min(MUTANT_MILLISECONDS, timeout.toMillis()))
                .find(theorems, proofs, threads);
    ProofTable.theorems(theorems, proofs, mutants).forEach(out::println);
    out.println();
    ProofTable.methodsInShort(proofs).forEach(out::println);
    out.println();
    long failed = proofs.stream().filter(proof -> !proof.isProved()).count();
    List<String> methods = ProofTable.methods(proofs);
    boolean proved = failed == 0 && hasMutants(proofs, mutants, out);
    out.printf(
        "%s: %d proofs, %d failed, about %d methods, %s, in %.1f s%n",
        proved ? "PROVED" : "NOT PROVED",
        proofs.size(),
        failed,
        methods.size(),
        solvers(proofs),
        seconds);
    out.flush();
    if (proved && record.isPresent()) {
      Files.write(record.get(), methods);
    }
    return proved ? ExitCodes.CONFORMS : ExitCodes.DIVERGENCE;
  }

  private String solvers(List<Proof> proofs) {
    return secondOpinion
        ? "Bitwuzla, Z3 agrees on %d of %d claims"
            .formatted(
                proofs.stream().mapToInt(Proof::confirmed).sum(),
                proofs.stream().mapToInt(Proof::claims).sum())
        : "Bitwuzla";
  }

  private List<Theorem> theorems() {
    return theoremIds.isEmpty()
        ? Theorems.all()
        : theoremIds.stream().flatMap(name -> Theorems.find(name).stream()).distinct().toList();
  }

  /// A theorem that refutes nothing says nothing.
  private boolean hasMutants(
      List<Proof> proofs, Map<String, MutantSearch.Mutant> mutants, PrintWriter out) {
    List<String> toothless =
        proofs.stream()
            .map(Proof::theorem)
            .distinct()
            .filter(theorem -> !withoutMutants && !mutants.containsKey(theorem))
            .toList();
    toothless.forEach(theorem -> out.println("no mutant that it refutes was found: " + theorem));
    return toothless.isEmpty();
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
