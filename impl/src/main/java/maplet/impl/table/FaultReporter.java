package maplet.impl.table;

import maplet.model.Access;
import maplet.model.FaultKind;

/// How an architecture tells a hypervisor of a fault: two words, as its registers hold them.
public interface FaultReporter {
  /// Exit reason, ESR_EL2 or scause.
  ///
  /// @param height of the entry that decided
  /// @param tooWide whether the address itself decided, before any entry was read
  long cause(FaultKind kind, int height, boolean tooWide, Access access);

  /// Exit qualification, HPFAR_EL2 or htval.
  ///
  /// @param granted permission bits that all entries of the walk grant together
  long detail(FaultKind kind, Access access, long gpa, int granted);
}
