package maplet.harness.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import maplet.model.Operation;
import maplet.model.Rule;
import maplet.model.Status;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  @Test
  void withoutARuleOnlyTheStatusCounts() {
    Expectation expectation = new Expectation(Status.INVALID_INPUT, Optional.empty());

    assertTrue(expectation.isMetBy(Status.INVALID_INPUT, Rule.EMPTY));
    assertFalse(expectation.isMetBy(Status.DONE, Rule.NONE));
  }

  @Test
  void withARuleBothCount() {
    Expectation expectation = new Expectation(Status.INVALID_INPUT, Optional.of(Rule.EMPTY));

    assertTrue(expectation.isMetBy(Status.INVALID_INPUT, Rule.EMPTY));
    assertFalse(expectation.isMetBy(Status.INVALID_INPUT, Rule.ALIGNMENT));
    assertFalse(expectation.isMetBy(Status.DONE, Rule.EMPTY));
  }

  @Test
  void recordsRefuseWhatNoTraceCanSay() {
    Provenance provenance = new Provenance("", List.of(), "");

    assertThrows(
        IllegalArgumentException.class,
        () -> TraceHeader.recorded("EPT", 0, 0x1000, "", provenance));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TraceStep(new Operation.Clear(), -1, false, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class, () -> new RecordedDivergence("s", "o", 0, "e", "a"));
  }

  @Test
  void anUnknownShippedTraceIsRefused() {
    assertThrows(IllegalStateException.class, () -> ShippedTraces.read("no.jsonl"));
  }
}
