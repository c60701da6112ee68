package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;

/// Small mistakes in the methods that the theorems about entries and walks execute: each is refuted
/// by a theorem.
class MutantsTest {
  private static final long MILLISECONDS = 20_000;

  private static final List<Regime> REGIMES =
      Stream.of(
              "riscv-sv39x4-svnapot",
              "ept-4-mbe",
              "aarch64-64k-ipa52-l1-pa48-lpa-hd",
              "aarch64-64k-ipa46-l2-lpa-xnx")
          .map(Regimes::find)
          .toList();

  private static final List<Theorem> THEOREMS =
      Stream.of("entry.", "walk").flatMap(name -> Theorems.find(name).stream()).toList();

  private static final String TRUTH = "any number but 0 is true";
  private static final String GRANTED =
      "what is granted at a fault goes into the syndrome, of which no theorem speaks";

  /// Mutants that no theorem refutes, by the text of the mutation, and why.
  private static final Map<String, String> NOT_REFUTED =
      Map.ofEntries(
          Map.entry("Translation.translate: 2 for 1 at instruction 16", TRUTH),
          Map.entry("Translation.translate: 1 for 0 at instruction 24", GRANTED),
          Map.entry(
              "TableFormat.isPlainTable: lor for land at instruction 3",
              "no table is plain any more, and each is looked at closely: slower, not wrong"),
          Map.entry("TableFormat.isPlainTable: 2 for 1 at instruction 8", TRUTH),
          Map.entry("TableFormat.isPresent: 2 for 1 at instruction 7", TRUTH),
          Map.entry("TableFormat.isTable: 2 for 1 at instruction 12", TRUTH),
          Map.entry("TableWalk.classify: 2 for 1 at instruction 12", TRUTH),
          Map.entry("TableWalk.finish: 2 for 1 at instruction 27", TRUTH),
          Map.entry("TableWalk.isFault: 2 for 1 at instruction 6", TRUTH),
          Map.entry("TableWalk.isReservedLeaf: 2 for 1 at instruction 37", TRUTH),
          Map.entry("TableWalk.isReservedNapot: 2 for 1 at instruction 15", TRUTH),
          Map.entry("TableWalk.isReservedTable: 2 for 1 at instruction 14", TRUTH),
          Map.entry("TableWalk.walk: 1 for 0 at instruction 55", GRANTED),
          Map.entry("TableWalk.faulted: lushr for lshl at instruction 4", GRANTED));

  private static final int LEAST_MUTANTS = 60;

  /// A method, and the theorems that execute it.
  private record Target(MethodCode code, Set<Theorem> theorems) {}

  private static Iterable<Target> targets() {
    Map<String, Target> targets = new TreeMap<>();
    for (Theorem theorem : THEOREMS) {
      MethodCode.Library library = new MethodCode.Library();
      Term.forgetAll();
      REGIMES.forEach(regime -> theorem.claims(new Program(regime, library, theorem.mostRounds())));
      library.used().stream()
          .filter(code -> code.name().matches("maplet/impl/(table/Table.*|Translation\\..*)"))
          .forEach(code ->
              targets
                  .computeIfAbsent(code.name(), _ -> new Target(code, new LinkedHashSet<>()))
                  .theorems()
                  .add(theorem));
    }
    return targets.values();
  }

  @Test
  void eachIsRefutedWithACounterexample() {
    assumeTrue(
        Prover.hasSolver(), "not run: mutants, for Bitwuzla's library isn't for this machine");
    Map<Mutation, Set<Theorem>> mutants = new LinkedHashMap<>();
    for (Target target : targets()) {
      Mutation.of(target.code()).stream()
          .filter(mutation -> !NOT_REFUTED.containsKey(mutation.text()))
          .forEach(mutation -> mutants.put(mutation, target.theorems()));
    }
    assertTrue(mutants.size() >= LEAST_MUTANTS, "only " + mutants.size() + " mutants");
    List<String> survivors =
        mutants.entrySet().parallelStream()
            .filter(mutant -> !isRefuted(mutant.getKey(), mutant.getValue()))
            .map(mutant -> mutant.getKey().text())
            .toList();
    assertEquals(List.of(), survivors);
  }

  /// Whether some theorem refutes a mutant, and says with which values.
  private static boolean isRefuted(Mutation mutation, Set<Theorem> theorems) {
    return refutation(mutation, theorems)
        .filter(lines -> lines.stream().anyMatch(line -> line.startsWith("variable ")))
        .isPresent();
  }

  private static Optional<List<String>> refutation(Mutation mutation, Set<Theorem> theorems) {
    Prover prover = new Prover(() -> new MethodCode.Library(mutation), MILLISECONDS);
    return theorems.stream()
        .flatMap(theorem -> REGIMES.stream().map(regime -> prover.prove(theorem, regime)))
        .filter(proof -> !proof.isProved())
        .flatMap(proof -> proof.failure().stream())
        .findFirst();
  }
}
