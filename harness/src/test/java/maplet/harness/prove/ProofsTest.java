package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The theorems that a build proves anew: all about entries, and some of the others in regimes of
/// each architecture. `.ci/run` proves more of them, `maplet prove` all.
class ProofsTest {
  private static final long MILLISECONDS = 120_000;
  private static final int JOBS = 2;

  @BeforeAll
  static void theSolverIsThere() {
    assumeTrue(
        Prover.hasSolver(), "not run: the theorems, for Bitwuzla's library isn't for this machine");
  }

  private static List<Proof> prove(Stream<String> theorems, List<Regime> regimes) {
    List<Theorem> chosen = theorems.flatMap(name -> Theorems.find(name).stream()).toList();
    List<Proof> proofs = new Prover(MILLISECONDS).prove(chosen, regimes, JOBS, _ -> {});
    String failures =
        proofs.stream()
            .filter(proof -> !proof.isProved())
            .map(proof -> proof.theorem() + " in " + proof.regime().id() + proof.failure())
            .collect(Collectors.joining("\n"));
    assertEquals("", failures);
    return proofs;
  }

  @Test
  void entriesAreAsDescribedInEveryRegime() throws IOException {
    List<Proof> proofs = prove(Stream.of("entry"), Regimes.all());
    assertEquals(6 * Regimes.all().size(), proofs.size());
    assertRecorded(proofs);
  }

  @Test
  void walksAreAsDescribed() throws IOException {
    List<Regime> regimes =
        Stream.of(
                "ept-4-mbe-ad",
                "aarch64-4k-ipa40-l1",
                "aarch64-16k-ipa47-l1",
                "aarch64-64k-ipa52-l1-pa48-lpa-hd",
                "aarch64-el2-4k-va39",
                "riscv-sv39x4-svadu-svnapot")
            .map(Regimes::find)
            .toList();
    assertRecorded(prove(Stream.of("walk"), regimes));
  }

  @Test
  void operationsOnTablesChangeWhatTheyShould() throws IOException {
    assertRecorded(
        prove(Stream.of("table.unmap", "table.split"), List.of(Regimes.find("riscv-sv39x4"))));
    assertRecorded(
        prove(
            Stream.of("table.protect", "table.split"),
            List.of(Regimes.find("aarch64-4k-ipa40-l1"))));
    assertRecorded(prove(Stream.of("table.remap"), List.of(Regimes.find("ept-4"))));
  }

  @Test
  @EnabledIfSystemProperty(
      named = "maplet.prove",
      matches = "all",
      disabledReason =
          "not run: every walk and every operation on tables; mvn verify -P prove does")
  void everythingIsAsDescribed() throws IOException {
    assertRecorded(prove(Stream.of("walk"), Regimes.all()));
    List<Regime> regimes =
        Stream.of("ept-4", "aarch64-4k-ipa40-l1", "riscv-sv39x4").map(Regimes::find).toList();
    assertRecorded(prove(Stream.of("table"), regimes));
  }

  /// A method's bytecode may change only together with the record, which is written when everything
  /// is proved anew.
  private static void assertRecorded(List<Proof> proofs) throws IOException {
    try (InputStream in = Proof.class.getResourceAsStream("proved-methods.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> recorded = ProofTable.read(text.lines().toList());
      for (Proof proof : proofs) {
        proof
            .methods()
            .forEach((method, hash) ->
                assertEquals(
                    hash,
                    recorded.get(method),
                    method
                        + " isn't what was proved; prove everything anew: maplet prove --record"
                        + " harness/src/main/resources/maplet/harness/prove/proved-methods.txt"));
      }
      assertTrue(recorded.size() > 40, "the record has " + recorded.size() + " methods");
    }
  }
}
