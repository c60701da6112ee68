package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import maplet.model.arch.Regime;

/// Proves theorems: each in each regime, several at a time.
///
/// A theorem is proved when a solver finds that no claim of it has a counterexample, and that the
/// assumptions of each can hold. That a solver doesn't know, or runs out of time, is a failure.
public final class Prover {
  // Formulas are nested as deeply as a table has entries.
  private static final long STACK_BYTES = 1L << 30;

  private final MethodCode.Library.Maker library;
  private final long milliseconds;

  /// @param milliseconds after which a solver gives up on one claim
  public Prover(long milliseconds) {
    this(MethodCode.Library::new, milliseconds);
  }

  /// @param library makes the classes to be executed, changed by a mutation or not
  Prover(MethodCode.Library.Maker library, long milliseconds) {
    this.library = library;
    this.milliseconds = milliseconds;
  }

  /// Whether the solver's native library is there.
  public static boolean hasSolver() {
    return Bitwuzla.isThere();
  }

  /// Proves theorems.
  ///
  /// @param regimes in which they are to be proved, where they say something about them
  /// @param done gets each result as it comes, one at a time
  /// @return all results, by theorem and then regime
  public List<Proof> prove(
      List<Theorem> theorems, List<Regime> regimes, int jobs, Consumer<Proof> done) {
    try (ExecutorService threads = Executors.newFixedThreadPool(jobs, Prover::thread)) {
      List<Future<Proof>> open = new ArrayList<>();
      for (Theorem theorem : theorems) {
        regimes.stream()
            .filter(theorem::concerns)
            .forEach(regime ->
                open.add(
                    threads.submit(() -> {
                      Proof proof = prove(theorem, regime);
                      synchronized (done) {
                        done.accept(proof);
                      }
                      return proof;
                    })));
      }
      List<Proof> proofs = new ArrayList<>();
      for (Future<Proof> proof : open) {
        proofs.add(result(proof));
      }
      return proofs;
    }
  }

  private static Thread thread(Runnable work) {
    return new Thread(Thread.currentThread().getThreadGroup(), work, "prover", STACK_BYTES);
  }

  private static Proof result(Future<Proof> proof) {
    try {
      return proof.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Proves one theorem in one regime.
  Proof prove(Theorem theorem, Regime regime) {
    return prove(theorem, new Program(regime, library.make(), theorem.mostRounds()));
  }

  /// Proves one theorem about a program.
  Proof prove(Theorem theorem, Program program) {
    long start = System.nanoTime();
    Term.forgetAll();
    Finding finding = Finding.PROVED;
    int count = 0;
    try {
      List<Claim> claims = theorem.claims(program);
      count = claims.size();
      finding =
          claims.stream()
              .map(claim -> decide(theorem, program, claim))
              .filter(found -> found.verdict() != Proof.Verdict.PROVED)
              .findFirst()
              .orElse(Finding.PROVED);
    } catch (RefusedException e) {
      finding =
          Finding.undecided(
              "executing the code", "the executor refuses it, %s".formatted(e.getMessage()));
    }
    Map<String, String> methods = new TreeMap<>();
    for (MethodCode code : program.library().used()) {
      if (code.name().startsWith("maplet/impl/")) {
        methods.put(code.name(), MethodHash.of(code));
      }
    }
    Term.forgetAll();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Proof(
        theorem.id(),
        program.regime(),
        finding.verdict(),
        count,
        finding.lines(),
        methods,
        seconds);
  }

  /// What came of a claim, or of all.
  private record Finding(Proof.Verdict verdict, Optional<List<String>> lines) {
    private static final Finding PROVED = new Finding(Proof.Verdict.PROVED, Optional.empty());

    private static Finding undecided(String claim, String why) {
      return new Finding(
          Proof.Verdict.UNDECIDED, Optional.of(List.of("claim: " + claim, "verdict: " + why)));
    }
  }

  private Finding decide(Theorem theorem, Program program, Claim claim) {
    Solver solver = new Bitwuzla();
    Solver.Verdict verdict = solver.solve(claim.negation(), milliseconds).verdict();
    return switch (verdict) {
      case SATISFIABLE -> {
        List<String> lines = new ArrayList<>(List.of("claim: " + claim.name(), "verdict: refuted"));
        Counterexample.of(claim, solver, milliseconds)
            .ifPresentOrElse(
                found -> {
                  lines.addAll(found.lines(claim, program.regime()));
                  lines.addAll(theorem.replay(program, found));
                },
                () -> lines.add("values: the solver gave up when it was asked for them"));
        yield new Finding(Proof.Verdict.REFUTED, Optional.of(lines));
      }
      case UNKNOWN ->
          Finding.undecided(
              claim.name(), "the solver gave up after %d s".formatted(milliseconds / 1000));
      case UNSATISFIABLE -> isVacuous(claim, solver);
    };
  }

  private Finding isVacuous(Claim claim, Solver solver) {
    boolean canHold =
        claim.assumptions().isEmpty()
            || solver.solve(claim.assumptions(), milliseconds).verdict()
                == Solver.Verdict.SATISFIABLE;
    return canHold
        ? Finding.PROVED
        : Finding.undecided(
            claim.name(), "vacuous, for its assumptions can't hold (or the solver doesn't know)");
  }
}
