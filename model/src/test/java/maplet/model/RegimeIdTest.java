package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegimeIdTest {
  @Test
  void wordsAreReadOnceInAnyOrder() {
    RegimeId id = RegimeId.parse("aarch64-4k-ipa40-l1-fwb");
    assertEquals("aarch64", id.architecture());
    assertTrue(id.take("fwb"));
    assertFalse(id.take("fwb"));
    assertEquals(OptionalInt.of(1), id.takeNumber("l"));
    assertEquals(OptionalInt.of(40), id.takeNumber("ipa"));
    assertEquals(OptionalInt.empty(), id.takeNumber("ipa"));
    assertEquals("4k", id.takeOneOf(List.of("64k", "4k")));
    id.finish();
    assertEquals("aarch64-4k-ipa40-l1-fwb", id.toString());
  }

  @Test
  void wordsThatNobodyReadsAreRefused() {
    RegimeId id = RegimeId.parse("ept-4-mbe-xyz");
    assertTrue(id.take("4"));
    String message = assertThrows(IllegalArgumentException.class, id::finish).getMessage();
    assertTrue(message.contains("(ept-4-mbe-xyz)"), message);
    assertTrue(message.endsWith("mbe, xyz"), message);
  }

  @Test
  void aWordThatIsMissingIsRefusedWithTheAlternatives() {
    RegimeId id = RegimeId.parse("riscv-sv32x4");
    String message =
        assertThrows(IllegalArgumentException.class, () -> id.takeOneOf(List.of("sv39x4")))
            .getMessage();
    assertTrue(message.contains("[sv39x4]"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-ipa", "a-ipa04", "a-ipa12345", "a-ipa-1", "a-ipax", "a-4"})
  void onlyPlainDecimalNumbersAreNumbers(String text) {
    assertEquals(OptionalInt.empty(), RegimeId.parse(text).takeNumber("ipa"));
  }
}
