package maplet.impl.arch.riscv;

import maplet.model.Access;
import maplet.model.Permissions;

/// The two words of a guest-page fault, made from an access: scause and htval (RISC-V privileged
/// architecture, hypervisor extension). All kinds of faults at all levels are reported alike.
public final class GStageSyndrome {
  private static final long FETCH = 20;
  private static final long LOAD = 21;
  private static final long STORE = 23;

  private GStageSyndrome() {}

  /// scause.
  public static long cause(Access access) {
    int permission = access.permission();
    if ((permission & Permissions.WRITE) != 0) {
      return STORE;
    }
    return (permission & Permissions.READ) != 0 ? LOAD : FETCH;
  }

  /// htval: the address without its low two bits, which are those of stval.
  public static long detail(long gpa) {
    return gpa >>> 2;
  }
}
