package maplet.model.arch.aarch64;

import static maplet.model.arch.RegisterWords.assertBroken;
import static maplet.model.arch.RegisterWords.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.arch.DecodedFault;
import maplet.model.arch.RegisterWords;
import maplet.model.arch.Syndrome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Stage2FaultTest {
  private static final long GPA = 0x1_2345_6789L;
  private static final long PAGES = 0x00ff_ffff_ffff_f000L;

  /// Linux, asm/esr.h: EC at 26, IL bit 25, WnR bit 6, and the status codes with their levels.
  @ParameterizedTest
  @CsvSource({
    "TRANSLATION, -1, READ, 0x9200002b",
    "TRANSLATION, 0, READ, 0x92000004",
    "TRANSLATION, 1, WRITE, 0x92000045",
    "TRANSLATION, 2, EXECUTE, 0x82000006",
    "TRANSLATION, 3, READ, 0x92000007",
    "ACCESS_FLAG, 0, READ, 0x92000008",
    "ACCESS_FLAG, 1, READ, 0x92000009",
    "ACCESS_FLAG, 3, WRITE, 0x9200004b",
    "PERMISSION, 0, READ, 0x9200000c",
    "PERMISSION, 3, WRITE, 0x9200004f",
    "PERMISSION, 2, EXECUTE, 0x8200000e",
    "ADDRESS_SIZE, -1, WRITE, 0x92000069",
    "ADDRESS_SIZE, 0, READ, 0x92000000",
    "ADDRESS_SIZE, 3, EXECUTE, 0x82000003"
  })
  void faultsHaveTheManualsSyndromes(FaultKind kind, int level, Access access, String esr) {
    Syndrome syndrome = Stage2Fault.syndrome(fault(kind, level), access, GPA);
    assertEquals(new Syndrome(Long.decode(esr), 0x12_3456_0L), syndrome);
    boolean reported = kind != FaultKind.PERMISSION;
    assertEquals(
        new DecodedFault(
            GPA, reported ? PAGES : 0, Set.of(access), Optional.of(kind), OptionalInt.of(level)),
        Stage2Fault.decode(syndrome));
  }

  @ParameterizedTest
  @CsvSource({
    "TRANSLATION, -2",
    "TRANSLATION, 4",
    "ADDRESS_SIZE, 4",
    "ACCESS_FLAG, -1",
    "PERMISSION, -1",
    "PERMISSION, 4",
    "MISCONFIGURATION, 1"
  })
  void faultsThatDontExistAreRefused(FaultKind kind, int level) {
    assertThrows(
        IllegalArgumentException.class,
        () -> Stage2Fault.syndrome(fault(kind, level), Access.READ, GPA));
  }

  @Test
  void fetchesOfEitherPrivilegeHaveOneSyndrome() {
    assertEquals(
        0x8200_000fL,
        Stage2Fault.syndrome(fault(FaultKind.PERMISSION, 3), Access.USER_EXECUTE, GPA).cause());
  }

  @Test
  void thePageOffsetIsThatOfTheVirtualAddress() {
    long far = 0xffff_8000_0000_0789L;
    DecodedFault translation = Stage2Fault.decode(new Syndrome(0x9200_0007L, 0x12_3456_0L), far);
    assertEquals(GPA, translation.gpa());
    assertEquals(PAGES | 0xfff, translation.knownBits());
    DecodedFault permission = Stage2Fault.decode(new Syndrome(0x9200_000fL, 0x12_3456_0L), far);
    assertEquals(0x789, permission.gpa());
    assertEquals(0xfff, permission.knownBits());
    DecodedFault withoutFar = Stage2Fault.decode(new Syndrome(0x9200_0407L, 0x12_3456_0L), far);
    assertEquals(PAGES, withoutFar.knownBits());
  }

  /// On a stage 1 walk HPFAR_EL2 is the descriptor's, permission faults included, and FAR_EL2
  /// isn't.
  @Test
  void stage1WalksReportTheDescriptorsPage() {
    Syndrome syndrome =
        Stage2Fault.syndromeOfStage1Walk(fault(FaultKind.PERMISSION, 3), Access.WRITE, GPA);
    assertEquals(new Syndrome(0x9200_00cfL, 0x12_3456_0L), syndrome);
    assertEquals(
        new DecodedFault(
            GPA & -4096, PAGES, Set.of(), Optional.of(FaultKind.PERMISSION), OptionalInt.of(3)),
        Stage2Fault.decode(syndrome, 0x789));
  }

  @Test
  void cacheMaintenanceDoesntTellTheAccess() {
    assertEquals(Set.of(), Stage2Fault.decode(new Syndrome(0x9200_0147L, 0)).accesses());
  }

  /// External abort, its variants on a walk, parity, alignment, TLB conflict, exclusive fault.
  @ParameterizedTest
  @ValueSource(ints = {0x10, 0x13, 0x14, 0x18, 0x21, 0x28, 0x2a, 0x2c, 0x30, 0x35, 0x3f})
  void otherStatusCodesHaveNeitherKindNorLevel(int code) {
    DecodedFault decoded = Stage2Fault.decode(new Syndrome(0x9200_0000L | code, 0x10));
    assertEquals(
        new DecodedFault(0, 0, Set.of(Access.READ), Optional.empty(), OptionalInt.empty()),
        decoded);
  }

  /// EC 0x21 and 0x25 are aborts of EL2 itself, 0x16 is HVC.
  @ParameterizedTest
  @ValueSource(longs = {0x8600_0007L, 0x9600_0007L, 0x5a00_0000L, 0})
  void otherExceptionsArentStage2Aborts(long esr) {
    Syndrome syndrome = new Syndrome(esr, 0);
    assertThrows(IllegalArgumentException.class, () -> Stage2Fault.decode(syndrome));
    assertThrows(IllegalArgumentException.class, () -> Stage2Fault.decode(syndrome, 0));
  }

  @Test
  void allBitsAreDeclared() {
    RegisterWords.roundTrip(EsrEl2::decode, EsrEl2::encode, EsrEl2.DATA);
    RegisterWords.roundTrip(EsrEl2::decode, EsrEl2::encode, EsrEl2.INSTRUCTION);
    RegisterWords.roundTrip(HpfarEl2::decode, HpfarEl2::encode, HpfarEl2.FORMAT);
  }

  @Test
  void fipaHoldsIpaBits55To12() {
    assertEquals(0x0000_ffff_ffff_fff0L, HpfarEl2.of(-1).encode());
    assertEquals(PAGES, HpfarEl2.of(-1).ipa());
    assertEquals(0x10, HpfarEl2.of(0x1fff).encode());
  }

  @Test
  void fipaIsNoWiderThanPhysicalAddresses() {
    assertEquals(List.of(), HpfarEl2.of((1L << 52) - 1).problems(52));
    assertBroken("more than 48 bits", HpfarEl2.of(1L << 48).problems(48));
    assertBroken("RES0 bits 0x1", HpfarEl2.decode(1).problems(48));
    assertBroken("RES0", HpfarEl2.decode(1L << 48).problems(52));
    assertEquals(List.of(), HpfarEl2.decode(1L << 63).problems(52));
  }
}
