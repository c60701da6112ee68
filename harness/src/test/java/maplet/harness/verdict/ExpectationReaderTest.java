package maplet.harness.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import maplet.harness.trace.InputFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationReaderTest {
  private static Expectation read(String fields) {
    String text = "{'maplet-expected': 1, 'divergences': [{" + fields + "}]}";
    return ExpectationReader.read("test", text.replace('\'', '"')).getFirst();
  }

  private static FindingName name(String regime, String kind, String operation, String rule) {
    return new FindingName(regime, kind, operation, rule, "accepted", "");
  }

  @Test
  void anExpectationCoversWhatItNames() {
    Expectation wide = read("'regime': '*', 'kind': 'outcome', 'reason': 'r'");
    Expectation narrow =
        read(
            "'regime': 'ept-4', 'kind': 'outcome', 'operation': 'unmap', 'rule': 'empty',"
                + " 'reason': 'r'");
    FindingName empty = name("ept-4", "outcome", "unmap", "empty");
    FindingName other = name("ept-5", "outcome", "unmap", "empty");
    FindingName entry = name("ept-4", "entry", "unmap", "none");
    assertTrue(wide.covers(empty) && wide.covers(other) && narrow.covers(empty));
    assertFalse(narrow.covers(other) || narrow.covers(entry) || wide.covers(entry));
    assertFalse(narrow.covers(name("ept-4", "outcome", "unmap", "alignment")));
    assertFalse(narrow.covers(name("ept-4", "outcome", "protect", "empty")));
    assertEquals("outcome in unmap on ept-4 (empty)", narrow.toString());
    assertEquals(
        "outcome in unmap on ept-4 (empty, accepted)",
        name("ept-4", "outcome", "unmap", "empty").toString());
    assertEquals("outcome on *", wide.toString());
  }

  /// Another bug of the same operation must not pass for the one that is expected.
  @Test
  void anExpectationCoversNoOtherSymptomAndNoOtherPanic() {
    FindingName wider = new FindingName("ept-4", "translation", "protect", "none", "wider", "");
    Expectation expected = Expectation.of(wider, "r", List.of());
    assertTrue(expected.covers(wider));
    assertFalse(
        expected.covers(new FindingName("ept-4", "translation", "protect", "none", "lost", "")));
    FindingName here = new FindingName("ept-4", "panic", "unmap", "none", "none", "x, at a.rs:1");
    FindingName there = new FindingName("ept-4", "panic", "unmap", "none", "none", "x, at a.rs:2");
    Expectation panic = Expectation.of(here, "r", List.of());
    assertTrue(panic.covers(here) && !panic.covers(there) && panic.coversButForPlace(there));
    assertTrue(here.word().compareTo(there.word()) != 0, here.word());
    assertTrue(here.word().matches("ept-4.panic.unmap.x-at-a.rs-1-[0-9a-f]{8}"), here.word());
  }

  /// Where its code has moved, its trace tells; where its trace conforms, what is found now under
  /// its name is something else.
  @Test
  void whatATraceShowsDecides() {
    FindingName here = new FindingName("ept-4", "panic", "unmap", "none", "none", "x, at a.rs:1");
    FindingName moved = new FindingName("ept-4", "panic", "unmap", "none", "none", "x, at a.rs:2");
    Expectation panic = Expectation.of(here, "r", List.of("{}"));
    TriedExpectation still =
        new TriedExpectation(panic, TriedExpectation.Outcome.STILL_THERE, Optional.of(moved));
    assertTrue(still.covers(moved) && still.covers(here));
    TriedExpectation stale =
        new TriedExpectation(panic, TriedExpectation.Outcome.STALE, Optional.empty());
    assertFalse(stale.covers(here));
    assertFalse(TriedExpectation.untried(panic).covers(moved));
  }

  @Test
  void whatIsWrittenIsRead() {
    FindingName name = new FindingName("ept-4", "panic", "unmap", "none", "none", "x, at a.rs:1");
    List<Expectation> all = List.of(Expectation.of(name, "why", List.of("{\"a\":1}")));
    assertEquals(all, ExpectationReader.read("test", ExpectationJson.write(all)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'regime': 'ept-4', 'kind': 'outcome'                               | 'reason' is missing",
        "'regime': 'ept-4', 'kind': 'nonsense', 'reason': 'r'               | must be one of",
        "'regime': 'ept-4', 'kind': 'outcome', 'reason': 'r', 'what': 'x'   | 'what' is unknown",
        "'regime': 'ept-4', 'kind': 'outcome', 'reason': 'r', 'rule': 1| 'rule' is unknown",
        "'regime': 'ept-4', 'kind': 'outcome', 'reason': 'r', 'trace': [1]| 'trace' must be",
        "'regime': 'ept-4', 'kind': 'outcome', 'reason': 'r', 'trace': []| 'trace' must be"
      })
  void whatIsWrongIsNamed(String fields, String message) {
    var error = assertThrows(InputFormatException.class, () -> read(fields.replace("''", "'")));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void otherTextIsRefused() {
    for (String text : new String[] {"", "[]", "{}", "{\"maplet-expected\": 2}", "{"}) {
      assertThrows(InputFormatException.class, () -> ExpectationReader.read("test", text));
    }
  }

  /// Whoever wrote the file knows nothing of the library that reads it.
  @Test
  void whereItIsNoJsonIsSaid() {
    String text = "{\"maplet-expected\": 1,\n \"divergences\": [";
    var error =
        assertThrows(
            InputFormatException.class, () -> ExpectationReader.read("expected.json", text));
    assertTrue(error.getMessage().startsWith("expected.json: "), error.getMessage());
    assertTrue(error.getMessage().contains("at line 2, column "), error.getMessage());
    assertFalse(error.getMessage().contains("Source"), error.getMessage());
  }
}
