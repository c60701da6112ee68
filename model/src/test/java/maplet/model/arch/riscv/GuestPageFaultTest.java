package maplet.model.arch.riscv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.model.Access;
import maplet.model.arch.DecodedFault;
import maplet.model.arch.Syndrome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestPageFaultTest {
  private static final long GPA = 0x8020_0123L;

  @ParameterizedTest
  @CsvSource({"EXECUTE, 20", "READ, 21", "WRITE, 23"})
  void eachAccessHasItsCause(Access access, int cause) {
    Syndrome syndrome = GuestPageFault.syndrome(access, GPA);
    assertEquals(new Syndrome(cause, 0x2008_0048L), syndrome);
    assertEquals(
        new DecodedFault(GPA & -4, -4, Set.of(access), Optional.empty(), OptionalInt.empty()),
        GuestPageFault.decode(syndrome));
  }

  @Test
  void fetchesOfEitherPrivilegeHaveOneCause() {
    assertEquals(
        GuestPageFault.syndrome(Access.EXECUTE, GPA),
        GuestPageFault.syndrome(Access.USER_EXECUTE, GPA));
  }

  @Test
  void theLowBitsAreThoseOfStval() {
    Syndrome syndrome = GuestPageFault.syndrome(Access.READ, GPA);
    DecodedFault decoded = GuestPageFault.decode(syndrome, 0xffff_ffff_c000_0123L, false);
    assertEquals(GPA, decoded.gpa());
    assertEquals(-1, decoded.knownBits());
  }

  @Test
  void implicitAccessesHaveZerosThere() {
    Syndrome syndrome = GuestPageFault.syndrome(Access.WRITE, GPA & -8);
    DecodedFault decoded = GuestPageFault.decode(syndrome, 0x123, true);
    assertEquals(GPA & -8, decoded.gpa());
    assertEquals(-1, decoded.knownBits());
  }

  @Test
  void aZeroHtvalMaySayNothing() {
    assertEquals(0, GuestPageFault.decode(new Syndrome(21, 0)).knownBits());
    assertEquals(0, GuestPageFault.decode(new Syndrome(21, 0), 3, false).knownBits());
    assertEquals(0, GuestPageFault.decode(new Syndrome(21, 0), 3, false).gpa());
  }

  /// 12, 13 and 15 are page faults of VS-stage; bit 63 marks interrupts.
  @ParameterizedTest
  @ValueSource(longs = {0, 12, 13, 15, 19, 22, 24, 21 | 1L << 63})
  void otherCausesArentGuestPageFaults(long cause) {
    Syndrome syndrome = new Syndrome(cause, 4);
    assertThrows(IllegalArgumentException.class, () -> GuestPageFault.decode(syndrome));
  }
}
