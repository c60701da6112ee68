package maplet.harness.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import maplet.harness.trace.InputFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationReaderTest {
  private static Expectation read(String fields) {
    String text = "{'maplet-expected': 1, 'divergences': [{" + fields + "}]}";
    return ExpectationReader.read("test", text.replace('\'', '"')).getFirst();
  }

  @Test
  void anExpectationCoversWhatItNames() {
    Expectation wide = read("'regime': '*', 'kind': 'outcome', 'reason': 'r'");
    Expectation narrow =
        read(
            "'regime': 'ept-4', 'kind': 'outcome', 'operation': 'unmap', 'rule': 'empty',"
                + " 'reason': 'r'");
    FindingName empty = new FindingName("ept-4", "outcome", "unmap", "empty");
    FindingName other = new FindingName("ept-5", "outcome", "unmap", "empty");
    FindingName entry = new FindingName("ept-4", "entry", "unmap", "none");
    assertTrue(wide.covers(empty) && wide.covers(other) && narrow.covers(empty));
    assertFalse(narrow.covers(other) || narrow.covers(entry) || wide.covers(entry));
    assertFalse(narrow.covers(new FindingName("ept-4", "outcome", "unmap", "alignment")));
    assertFalse(narrow.covers(new FindingName("ept-4", "outcome", "protect", "empty")));
    assertEquals("outcome in unmap on ept-4 (empty)", narrow.toString());
    assertEquals("outcome on *", wide.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'regime': 'ept-4', 'kind': 'outcome'                               | 'reason' is missing",
        "'regime': 'ept-4', 'kind': 'nonsense', 'reason': 'r'               | must be one of",
        "'regime': 'ept-4', 'kind': 'outcome', 'reason': 'r', 'what': 'x'   | 'what' is unknown",
        "'regime': 'ept-4', 'kind': 'outcome', 'reason': 'r', 'rule': 1| 'rule' is unknown"
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
