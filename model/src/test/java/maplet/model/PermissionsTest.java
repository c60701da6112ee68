package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
  @ParameterizedTest
  @CsvSource({"0, ---", "1, r--", "2, -w-", "3, rw-", "4, --x", "5, r-x", "6, -wx", "7, rwx"})
  void textAndBitsSayTheSame(int bits, String text) {
    assertEquals(text, new Permissions(bits).toString());
    assertEquals(new Permissions(bits), Permissions.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rw", "rw-x", "wr-", "RWX", "rwr", "   "})
  void otherTextIsRefusedAndNamed(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Permissions.parse(text));
    assertTrue(refusal.getMessage().contains("(" + text + ")"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 15, -1, Integer.MIN_VALUE})
  void bitsBeyondTheThreePermissionsAreRefused(int bits) {
    assertThrows(IllegalArgumentException.class, () -> new Permissions(bits));
  }

  @Test
  void eachAccessNeedsItsOwnPermission() {
    assertTrue(Permissions.R.permits(Access.READ));
    assertFalse(Permissions.R.permits(Access.WRITE));
    assertFalse(Permissions.R.permits(Access.EXECUTE));
    assertTrue(Permissions.RW.permits(Access.WRITE));
    assertFalse(Permissions.RW.permits(Access.EXECUTE));
    assertTrue(Permissions.RX.permits(Access.EXECUTE));
    for (int ordinal = 0; ordinal < 3; ordinal++) {
      assertFalse(Permissions.NONE.permits(Access.of(ordinal)));
      assertTrue(Permissions.RWX.permits(Access.of(ordinal)));
    }
  }
}
