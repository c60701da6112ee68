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
  @CsvSource({"11, 46", "58, 46", "48, 11", "48, 57"})
  void widthsOutOfRangeAreRefused(int inputBits, int outputBits) {
    refused(inputBits, outputBits, SHIFTS);
  }

  @ParameterizedTest
  @CsvSource({"12, 12", "57, 56"})
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
