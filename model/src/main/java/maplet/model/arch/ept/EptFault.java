package maplet.model.arch.ept;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.arch.DecodedFault;
import maplet.model.arch.Field;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;
import org.apache.commons.lang3.Validate;

/// The VM exits that EPT causes: how a faulting walk is reported, and what a report tells.
///
/// A [Syndrome] is the exit reason and the exit qualification. The guest-physical address is a VMCS
/// field of its own (SDM volume 3C, 28.2.1).
public final class EptFault {
  /// Basic exit reason of an EPT violation (SDM volume 3D, appendix C).
  public static final int VIOLATION = 48;

  /// Basic exit reason of an EPT misconfiguration (SDM volume 3D, appendix C). Its exit
  /// qualification is cleared.
  public static final int MISCONFIGURATION = 49;

  private static final long BASIC_REASON = 0xffff;

  /// Bit of the exit reason that is set when the exit was incident to enclave mode; the
  /// guest-physical address then lacks its low twelve bits.
  private static final long ENCLAVE = 1L << 27;

  private static final int USER_EXECUTE_BIT = 10;

  private EptFault() {}

  /// What the processor reports when the translation of an access of the guest's faults, by way of
  /// a linear address whose own translation is done.
  ///
  /// @param access the guest's access; a fetch of either privilege is reported alike
  /// @param modeBasedExecute the VM-execution control "mode-based execute control"; without it bit
  ///   6 is undefined, and zero here
  /// @throws IllegalArgumentException for a kind of fault that EPT doesn't have
  public static Syndrome syndrome(
      WalkResult.Faulted fault, Access access, boolean modeBasedExecute) {
    EptViolation violation =
        new EptViolation(0)
            .with(accessBit(access))
            .with(EptViolation.LINEAR_ADDRESS_VALID)
            .with(EptViolation.FINAL_TRANSLATION);
    return report(fault, violation, modeBasedExecute);
  }

  private static Field accessBit(Access access) {
    return switch (access) {
      case READ -> EptViolation.READ;
      case WRITE -> EptViolation.WRITE;
      case EXECUTE, USER_EXECUTE -> EptViolation.FETCH;
    };
  }

  /// What the processor reports when the translation of its own access to a guest paging-structure
  /// entry faults.
  ///
  /// With accessed and dirty flags such an access counts as a write, and a violation sets both bit
  /// 0 and bit 1 (28.2.1, note to Table 28-7); see [#guestPageWalkAccess].
  ///
  /// @param accessedDirty bit 6 of the EPTP
  /// @throws IllegalArgumentException for a kind of fault that EPT doesn't have
  public static Syndrome syndromeOfGuestPageWalk(
      WalkResult.Faulted fault, boolean accessedDirty, boolean modeBasedExecute) {
    EptViolation violation =
        new EptViolation(0).with(EptViolation.READ).with(EptViolation.LINEAR_ADDRESS_VALID);
    return report(
        fault, accessedDirty ? violation.with(EptViolation.WRITE) : violation, modeBasedExecute);
  }

  /// What an access to a guest paging-structure entry counts as: a write where accessed and dirty
  /// flags for EPT are enabled, else a read (SDM volume 3C, 29.3.3.2).
  public static Access guestPageWalkAccess(Eptp eptp) {
    return eptp.accessedDirty() ? Access.WRITE : Access.READ;
  }

  private static Syndrome report(
      WalkResult.Faulted fault, EptViolation violation, boolean modeBasedExecute) {
    return switch (fault.kind()) {
      case TRANSLATION, PERMISSION ->
          new Syndrome(VIOLATION, withGranted(violation, fault, modeBasedExecute).word());
      case MISCONFIGURATION -> new Syndrome(MISCONFIGURATION, 0);
      case ACCESS_FLAG, ADDRESS_SIZE ->
          throw new IllegalArgumentException("EPT has no fault of kind " + fault.kind());
    };
  }

  /// Bits 6:3: what the entries that were read grant together. Where none was, nothing is granted.
  private static EptViolation withGranted(
      EptViolation violation, WalkResult.Faulted fault, boolean modeBasedExecute) {
    if (fault.steps().isEmpty()) {
      return violation;
    }
    long all = -1;
    for (WalkResult.Step step : fault.steps()) {
      all &= step.word();
    }
    long word = EptViolation.GRANTED.set(violation.word(), all & 0b111);
    return new EptViolation(
        modeBasedExecute
            ? EptViolation.USER_EXECUTABLE.set(word, all >>> USER_EXECUTE_BIT & 1)
            : word);
  }

  /// What a syndrome tells.
  ///
  /// The level is never reported. A violation whose entries grant something is a permission fault;
  /// one whose entries grant nothing together may also have met an entry that isn't present. A
  /// misconfiguration doesn't tell the access.
  ///
  /// @param gpa the VMCS field "guest-physical address"
  /// @param modeBasedExecute the VM-execution control; bit 6 is looked at only with it
  /// @throws IllegalArgumentException when the exit reason is neither 48 nor 49
  public static DecodedFault decode(Syndrome syndrome, long gpa, boolean modeBasedExecute) {
    int reason = (int) (syndrome.cause() & BASIC_REASON);
    Validate.isTrue(
        reason == VIOLATION || reason == MISCONFIGURATION,
        "exit reason (%d) must be 48 (EPT violation) or 49 (EPT misconfiguration)",
        reason);
    long knownBits = (syndrome.cause() & ENCLAVE) == 0 ? -1 : -4096;
    if (reason == MISCONFIGURATION) {
      return new DecodedFault(
          gpa, knownBits, Set.of(), Optional.of(FaultKind.MISCONFIGURATION), OptionalInt.empty());
    }
    EptViolation violation = EptViolation.decode(syndrome.detail());
    boolean granted =
        EptViolation.GRANTED.get(violation.word()) != 0
            || modeBasedExecute && violation.is(EptViolation.USER_EXECUTABLE);
    return new DecodedFault(
        gpa,
        knownBits,
        violation.accesses(),
        granted ? Optional.of(FaultKind.PERMISSION) : Optional.empty(),
        OptionalInt.empty());
  }
}
