package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CapabilitiesTest {
  private static final List<Integer> SHIFTS = List.of(12, 21, 30);

  @Test
  void limitsAndGranuleFollowFromTheWidths() {
    var capabilities = new Capabilities(48, 46, SHIFTS, new BitSet());
    assertEquals(0x1_0000_0000_0000L, capabilities.inputLimit());
    assertEquals(0x4000_0000_0000L, capabilities.outputLimit());
    assertEquals(0x1000, capabilities.granule());
  }

  @Test
  void onlyTheGivenAttributesAreRepresented() {
    var capabilities = new Capabilities(48, 46, SHIFTS, ramOnly());
    assertTrue(capabilities.represents(Attributes.RAM));
    assertTrue(capabilities.represents(Attributes.RAM.code()));
    assertFalse(capabilities.represents(new Attributes(Permissions.RW, MemoryType.DEVICE)));
    assertFalse(capabilities.represents(-1));
    assertFalse(capabilities.represents(Integer.MAX_VALUE));
    assertEquals(List.of(Attributes.RAM), capabilities.alternatives());
  }

  @Test
  void whatIsGivenAndTakenAreCopies() {
    BitSet given = ramOnly();
    var shifts = new ArrayList<>(SHIFTS);
    var capabilities = new Capabilities(48, 46, shifts, given);
    given.clear();
    shifts.clear();
    capabilities.representable().clear();
    assertTrue(capabilities.represents(Attributes.RAM));
    assertEquals(SHIFTS, capabilities.pageShifts());
  }

  @ParameterizedTest
  @CsvSource({"11, 46", "60, 46", "48, 11", "48, 57"})
  void widthsOutOfRangeAreRefused(int inputBits, int outputBits) {
    refused(inputBits, outputBits, SHIFTS);
  }

  @ParameterizedTest
  @CsvSource({"12, 12", "59, 56"})
  void theExtremeWidthsAreFine(int inputBits, int outputBits) {
    var capabilities = new Capabilities(inputBits, outputBits, List.of(12), new BitSet());
    assertEquals(inputBits, Long.numberOfTrailingZeros(capabilities.inputLimit()));
    assertEquals(outputBits, Long.numberOfTrailingZeros(capabilities.outputLimit()));
  }

  @Test
  void pageSizesMustAscend() {
    refused(48, 46, List.of());
    refused(48, 46, List.of(21, 12));
    refused(48, 46, List.of(12, 12, 21));
  }

  @Test
  void eachAccessNeedsItsOwnPermission() {
    var capabilities = new Capabilities(48, 46, SHIFTS, ramOnly());
    for (Access access : Access.values()) {
      assertTrue(capabilities.permits(Permissions.RWX, access));
      assertFalse(capabilities.permits(Permissions.NONE, access));
    }
    assertTrue(capabilities.permits(Permissions.R, Access.READ));
    assertFalse(capabilities.permits(Permissions.R, Access.WRITE));
    assertFalse(capabilities.permits(Permissions.RW, Access.EXECUTE));
    assertFalse(capabilities.permits(Permissions.RW, Access.USER_EXECUTE));
  }

  @ParameterizedTest
  @EnumSource(MemoryType.class)
  void userFetchesHaveAPermissionOfTheirOwnWhereItIsRepresentable(MemoryType type) {
    for (int bits = 0; bits <= Permissions.ALL_BITS; bits++) {
      var codes = ramOnly();
      codes.set(Attributes.code(bits, type));
      var capabilities = new Capabilities(48, 46, SHIFTS, codes);
      boolean user = bits >= Permissions.USER_EXECUTE;
      assertEquals(user, capabilities.tellsUserExecute());
      assertEquals(!user, capabilities.permits(Permissions.RWX, Access.USER_EXECUTE));
      assertEquals(Permissions.EXECUTE, capabilities.permissionFor(Access.EXECUTE));
    }
  }

  private static void refused(int inputBits, int outputBits, List<Integer> shifts) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Capabilities(inputBits, outputBits, shifts, new BitSet()));
  }

  private static BitSet ramOnly() {
    var codes = new BitSet();
    codes.set(Attributes.RAM.code());
    return codes;
  }
}
