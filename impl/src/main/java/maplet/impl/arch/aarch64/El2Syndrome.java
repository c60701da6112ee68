package maplet.impl.arch.aarch64;

import maplet.impl.table.FaultReporter;
import maplet.model.Access;
import maplet.model.FaultKind;

/// The two words of an abort of EL2's own: ESR_EL2, whose class says that the exception level stays
/// (EC 0x21 and 0x25), and FAR_EL2, the address.
final class El2Syndrome implements FaultReporter {
  private static final long SAME_LEVEL = 1L << 26;

  private final FaultReporter stage2 = new Stage2Syndrome();

  @Override
  public long cause(FaultKind kind, int height, boolean tooWide, Access access) {
    return stage2.cause(kind, height, tooWide, access) | SAME_LEVEL;
  }

  @Override
  public long detail(FaultKind kind, Access access, long address, int granted) {
    return address;
  }
}
