package maplet.model.arch.ept;

import static maplet.model.arch.RegisterWords.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.arch.DecodedFault;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.SparseMemory;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EptFaultTest {
  private static final long GPA = 0x7f12_3456_7abcL;

  /// Bits 2:0 access, 5:3 what the entries grant together, 7 and 8 set: by a translated address.
  @ParameterizedTest
  @CsvSource({
    "READ, 0x0, 0x181",
    "WRITE, 0x0, 0x182",
    "EXECUTE, 0x0, 0x184",
    "WRITE, 0x1, 0x18a",
    "WRITE, 0x5, 0x1aa",
    "READ, 0x4, 0x1a1",
    "EXECUTE, 0x3, 0x19c",
    "EXECUTE, 0x401, 0x18c",
    "USER_EXECUTE, 0x3, 0x19c"
  })
  void violationsHaveTheManualsQualification(Access access, String leaf, String qualification) {
    WalkResult.Faulted fault = fault(FaultKind.PERMISSION, 1, 0x407, Long.decode(leaf));
    assertEquals(
        new Syndrome(48, Long.decode(qualification)), EptFault.syndrome(fault, access, false));
  }

  @Test
  void permissionsAreThoseOfAllEntriesTogether() {
    WalkResult.Faulted fault = fault(FaultKind.PERMISSION, 1, 0x407, 0x405, 0x403);
    assertEquals(0x188 | 2, EptFault.syndrome(fault, Access.WRITE, false).detail());
    assertEquals(0x1c8 | 2, EptFault.syndrome(fault, Access.WRITE, true).detail());
    WalkResult.Faulted supervisorOnly = fault(FaultKind.PERMISSION, 1, 0x407, 0x007);
    assertEquals(0x1b8 | 4, EptFault.syndrome(supervisorOnly, Access.EXECUTE, true).detail());
  }

  @Test
  void anAddressThatIsTooWideGrantsNothing() {
    WalkResult.Faulted fault = fault(FaultKind.TRANSLATION, 4);
    assertEquals(0x181, EptFault.syndrome(fault, Access.READ, true).detail());
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void misconfigurationsHaveNoQualification(Access access) {
    WalkResult.Faulted fault = fault(FaultKind.MISCONFIGURATION, 1, 7, 2);
    assertEquals(new Syndrome(49, 0), EptFault.syndrome(fault, access, false));
    assertEquals(new Syndrome(49, 0), EptFault.syndromeOfGuestPageWalk(fault, true, false));
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"ACCESS_FLAG", "ADDRESS_SIZE"})
  void otherKindsDontExist(FaultKind kind) {
    WalkResult.Faulted fault = fault(kind, 1, 7);
    assertThrows(
        IllegalArgumentException.class, () -> EptFault.syndrome(fault, Access.READ, false));
  }

  @Test
  void guestPageWalksCountAsWritesWithAccessedAndDirtyFlags() {
    WalkResult.Faulted fault = fault(FaultKind.PERMISSION, 1, 7, 5);
    assertEquals(0xa9, EptFault.syndromeOfGuestPageWalk(fault, false, false).detail());
    assertEquals(0xab, EptFault.syndromeOfGuestPageWalk(fault, true, false).detail());
    assertEquals(Access.READ, EptFault.guestPageWalkAccess(Eptp.decode(0x101e)));
    assertEquals(Access.WRITE, EptFault.guestPageWalkAccess(Eptp.decode(0x105e)));
  }

  @Test
  void aMisconfigurationTellsTheKindAndTheAddressOnly() {
    assertEquals(
        new DecodedFault(
            GPA, -1, Set.of(), Optional.of(FaultKind.MISCONFIGURATION), OptionalInt.empty()),
        EptFault.decode(new Syndrome(49, 0), GPA, false));
  }

  @Test
  void aViolationThatGrantsSomethingIsAPermissionFault() {
    DecodedFault decoded = EptFault.decode(new Syndrome(48, 0x18a), GPA, false);
    assertEquals(Optional.of(FaultKind.PERMISSION), decoded.kind());
    assertEquals(Set.of(Access.WRITE), decoded.accesses());
    assertEquals(OptionalInt.empty(), decoded.level());
    assertEquals(GPA, decoded.gpa());
  }

  @Test
  void aViolationThatGrantsNothingMayBeEither() {
    DecodedFault decoded = EptFault.decode(new Syndrome(48, 0x184), GPA, true);
    assertEquals(Optional.empty(), decoded.kind());
    assertEquals(Set.of(Access.EXECUTE), decoded.accesses());
  }

  @Test
  void bit6CountsWithModeBasedExecuteControlOnly() {
    Syndrome userExecutable = new Syndrome(48, 0x1c1);
    assertEquals(Optional.empty(), EptFault.decode(userExecutable, GPA, false).kind());
    assertEquals(
        Optional.of(FaultKind.PERMISSION), EptFault.decode(userExecutable, GPA, true).kind());
  }

  @Test
  void aReadModifyWriteMayBeReportedAsBoth() {
    assertEquals(
        Set.of(Access.READ, Access.WRITE),
        EptFault.decode(new Syndrome(48, 0x183), GPA, false).accesses());
  }

  /// Bits 31:16 of the exit reason are flags; 27 says enclave mode, where bits 11:0 are cleared.
  @Test
  void enclaveModeHidesThePageOffset() {
    DecodedFault decoded = EptFault.decode(new Syndrome(0x0800_0030, 0x181), GPA, false);
    assertEquals(-4096, decoded.knownBits());
    assertEquals(GPA & -4096, decoded.gpa());
    assertEquals(-1, EptFault.decode(new Syndrome(0x1000_0030, 0x181), GPA, false).knownBits());
  }

  @ParameterizedTest
  @CsvSource({"0", "47", "50", "0x10048"})
  void otherExitsArentEptFaults(String reason) {
    Syndrome syndrome = new Syndrome(Long.decode(reason), 0);
    assertThrows(IllegalArgumentException.class, () -> EptFault.decode(syndrome, GPA, false));
  }

  @Test
  void walksOfRealTablesAreReported() {
    Regime regime = Regimes.find("ept-4");
    SparseMemory memory = new SparseMemory();
    memory.map(regime, 0x10_0000, GPA, 0x5000, Attributes.RAM, 0);
    WalkResult.Step leaf = regime.walk(memory, 0x10_0000, GPA, Access.READ).steps().getLast();
    memory.write(leaf.address(), leaf.word() & ~2L);
    WalkResult walk = regime.walk(memory, 0x10_0000, GPA, Access.WRITE);
    assertEquals(
        new Syndrome(48, 0x1aa), EptFault.syndrome((WalkResult.Faulted) walk, Access.WRITE, false));
  }
}
