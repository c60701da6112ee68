package maplet.impl.arch.ept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import maplet.model.Access;
import maplet.model.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EptSyndromeTest {
  @ParameterizedTest
  @CsvSource({
    "TRANSLATION, READ, 0, 48, 0x181",
    "TRANSLATION, EXECUTE, 0, 48, 0x184",
    "PERMISSION, WRITE, 1, 48, 0x18a",
    "PERMISSION, WRITE, 5, 48, 0x1aa",
    "PERMISSION, EXECUTE, 3, 48, 0x19c",
    "PERMISSION, EXECUTE, 11, 48, 0x1dc",
    "PERMISSION, USER_EXECUTE, 7, 48, 0x1bc",
    "MISCONFIGURATION, WRITE, 0, 49, 0"
  })
  void exitsHaveTheManualsWords(
      FaultKind kind, Access access, int granted, long reason, String qualification) {
    assertEquals(reason, EptSyndrome.cause(kind));
    assertEquals(Long.decode(qualification), EptSyndrome.detail(kind, access, granted));
  }

  @Test
  void otherKindsDontExist() {
    assertThrows(IllegalArgumentException.class, () -> EptSyndrome.cause(FaultKind.ACCESS_FLAG));
    assertThrows(
        IllegalArgumentException.class,
        () -> EptSyndrome.detail(FaultKind.ADDRESS_SIZE, Access.READ, 0));
  }
}
