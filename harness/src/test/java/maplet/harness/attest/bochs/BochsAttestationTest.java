package maplet.harness.attest.bochs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import maplet.harness.attest.AttestationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bochs itself. Without it, nothing here runs, and says so.
class BochsAttestationTest {
  private static final long PROBES = 20_000;

  private final BochsAttestation attestation = new BochsAttestation();

  @BeforeEach
  void bochsIsInstalled() {
    assumeTrue(attestation.lacks().isEmpty(), () -> "not run: " + attestation.lacks());
  }

  @Test
  void bochsAnswersAsTheManualSaysButForItsKnownDeviations() throws IOException {
    AtomicLong compared = new AtomicLong();
    AttestationResult result = attestation.run(PROBES, 1, compared::set);
    assertEquals(List.of(), result.shown());
    assertEquals(0, result.differences());
    assertEquals(List.of(), result.stale());
    assertEquals(PROBES, result.probes());
    assertEquals(PROBES, compared.get());
  }
}
