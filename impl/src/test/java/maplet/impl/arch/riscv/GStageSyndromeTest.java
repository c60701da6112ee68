package maplet.impl.arch.riscv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import maplet.model.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GStageSyndromeTest {
  @ParameterizedTest
  @CsvSource({"EXECUTE, 20", "USER_EXECUTE, 20", "READ, 21", "WRITE, 23"})
  void eachAccessHasItsCause(Access access, long cause) {
    assertEquals(cause, GStageSyndrome.cause(access));
  }

  @Test
  void htvalLacksTheLowBits() {
    assertEquals(0x2008_0048L, GStageSyndrome.detail(0x8020_0123L));
    assertEquals(-1L >>> 2, GStageSyndrome.detail(-1));
  }
}
