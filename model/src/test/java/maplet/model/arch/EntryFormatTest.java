package maplet.model.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryFormatTest {
  private static final Citation WHERE = Citation.of("Manual", "1.2 Formats");
  private static final Field LOW = Field.bit("V", 0, "valid");
  private static final Field HIGH = Field.ignored("rest", 63, 8, "ignored");

  private static EntryFormat format(Field... fields) {
    return EntryFormat.of("entry", WHERE, fields);
  }

  private static String refusal(Field... fields) {
    return assertThrows(IllegalArgumentException.class, () -> format(fields)).getMessage();
  }

  @Test
  void fieldsAreKeptFromTheHighestBitDown() {
    EntryFormat format = format(LOW, Field.reserved(7, 1), HIGH);
    assertEquals(
        List.of("63:8", "7:1", "0"), format.fields().stream().map(Field::bits).toList());
  }

  @Test
  void aBitThatNobodyDeclaredIsRefused() {
    assertTrue(refusal(HIGH, Field.reserved(7, 2), LOW).contains("bit 1"));
    assertTrue(refusal(HIGH, Field.reserved(7, 1)).contains("bits 0:0"));
    assertTrue(refusal(Field.ignored("rest", 62, 8, ""), Field.reserved(7, 0)).contains("bit 63"));
  }

  @Test
  void aBitThatIsDeclaredTwiceIsRefused() {
    assertTrue(refusal(HIGH, Field.reserved(8, 1), LOW).contains("bit 7"));
    assertTrue(refusal(HIGH, Field.reserved(7, 0), LOW).contains("bit -1"));
  }

  @Test
  void twoValuesWithOneEncodingAreRefused() {
    Field.Value one = new Field.Value(1, "one");
    Field.Value other = new Field.Value(1, "other");
    assertThrows(
        IllegalArgumentException.class, () -> Field.defined("type", 1, 0, "", one, other));
  }

  @Test
  void aValueThatIsWiderThanItsFieldIsRefused() {
    Field.Value four = new Field.Value(4, "four");
    Field.Value negative = new Field.Value(-1, "negative");
    assertThrows(IllegalArgumentException.class, () -> Field.defined("type", 1, 0, "", four));
    assertThrows(IllegalArgumentException.class, () -> Field.defined("type", 1, 0, "", negative));
  }

  @Test
  void bitsOutsideAWordAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Field.reserved(64, 0));
    assertThrows(IllegalArgumentException.class, () -> Field.reserved(3, -1));
    assertThrows(IllegalArgumentException.class, () -> Field.reserved(3, 4));
  }

  @Test
  void aFieldIsReadAndWrittenInPlace() {
    Field field = Field.defined("type", 5, 3, "", new Field.Value(6, "six"));
    assertEquals(6, field.get(0x37));
    assertEquals(0x0f, field.set(0x37, 1));
    assertEquals(Optional.of("six"), field.meaningOf(6));
    assertEquals(Optional.empty(), field.meaningOf(7));
    assertThrows(IllegalArgumentException.class, () -> field.set(0, 8));
    assertThrows(IllegalArgumentException.class, () -> field.set(0, -1));
  }

  @Test
  void aFieldCanFillTheWholeWord() {
    Field field = Field.ignored("all", 63, 0, "");
    assertEquals(-1, field.mask());
    assertEquals(-1, field.get(-1));
    assertEquals(-1, field.set(0, -1));
  }

  @Test
  void masksCollectTheFieldsOfAKind() {
    EntryFormat format = format(LOW, Field.reserved(7, 1), HIGH);
    assertEquals(0xfe, format.reservedMask());
    assertEquals(1, format.mask(Field.Kind.DEFINED));
    assertEquals(0, format.mask(Field.Kind.RES0));
  }

  @Test
  void fieldsAreFoundByName() {
    EntryFormat format = format(LOW, Field.reserved(7, 1), HIGH);
    assertEquals(LOW, format.field("V"));
    assertThrows(IllegalArgumentException.class, () -> format.field("W"));
  }

  @Test
  void aFieldHasItsOwnCitationOrItsFormats() {
    Citation own = Citation.of("Manual", "7 Bits");
    EntryFormat format = format(LOW.citing(own), Field.reserved(7, 1), HIGH);
    assertEquals(own, format.citationOf(format.field("V")));
    assertEquals(WHERE, format.citationOf(HIGH));
  }

  @Test
  void aCitationNamesItsRuleWhereThereIsOne() {
    assertEquals("Manual, 1.2 Formats", WHERE.toString());
    assertEquals("Manual, 1, R_X", new Citation("Manual", "1", "R_X").toString());
    assertThrows(IllegalArgumentException.class, () -> Citation.of(" ", "1"));
    assertThrows(IllegalArgumentException.class, () -> Citation.of("Manual", ""));
  }
}
