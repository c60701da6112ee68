package maplet.model.arch.riscv;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.model.Access;
import maplet.model.arch.Citation;
import maplet.model.arch.DecodedFault;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;
import maplet.model.arch.Syndrome;
import org.apache.commons.lang3.Validate;

/// Guest-page faults: how a faulting walk is reported in scause and htval, and what these tell.
///
/// The architecture has one cause for each access, whatever the walk's reason; it reports neither
/// the kind of the fault nor its level.
public final class GuestPageFault {
  private static final String PRIVILEGED = "RISC-V privileged architecture";
  private static final Citation CAUSES =
      Citation.of(PRIVILEGED, "Hypervisor and virtual supervisor trap causes");
  private static final Citation TRAP_VALUE =
      Citation.of(PRIVILEGED, "Hypervisor Trap Value Register (htval)");

  /// scause of an instruction guest-page fault.
  public static final int INSTRUCTION = 20;

  /// scause of a load guest-page fault.
  public static final int LOAD = 21;

  /// scause of a store/AMO guest-page fault.
  public static final int STORE_AMO = 23;

  /// The layout of scause.
  public static final EntryFormat SCAUSE =
      EntryFormat.of(
          "scause",
          CAUSES,
          Field.bit("Interrupt", 63, "1: an interrupt"),
          Field.defined(
              "Exception Code",
              62,
              0,
              "cause of the trap",
              new Value(INSTRUCTION, "Instruction guest-page fault"),
              new Value(LOAD, "Load guest-page fault"),
              new Value(STORE_AMO, "Store/AMO guest-page fault")));

  /// The layout of htval after a guest-page fault.
  public static final EntryFormat HTVAL =
      EntryFormat.of(
          "htval",
          TRAP_VALUE,
          Field.defined(
              "GPA >> 2", 63, 0, "guest physical address without its low two bits, or 0"));

  private static final int LOW_BITS = 2;

  private GuestPageFault() {}

  /// What the hart reports when the translation of an access faults, whatever the kind and level.
  ///
  /// Where VS-stage translation reads an entry, the cause is still that of the guest's own access.
  ///
  /// @param gpa the faulting guest physical address; its low two bits aren't reported
  public static Syndrome syndrome(Access access, long gpa) {
    return new Syndrome(cause(access), gpa >>> LOW_BITS);
  }

  private static int cause(Access access) {
    return switch (access) {
      case READ -> LOAD;
      case WRITE -> STORE_AMO;
      case EXECUTE, USER_EXECUTE -> INSTRUCTION;
    };
  }

  /// What scause and htval tell. An htval of zero may stand for the lowest addresses, or for a hart
  /// that doesn't report the address: then none of its bits is known.
  ///
  /// @throws IllegalArgumentException when scause isn't that of a guest-page fault
  public static DecodedFault decode(Syndrome syndrome) {
    return decode(syndrome, 0, 0);
  }

  /// What scause, htval and stval tell. The low two bits of the address are ordinarily those of the
  /// faulting virtual address.
  ///
  /// @param stval the faulting guest virtual address
  /// @param implicit whether htinst says that VS-stage translation made the access; then the low
  ///   two bits are zeros, whatever stval says
  /// @throws IllegalArgumentException when scause isn't that of a guest-page fault
  public static DecodedFault decode(Syndrome syndrome, long stval, boolean implicit) {
    long mask = (1L << LOW_BITS) - 1;
    return decode(syndrome, implicit ? 0 : stval & mask, mask);
  }

  private static DecodedFault decode(Syndrome syndrome, long low, long lowKnown) {
    boolean reported = syndrome.detail() != 0;
    return new DecodedFault(
        syndrome.detail() << LOW_BITS | low,
        reported ? -1L << LOW_BITS | lowKnown : 0,
        Set.of(access(syndrome.cause())),
        Optional.empty(),
        OptionalInt.empty());
  }

  private static Access access(long cause) {
    Validate.isTrue(
        cause == INSTRUCTION || cause == LOAD || cause == STORE_AMO,
        "scause (%d) must be 20, 21 or 23: a guest-page fault",
        cause);
    if (cause == INSTRUCTION) {
      return Access.EXECUTE;
    }
    return cause == LOAD ? Access.READ : Access.WRITE;
  }
}
