package maplet.model.arch;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import maplet.model.Access;
import maplet.model.FaultKind;

/// A fault as far as a [Syndrome] tells it. What the architecture doesn't report is absent; nothing
/// is guessed.
///
/// @param gpa guest physical address in bytes; the bits outside `knownBits` are zero
/// @param knownBits the bits of the address that are reported, 0 where none is
/// @param accesses what the guest did; an [Access#EXECUTE] stands for a fetch of either privilege.
///   Empty where it isn't reported, two where a read-modify-write is reported as both
/// @param kind empty where several kinds have one report
/// @param level the manual's own number of the level, empty where it isn't reported
public record DecodedFault(
    long gpa, long knownBits, Set<Access> accesses, Optional<FaultKind> kind, OptionalInt level) {

  /// Drops the address's bits that aren't known.
  public DecodedFault {
    gpa &= knownBits;
    EnumSet<Access> copy = EnumSet.noneOf(Access.class);
    copy.addAll(accesses);
    accesses = Collections.unmodifiableSet(copy);
  }
}
