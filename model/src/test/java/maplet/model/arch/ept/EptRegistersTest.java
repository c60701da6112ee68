package maplet.model.arch.ept;

import static maplet.model.arch.RegisterWords.assertBroken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import maplet.model.arch.Problem;
import maplet.model.arch.RegisterWords;
import maplet.model.arch.ept.EptCapabilities.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EptRegistersTest {
  private static final int PHYSICAL_BITS = 46;
  private static final EptCapabilities ALL = EptCapabilities.of(EnumSet.allOf(Feature.class));

  /// 0x1e is what KVM writes for write-back, four levels; 0x5e adds accessed and dirty flags.
  @Test
  void pointersAreTheKnownWords() {
    assertEquals(0x12_3456_701eL, Eptp.of(6, 4, false, false, 0x12_3456_7000L).encode());
    assertEquals(0x12_3456_705eL, Eptp.of(6, 4, true, false, 0x12_3456_7000L).encode());
    assertEquals(0x12_3456_7026L, Eptp.of(6, 5, false, false, 0x12_3456_7000L).encode());
    assertEquals(0x12_3456_7098L, Eptp.of(0, 4, false, true, 0x12_3456_7000L).encode());
  }

  @Test
  void everySmallFieldIsReadBack() {
    for (int type = 0; type < 8; type++) {
      for (int length = 1; length <= 8; length++) {
        for (int flags = 0; flags < 4; flags++) {
          boolean dirty = (flags & 1) != 0;
          boolean shadow = (flags & 2) != 0;
          Eptp eptp = Eptp.of(type, length, dirty, shadow, 0xf_ffff_ffff_f000L);
          assertEquals(type, eptp.memoryType());
          assertEquals(length, eptp.walkLength());
          assertEquals(dirty, eptp.accessedDirty());
          assertEquals(shadow, eptp.shadowStack());
          assertEquals(0xf_ffff_ffff_f000L, eptp.address());
          assertEquals(eptp, Eptp.decode(eptp.encode()));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 4, 0", "0, 0, 0", "0, 9, 0", "0, 4, 0x800", "0, 4, 0x10000000000000"})
  void valuesThatDontFitTheirFieldsAreRefused(int type, int length, String address) {
    long root = Long.decode(address);
    assertThrows(IllegalArgumentException.class, () -> Eptp.of(type, length, false, false, root));
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 36, 46, 52})
  void everyWordIsDecodedAndAllBitsAreDeclared(int physicalBits) {
    RegisterWords.roundTrip(Eptp::decode, Eptp::encode, Eptp.format(physicalBits));
  }

  @Test
  void msrAndQualificationDeclareAllBits() {
    RegisterWords.roundTrip(
        EptCapabilities::decode, EptCapabilities::encode, EptCapabilities.FORMAT);
    RegisterWords.roundTrip(EptViolation::decode, EptViolation::encode, EptViolation.FORMAT);
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "0, 5", "6, 4", "6, 5"})
  void aCapableProcessorEntersWithEveryLegalPointer(int type, int length) {
    Eptp eptp = Eptp.of(type, length, true, true, (1L << PHYSICAL_BITS) - 4096);
    assertEquals(List.of(), eptp.problems(ALL, PHYSICAL_BITS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7})
  void otherMemoryTypesAreReserved(int type) {
    assertBroken("memory type " + type, problems(Eptp.of(type, 4, false, false, 0), ALL));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 8})
  void otherWalkLengthsAreReserved(int length) {
    assertBroken("length of " + length, problems(Eptp.of(6, length, false, false, 0), ALL));
  }

  @ParameterizedTest
  @CsvSource({
    "UNCACHEABLE, 0, 4, false, false, memory type 0",
    "WRITE_BACK, 6, 4, false, false, memory type 6",
    "WALK_LENGTH_4, 6, 4, false, false, length of 4",
    "WALK_LENGTH_5, 6, 5, false, false, length of 5",
    "ACCESSED_DIRTY, 6, 4, true, false, bit 6",
    "SUPERVISOR_SHADOW_STACK, 6, 4, false, true, bit 7"
  })
  void eachSettingNeedsItsCapability(
      Feature missing, int type, int length, boolean dirty, boolean shadow, String reason) {
    EnumSet<Feature> others = EnumSet.complementOf(EnumSet.of(missing));
    Eptp eptp = Eptp.of(type, length, dirty, shadow, 0x1000);
    assertBroken(reason, problems(eptp, EptCapabilities.of(others)));
    assertEquals(List.of(), problems(eptp, ALL));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 11, 46, 51, 52, 63})
  void reservedBitsMustBeZero(int bit) {
    assertBroken("reserved bits", problems(Eptp.decode(0x101e | 1L << bit), ALL));
  }

  @Test
  void theAddressMayHaveAllBitsOfTheProcessor() {
    assertEquals(List.of(), problems(Eptp.decode(0x1e | 1L << PHYSICAL_BITS - 1), ALL));
  }

  private static List<Problem> problems(Eptp eptp, EptCapabilities processor) {
    return eptp.problems(processor, PHYSICAL_BITS);
  }

  /// The bits as Linux has them in asm/vmx.h, and those that came later from A.10.
  @ParameterizedTest
  @CsvSource({
    "EXECUTE_ONLY, 0x1",
    "WALK_LENGTH_4, 0x40",
    "WALK_LENGTH_5, 0x80",
    "UNCACHEABLE, 0x100",
    "WRITE_BACK, 0x4000",
    "PAGES_2M, 0x10000",
    "PAGES_1G, 0x20000",
    "INVEPT, 0x100000",
    "ACCESSED_DIRTY, 0x200000",
    "ADVANCED_EXIT_INFORMATION, 0x400000",
    "SUPERVISOR_SHADOW_STACK, 0x800000",
    "INVEPT_SINGLE_CONTEXT, 0x2000000",
    "INVEPT_ALL_CONTEXTS, 0x4000000",
    "INVVPID, 0x100000000",
    "INVVPID_ADDRESS, 0x10000000000",
    "INVVPID_SINGLE_CONTEXT, 0x20000000000",
    "INVVPID_ALL_CONTEXTS, 0x40000000000",
    "INVVPID_RETAINING_GLOBALS, 0x80000000000"
  })
  void capabilitiesHaveTheManualsBits(Feature feature, String bit) {
    EptCapabilities capabilities = EptCapabilities.decode(Long.decode(bit));
    assertEquals(Set.of(feature), capabilities.features());
    assertTrue(capabilities.has(feature));
    assertEquals(capabilities, EptCapabilities.of(Set.of(feature)));
    assertEquals(List.of(), capabilities.problems());
  }

  /// What a processor of 2017 (Skylake) reports.
  @Test
  void aRealProcessorsCapabilitiesAreRead() {
    EptCapabilities skylake = EptCapabilities.decode(0xf01_0633_4141L);
    assertEquals(List.of(), skylake.problems());
    assertTrue(skylake.has(Feature.EXECUTE_ONLY));
    assertFalse(skylake.has(Feature.WALK_LENGTH_5));
    assertTrue(skylake.has(Feature.ACCESSED_DIRTY));
    assertEquals(0, EptCapabilities.HLAT_PREFIX.get(skylake.word()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 9, 13, 15, 18, 19, 24, 27, 31, 33, 39, 44, 47, 54, 63})
  void reservedCapabilitiesReadAsZero(int bit) {
    assertBroken("reserved", EptCapabilities.decode(1L << bit).problems());
  }

  @Test
  void aQualificationHasRules() {
    assertEquals(List.of(), EptViolation.decode(0x1_ffff).problems());
    assertEquals(List.of(), EptViolation.decode(0x80).problems());
    assertBroken("reserved bits 0x20000", EptViolation.decode(1L << 17).problems());
    assertBroken("bit 8", EptViolation.decode(0x100).problems());
  }
}
