package maplet.harness.prove;

import java.lang.classfile.instruction.OperatorInstruction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import maplet.model.arch.Regime;

/// Shows that a theorem can fail: looks for a small mistake in a method that it executes, which it
/// refutes.
public final class MutantSearch {
  private static final int MOST_TRIED = 16;
  private static final int SEED = 1;
  private static final Duration LONGEST_EXECUTION = Duration.ofSeconds(20);

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
                    find(theorem, proof, theoremsByMethod(proofs))
                        .ifPresent(found -> mutants.put(theorem.id(), found))));
      }
    }
    return mutants;
  }

  private static Map<String, Set<String>> theoremsByMethod(List<Proof> proofs) {
    Map<String, Set<String>> theorems = new TreeMap<>();
    for (Proof proof : proofs) {
      for (String method : proof.methods().keySet()) {
        theorems.computeIfAbsent(method, _ -> new TreeSet<>()).add(proof.theorem());
      }
    }
    return theorems;
  }

  /// The first of some mistakes that a theorem refutes, the same on every machine.
  private Optional<Mutant> find(
      Theorem theorem, Proof proof, Map<String, Set<String>> theoremsByMethod) {
    return mutations(theorem, proof, theoremsByMethod).stream()
        .limit(MOST_TRIED)
        .map(mutation -> refuted(mutation, theorem, proof.regime()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// All mistakes: those in the method that the theorem is about first, then those in methods that
  /// few theorems execute, for what such a method does is what the theorem speaks of.
  private static List<Mutation> mutations(
      Theorem theorem, Proof proof, Map<String, Set<String>> theoremsByMethod) {
    MethodCode.Library library = new MethodCode.Library();
    List<Mutation> mutations = new ArrayList<>();
    Set<Mutation> ofData = new HashSet<>();
    for (String method : proof.methods().keySet()) {
      MethodCode code = library.find(method).orElseThrow();
      for (Mutation mutation : Mutation.of(code)) {
        mutations.add(mutation);
        if (code.instructions().get(mutation.index()) instanceof OperatorInstruction) {
          ofData.add(mutation);
        }
      }
    }
    Collections.shuffle(mutations, new Random(SEED));
    // A branch that is turned often makes a loop endless, which takes the executor long.
    mutations.sort(
        Comparator.comparing((Mutation mutation) -> !isAbout(theorem, mutation))
            .thenComparingInt(
                mutation -> theoremsByMethod.getOrDefault(mutation.method(), Set.of()).size())
            .thenComparing(mutation -> !ofData.contains(mutation)));
    return mutations;
  }

  private static boolean isAbout(Theorem theorem, Mutation mutation) {
    return !theorem.about().isEmpty()
        && mutation
            .method()
            .endsWith(
                "/"
                    + theorem.about()
                    + mutation.method().substring(mutation.method().indexOf('(')));
  }

  private Optional<Mutant> refuted(Mutation mutation, Theorem theorem, Regime regime) {
    Instant deadline = Instant.now().plus(LONGEST_EXECUTION);
    MethodCode.Library library = new MethodCode.Library(mutation).until(deadline);
    return new Prover(milliseconds)
        .refute(theorem, new Program(regime, library, theorem.mostRounds()))
        .map(lines -> new Mutant(mutation.text(), lines));
  }
}
