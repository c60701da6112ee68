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
  private final Optional<Solver> second;

  /// @param milliseconds after which a solver gives up on one claim
  public Prover(long milliseconds) {
    this(MethodCode.Library::new, milliseconds);
  }

  /// @param library makes the classes to be executed, changed by a mutation or not
  Prover(MethodCode.Library.Maker library, long milliseconds) {
    this(library, milliseconds, Optional.empty());
  }

  private Prover(MethodCode.Library.Maker library, long milliseconds, Optional<Solver> second) {
    this.library = library;
    this.milliseconds = milliseconds;
    this.second = second;
  }

  /// The same, but each claim that is proved is put to another solver too, Z3. Where the two
  /// disagree nothing is proved.
  public Prover withSecondOpinion() {
    return new Prover(library, milliseconds, Optional.of(new Z3()));
  }

  /// Whether the solver's native library is there.
  public static boolean hasSolver() {
    return Bitwuzla.isThere();
  }

  /// Whether the library of the solver for a second opinion is there.
  public static boolean hasSecondSolver() {
    return Z3.isThere();
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

  /// A thread for proofs.
  static Thread thread(Runnable work) {
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
    Finding finding = decide(theorem, program);
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
        finding.claims(),
        finding.confirmed(),
        finding.lines(),
        methods,
        seconds);
  }

  /// What came of some claims.
  ///
  /// @param confirmed on how many the second solver agrees
  private record Finding(
      Proof.Verdict verdict, Optional<List<String>> lines, int claims, int confirmed) {
    private static Finding proved(int claims, int confirmed) {
      return new Finding(Proof.Verdict.PROVED, Optional.empty(), claims, confirmed);
    }

    private static Finding undecided(String claim, String why) {
      List<String> lines = List.of("claim: " + claim, "verdict: " + why);
      return new Finding(Proof.Verdict.UNDECIDED, Optional.of(lines), 1, 0);
    }
  }

  /// All claims of a theorem, up to the first that isn't proved.
  private Finding decide(Theorem theorem, Program program) {
    try {
      int claims = 0;
      int confirmed = 0;
      for (Claim claim : theorem.claims(program)) {
        Finding finding = decide(theorem, program, claim);
        if (finding.verdict() != Proof.Verdict.PROVED) {
          return finding;
        }
        claims += finding.claims();
        confirmed += finding.confirmed();
      }
      return Finding.proved(claims, confirmed);
    } catch (RefusedException e) {
      return Finding.undecided("executing the code", "the executor refuses it: " + e.getMessage());
    }
  }

  /// Looks for a claim of a theorem that fails of a program, past those that the solver can't
  /// decide.
  ///
  /// @return the counterexample's facts, `key: value`, where there is one
  Optional<List<String>> refute(Theorem theorem, Program program) {
    Term.forgetAll();
    try {
      for (Claim claim : theorem.claims(program)) {
        Finding finding = decide(theorem, program, claim);
        if (finding.verdict() == Proof.Verdict.REFUTED) {
          return finding.lines();
        }
      }
      return Optional.empty();
    } catch (RefusedException _) {
      return Optional.empty();
    } finally {
      Term.forgetAll();
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
        yield new Finding(Proof.Verdict.REFUTED, Optional.of(lines), 1, 0);
      }
      case UNKNOWN ->
          Finding.undecided(
              claim.name(), "the solver gave up after %d s".formatted(milliseconds / 1000));
      case UNSATISFIABLE -> canHold(claim, solver) ? confirm(claim) : vacuous(claim);
    };
  }

  /// Asks the second solver too, where there is one. That it doesn't know is counted, not a
  /// failure.
  private Finding confirm(Claim claim) {
    if (second.isEmpty()) {
      return Finding.proved(1, 0);
    }
    return switch (second.get().solve(claim.negation(), milliseconds).verdict()) {
      case UNSATISFIABLE -> Finding.proved(1, 1);
      case UNKNOWN -> Finding.proved(1, 0);
      case SATISFIABLE ->
          Finding.undecided(
              claim.name(), "the solvers disagree, %s refutes it".formatted(second.get().name()));
    };
  }

  private boolean canHold(Claim claim, Solver solver) {
    return claim.assumptions().isEmpty()
        || solver.solve(claim.assumptions(), milliseconds).verdict() == Solver.Verdict.SATISFIABLE;
  }

  private static Finding vacuous(Claim claim) {
    return Finding.undecided(
        claim.name(), "vacuous, for its assumptions can't hold (or the solver doesn't know)");
  }
}
