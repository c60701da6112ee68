package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
  @ParameterizedTest
  @CsvSource({
    "0, ---",
    "1, r--",
    "2, -w-",
    "3, rw-",
    "4, --x",
    "5, r-x",
    "6, -wx",
    "7, rwx",
    "8, ---u",
    "9, r--u",
    "15, rwxu"
  })
  void textAndBitsSayTheSame(int bits, String text) {
    assertEquals(text, new Permissions(bits).toString());
    assertEquals(new Permissions(bits), Permissions.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rw", "rw-x", "wr-", "RWX", "rwr", "   ", "rwx-", "rwxuu", "urwx"})
  void otherTextIsRefusedAndNamed(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Permissions.parse(text));
    assertTrue(refusal.getMessage().contains("(" + text + ")"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 31, -1, Integer.MIN_VALUE})
  void bitsBeyondTheFourPermissionsAreRefused(int bits) {
    assertThrows(IllegalArgumentException.class, () -> new Permissions(bits));
  }
}
