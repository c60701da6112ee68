package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.InProcessSubject;
import maplet.model.arch.Regimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The differential suite in small, which mutation testing (`mvn verify -P pit`) runs against every
/// mutant of model and implementation: short sequences, so that a mutant costs a fraction of a
/// second, on regimes that have every feature between them.
class DifferentialSuiteTest {
  private static final int SEEDS = 2;
  private static final int OPERATIONS = 200;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ept-4",
        "ept-5-pa52-noxo-no2m",
        "ept-4-mbe-ad-ve-ipat",
        "aarch64-4k-ipa40-l1",
        "aarch64-4k-ipa40-l1-fwb-xnx-hd",
        "aarch64-4k-ipa52-lm1-lpa2",
        "aarch64-16k-ipa36-l2-pa36-xnx",
        "aarch64-64k-ipa33-l3",
        "aarch64-el2-4k-va39",
        "riscv-sv39x4",
        "riscv-sv48x4-svadu-svnapot",
        "riscv-sv57x4-svpbmt"
      })
  void modelAndImplementationAgree(String regime) {
    try (SequenceRunner runner =
        new SequenceRunner(
            Regimes.find(regime), new InProcessSubject.Provider(), EnumSet.allOf(Oracle.class))) {
      for (Workload workload : Workload.values()) {
        for (long seed = 0; seed < SEEDS; seed++) {
          assertEquals(
              List.of(),
              runner.run(seed, workload, OPERATIONS, new OutcomeBins()).stream()
                  .map(Divergence::violations)
                  .toList());
        }
      }
    }
  }
}
