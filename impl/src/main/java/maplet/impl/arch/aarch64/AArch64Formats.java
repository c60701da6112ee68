package maplet.impl.arch.aarch64;

import maplet.impl.table.FaultReporter;
import maplet.impl.table.TableFormat;
import maplet.model.RegimeId;

/// The regimes of AArch64: stage 2, and EL2's own stage 1, whose names have the word `el2`.
public final class AArch64Formats {
  private AArch64Formats() {}

  /// The regime with this name.
  public static TableFormat of(RegimeId id) {
    return id.take("el2") ? El2Formats.of(id) : Stage2Formats.of(id);
  }

  /// How a regime's faults are reported.
  public static FaultReporter faultReporter(RegimeId id) {
    return id.take("el2") ? new El2Syndrome() : new Stage2Syndrome();
  }
}
