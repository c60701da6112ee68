package maplet.harness.attest.bochs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bochs itself. Without it, nothing here runs, and says so.
class EptAttestationTest {
  @BeforeEach
  void bochsIsInstalled() {
    assumeTrue(BochsMachine.lacks().isEmpty(), () -> "not run: " + BochsMachine.lacks());
  }

  @ParameterizedTest
  @EnumSource
  void bochsAnswersAsTheManualSaysButForItsDeviations(BochsProcessor processor)
      throws IOException {
    long count = Long.getLong("maplet.attest.probes", 40_000);
    try (BochsMachine machine = BochsMachine.build(processor)) {
      EptAttestation.Result result =
          new EptAttestation(machine, new DescribedEpt(processor)).run(count, 1, false);
      System.err.println(result.outcomes() + " " + result.explained() + " " + result.unexplained());
      result.differences().forEach(d -> d.lines().forEach(System.err::println));
      assertEquals(List.of(), result.differences());
    }
  }
}
