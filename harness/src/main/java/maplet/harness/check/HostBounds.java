package maplet.harness.check;

import maplet.harness.subject.SimulatedHost;

/// Judges whether a subject stored outside of the memory that its host gave.
final class HostBounds {
  private final SimulatedHost host;
  private final Findings findings;

  HostBounds(SimulatedHost host, Findings findings) {
    this.host = host;
    this.findings = findings;
  }

  /// @param thorough see [SimulatedHost#damage]
  void judge(boolean thorough) {
    String damage = host.damage(thorough);
    if (!damage.isEmpty()) {
      findings.add(
          Oracle.BOUNDS, Violation.NOWHERE, "stores only in the memory that the host gave", damage);
    }
  }
}
