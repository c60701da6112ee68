package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final long PAGE = 4096;

  @Test
  void eachHasItsStatus() {
    Attributes ram = Attributes.RAM;
    assertEquals(Status.DONE, new Outcome.Done().status());
    assertEquals(Status.RESOLVED, new Outcome.Resolved().status());
    assertEquals(Status.SPURIOUS, new Outcome.Spurious().status());
    assertEquals(Status.TRANSLATED, new Outcome.Translated(0, ram, PAGE).status());
    assertEquals(Status.REMOVED, new Outcome.Removed(0, ram, PAGE).status());
    assertEquals(Status.FAULT, new Outcome.Faulted(FaultKind.TRANSLATION).status());
    assertEquals(Status.RUN_FOUND, new Outcome.RunFound(0, PAGE).status());
    assertEquals(Status.RUNS_FOUND, new Outcome.RunsFound(List.of()).status());
    assertEquals(Status.AREA_FOUND, new Outcome.AreaFound(0, PAGE, ram, Backing.LINEAR).status());
    assertEquals(Status.FREE_FOUND, new Outcome.FreeFound(0).status());
    OptionalLong none = OptionalLong.empty();
    assertEquals(
        Status.NOT_MAPPED, new Outcome.Refused(Status.NOT_MAPPED, Rule.NONE, 0, none).status());
  }
}
