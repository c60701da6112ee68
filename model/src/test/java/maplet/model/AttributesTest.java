package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
  @Test
  void everyPermissionWithEveryMemoryTypeHasItsOwnCode() {
    for (MemoryType type : MemoryType.values()) {
      for (int bits = 0; bits <= Permissions.ALL_BITS; bits++) {
        var attributes = new Attributes(new Permissions(bits), type);
        assertTrue(Attributes.isCode(attributes.code()));
        assertEquals(attributes, Attributes.of(attributes.code()));
        assertEquals(bits, Attributes.permissionBits(attributes.code()));
      }
    }
  }

  @Test
  void eightyNumbersAreCodes() {
    long codes = 0;
    for (int number = -Attributes.CODES; number <= 2 * Attributes.CODES; number++) {
      codes += Attributes.isCode(number) ? 1 : 0;
    }
    assertEquals(16L * MemoryType.count(), codes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5 << 4, 127, 128, Integer.MIN_VALUE})
  void otherNumbersAreRefused(int number) {
    assertFalse(Attributes.isCode(number));
    assertThrows(IllegalArgumentException.class, () -> Attributes.of(number));
  }

  @Test
  void theTextNamesPermissionsAndType() {
    assertEquals("rwx write-back", Attributes.RAM.toString());
    assertEquals("rw- device", new Attributes(Permissions.RW, MemoryType.DEVICE).toString());
  }
}
