package maplet.harness.subject;

import java.util.EnumSet;
import java.util.Set;
import maplet.model.Capabilities;

/// Makes address spaces of one implementation.
public interface SubjectProvider {
  /// Name for reports.
  String name();

  /// The machine that this implementation's subjects run on.
  default SimulatedHost host(Capabilities capabilities) {
    return new SimulatedHost(SimulatedHost.CAMPAIGN_SIZE, capabilities);
  }

  /// Which events the subjects tell of themselves.
  default Set<Report> reports() {
    return EnumSet.allOf(Report.class);
  }

  /// An address space that isn't created yet, on a host of its own.
  ///
  /// @param regimeId as in [maplet.model.arch.Regime#id]
  /// @throws IllegalArgumentException when the implementation doesn't support the regime
  Subject open(String regimeId, SimulatedHost host);
}
