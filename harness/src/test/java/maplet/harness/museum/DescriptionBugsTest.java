package maplet.harness.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import maplet.harness.attest.AttestationResult;
import maplet.harness.attest.DeviationReader;
import maplet.harness.attest.ProbeRun;
import maplet.harness.attest.qemu.QemuAttestation;
import maplet.harness.attest.qemu.QemuMachine;
import maplet.model.arch.Regime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The attestation's own strength: it finds every bug that is planted in the description. Without
/// emulators nothing here runs, and says so.
class DescriptionBugsTest {
  private static final long MOST_PROBES = 100_000;
  private static final Map<String, QemuMachine> MACHINES = new HashMap<>();

  /// Skipped tests are hardly seen in a build's output; this line is.
  @BeforeAll
  static void sayWhatIsNotRun() {
    for (String architecture : List.of("aarch64", "riscv")) {
      for (String lack : QemuMachine.lacks(architecture)) {
        System.err.println("not run: bugs planted in the description: " + lack);
      }
    }
  }

  @AfterAll
  static void stopMachines() throws IOException {
    for (QemuMachine machine : MACHINES.values()) {
      machine.close();
    }
    MACHINES.clear();
  }

  @ParameterizedTest
  @EnumSource
  void isFound(DescriptionBug bug) throws IOException {
    AttestationResult result = attest(bug.architecture(), bug.description());
    assertTrue(result.differences() > 0, () -> bug + " is not found in " + result.probes());
    assertTrue(result.probes() <= MOST_PROBES + 10_000, () -> bug + ": " + result.probes());
    assertTrue(!result.shown().isEmpty(), "a difference must be explained");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aarch64", "riscv"})
  void withoutABugNothingIsFound(String architecture) throws IOException {
    AttestationResult result = attest(architecture, new PatchedDescription(List.of()));
    assertEquals(List.of(), result.shown());
    assertTrue(result.probes() >= MOST_PROBES);
  }

  private static AttestationResult attest(String architecture, Function<String, Regime> judged)
      throws IOException {
    List<String> lacks = QemuMachine.lacks(architecture);
    assumeTrue(lacks.isEmpty(), () -> "not run: " + lacks);
    QemuMachine machine = MACHINES.get(architecture);
    if (machine == null) {
      machine = QemuMachine.start(architecture);
      MACHINES.put(architecture, machine);
    }
    return new ProbeRun(
            new QemuAttestation(architecture).regimes(),
            machine,
            judged,
            DeviationReader.shipped(),
            1)
        .run(MOST_PROBES, true, _ -> {});
  }
}
