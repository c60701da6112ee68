package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import org.junit.jupiter.api.Test;

class FindingsTest {
  @Test
  void theFirstFindingOfEachOracleIsKeptAndTheGravestLeads() {
    Findings findings = new Findings(EnumSet.allOf(Oracle.class));
    findings.add(Oracle.FRAME, 1, "a", "b");
    findings.add(Oracle.OUTCOME, 2, "c", "d");
    findings.add(Oracle.FRAME, 3, "e", "f");

    assertTrue(findings.any());
    assertEquals(
        List.of(
            new Violation(Oracle.FRAME, 1, "a", "b"), new Violation(Oracle.OUTCOME, 2, "c", "d")),
        findings.all());
  }

  @Test
  void ofOneOraclesFindingsTheGravestIsKept() {
    Findings findings = new Findings(EnumSet.allOf(Oracle.class));
    findings.add(Symptom.NARROWER, 1, "rw", "r");
    findings.add(Symptom.WIDER, 2, "r", "rwx");
    findings.add(Symptom.LOST, 3, "r", "nothing");

    assertEquals(
        List.of(new Violation(Oracle.TRANSLATION, 2, "r", "rwx", Symptom.WIDER)), findings.all());
  }

  @Test
  void whatPermitsAnythingMoreIsWiderWhateverItLacks() {
    Attributes expected = Attributes.of(Attributes.code(0b001, MemoryType.WRITE_BACK));
    assertEquals(
        Symptom.WIDER,
        Symptom.of(expected, Attributes.of(Attributes.code(0b110, MemoryType.WRITE_BACK))));
    assertEquals(
        Symptom.MEMORY_TYPE,
        Symptom.of(expected, Attributes.of(Attributes.code(0b001, MemoryType.DEVICE))));
    assertEquals(
        Symptom.NARROWER,
        Symptom.of(Attributes.RAM, Attributes.of(Attributes.code(0b001, MemoryType.DEVICE))));
  }

  @Test
  void anOracleThatIsSwitchedOffFindsNothing() {
    Findings findings = new Findings(EnumSet.of(Oracle.ENTRY));

    findings.add(Oracle.FRAME, 1, "a", "b");

    assertFalse(findings.any());
  }

  @Test
  void clearingForgetsAll() {
    Findings findings = new Findings(EnumSet.allOf(Oracle.class));
    findings.clear();
    findings.add(Oracle.FRAME, 1, "a", "b");

    findings.clear();

    assertFalse(findings.any());
    assertEquals(List.of(), findings.all());
  }

  @Test
  void oraclesAreReadBackFromTheirNames() {
    for (int i = 0; i < Oracle.count(); i++) {
      assertEquals(Oracle.of(i), Oracle.parse(Oracle.of(i).toString()));
    }
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Oracle.parse("delphi"));
    assertEquals(
        "oracle (delphi) must be one of"
            + " [outcome, translation, entry, frame, invalidation, bounds, cost]",
        refused.getMessage());
  }
}
