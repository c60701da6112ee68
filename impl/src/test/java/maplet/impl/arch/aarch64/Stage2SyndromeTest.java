package maplet.impl.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import maplet.model.Access;
import maplet.model.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Stage2SyndromeTest {
  @ParameterizedTest
  @CsvSource({
    "TRANSLATION, -1, READ, 0x9200002b",
    "TRANSLATION, 3, READ, 0x92000007",
    "TRANSLATION, 2, EXECUTE, 0x82000006",
    "ACCESS_FLAG, 3, WRITE, 0x9200004b",
    "PERMISSION, 0, WRITE, 0x9200004c",
    "ADDRESS_SIZE, -1, EXECUTE, 0x82000029",
    "PERMISSION, 3, USER_EXECUTE, 0x8200000f",
    "ADDRESS_SIZE, 0, READ, 0x92000000"
  })
  void abortsHaveTheManualsWords(FaultKind kind, int level, Access access, String esr) {
    assertEquals(Long.decode(esr), Stage2Syndrome.cause(kind, level, access));
  }

  @ParameterizedTest
  @CsvSource({
    "TRANSLATION, -2",
    "TRANSLATION, 4",
    "PERMISSION, -1",
    "ACCESS_FLAG, -1",
    "ADDRESS_SIZE, 4",
    "MISCONFIGURATION, 2",
    "MISCONFIGURATION, -1"
  })
  void faultsThatDontExistAreRefused(FaultKind kind, int level) {
    assertThrows(
        IllegalArgumentException.class, () -> Stage2Syndrome.cause(kind, level, Access.READ));
  }

  @Test
  void hpfarHoldsThePage() {
    assertEquals(0x12_3456_0L, Stage2Syndrome.detail(0x1_2345_6789L));
    assertEquals(0x0000_ffff_ffff_fff0L, Stage2Syndrome.detail(-1));
  }
}
