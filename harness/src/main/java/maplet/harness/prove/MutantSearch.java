package maplet.harness.prove;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import maplet.model.arch.Regime;

/// Shows that a theorem can fail: looks for a small mistake in a method that it executes, which it
/// refutes.
public final class MutantSearch {
  private static final int MOST_TRIED = 16;
  private static final int SEED = 1;

  private final long milliseconds;

  /// @param milliseconds after which a solver gives up on one claim about a mutant
  public MutantSearch(long milliseconds) {
    this.milliseconds = milliseconds;
  }

  /// A mistake that a theorem refutes.
  ///
  /// @param text the change, as in `TableFormat.leaf: land for lor at instruction 9`
  /// @param counterexample facts, `key: value`
  public record Mutant(String text, List<String> counterexample) {}

  /// For each theorem a mistake that it refutes in the regime where it was proved fastest.
  ///
  /// @param jobs searches at a time
  /// @return by theorem; those that refute none of the mistakes that were tried are left out
  public Map<String, Mutant> find(List<Theorem> theorems, List<Proof> proofs, int jobs) {
    Map<String, Mutant> mutants = new ConcurrentSkipListMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(jobs, Prover::thread)) {
      for (Theorem theorem : theorems) {
        proofs.stream()
            .filter(proof -> proof.isProved() && proof.theorem().equals(theorem.id()))
            .min(Comparator.comparingDouble(Proof::seconds))
            .ifPresent(proof ->
                threads.execute(() ->
                    find(theorem, proof).ifPresent(found -> mutants.put(theorem.id(), found))));
      }
    }
    return mutants;
  }

  /// The first of some mistakes that a theorem refutes, the same on every machine.
  ///
  /// @param proof of the theorem, which names the methods that it executes
  Optional<Mutant> find(Theorem theorem, Proof proof) {
    return mutations(proof).stream()
        .limit(MOST_TRIED)
        .map(mutation -> refuted(mutation, theorem, proof.regime()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static List<Mutation> mutations(Proof proof) {
    MethodCode.Library library = new MethodCode.Library();
    List<Mutation> mutations = new ArrayList<>();
    for (String method : proof.methods().keySet()) {
      library.find(method).map(Mutation::of).ifPresent(mutations::addAll);
    }
    Collections.shuffle(mutations, new Random(SEED));
    return mutations;
  }

  private Optional<Mutant> refuted(Mutation mutation, Theorem theorem, Regime regime) {
    Proof proof =
        new Prover(() -> new MethodCode.Library(mutation), milliseconds).prove(theorem, regime);
    return proof.verdict() == Proof.Verdict.REFUTED
        ? proof.failure().map(lines -> new Mutant(mutation.text(), lines))
        : Optional.empty();
  }
}
