package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import maplet.impl.Formats;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a refutation tells. Theorems are refuted by giving them an implementation of another
/// regime, which really differs.
class CounterexampleTest {
  private static final long MILLISECONDS = 20_000;

  @BeforeAll
  static void theSolverIsThere() {
    assumeTrue(Prover.hasSolver(), "not run: Bitwuzla's library isn't for this machine");
  }

  private static List<String> refute(String theorem, String described, String implemented) {
    Regime regime = Regimes.find(described);
    Theorem found = Theorems.find(theorem).getFirst();
    Program program =
        new Program(
            regime, Formats.find(implemented), new MethodCode.Library(), found.mostRounds());
    Proof proof = new Prover(MILLISECONDS).prove(found, program);
    assertEquals(Proof.Verdict.REFUTED, proof.verdict());
    return proof.failure().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "ept-4-noxo,         ept-4",
    "aarch64-4k-ipa40-l1, aarch64-4k-ipa39-l1",
    "riscv-sv39x4,       riscv-sv39x4-svpbmt"
  })
  void walksThatDifferDoSoOnTheJvmToo(String described, String implemented) {
    List<String> lines = refute("walk", described, implemented);
    assertTrue(lines.contains("described walk:"), lines::toString);
    assertTrue(lines.contains("replay: confirmed"), lines::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "entry.classify, ept-4-noxo,            ept-4",
    "entry.decode,   aarch64-4k-ipa48-l0,   aarch64-4k-ipa48-l0-fwb",
    "entry.encode,   aarch64-4k-ipa48-l0,   aarch64-4k-ipa48-l0-hd",
    "entry.table,    riscv-sv39x4,          ept-4"
  })
  void entriesThatDifferDoSoOnTheJvmToo(String theorem, String described, String implemented) {
    List<String> lines = refute(theorem, described, implemented);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("on the JVM: ")), lines::toString);
    assertTrue(lines.contains("replay: confirmed"), lines::toString);
  }

  @Test
  void anEntryIsExplainedFieldByField() {
    List<String> lines = refute("entry.classify", "ept-4-noxo", "ept-4");
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.contains("execute-only translations aren't supported")),
        lines::toString);
  }

  @Test
  void aMutantIsRefutedButTheJvmRunsTheCodeThatShips() {
    Prover prover = new Prover(() -> new MethodCode.Library(dropsPermission()), MILLISECONDS);
    Proof proof = prover.prove(Theorems.find("walk").getFirst(), Regimes.find("ept-4"));
    assertEquals(Proof.Verdict.REFUTED, proof.verdict());
    List<String> lines = proof.failure().orElseThrow();
    assertTrue(lines.contains("replay: not confirmed"), lines::toString);
  }

  private static UnaryOperator<MethodCode> dropsPermission() {
    return code ->
        code.name().contains("TableWalk.finish(")
            ? Mutation.of(code).stream()
                .filter(mutation -> mutation.text().contains("ior for iand"))
                .findFirst()
                .orElseThrow()
                .apply(code)
            : code;
  }

  @Test
  void whatTheSolverCannotDecideInTimeIsNotProved() {
    Proof proof =
        new Prover(1).prove(Theorems.find("walk").getFirst(), Regimes.find("riscv-sv57x4"));
    assertEquals(Proof.Verdict.UNDECIDED, proof.verdict());
    assertTrue(
        proof.failure().orElseThrow().contains("verdict: the solver gave up after 0 s"),
        () -> proof.failure().toString());
  }

  @Test
  void codeThatTheExecutorDoesNotKnowProvesNothing() {
    UnaryOperator<MethodCode> refuse =
        _ -> {
          throw new RefusedException("something new");
        };
    Prover prover = new Prover(() -> new MethodCode.Library(refuse), MILLISECONDS);
    Proof proof = prover.prove(Theorems.find("walk").getFirst(), Regimes.find("ept-4"));
    assertEquals(Proof.Verdict.UNDECIDED, proof.verdict());
  }
}
