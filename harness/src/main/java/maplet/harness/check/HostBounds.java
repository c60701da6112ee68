package maplet.harness.check;

import maplet.harness.subject.SimulatedHost;

/// Judges whether a subject stored outside of the memory that its host gave.
final class HostBounds {
  private final SimulatedHost host;
  private final UnusedFrames unused;
  private final Findings findings;

  HostBounds(SimulatedHost host, UnusedFrames unused, Findings findings) {
    this.host = host;
    this.unused = unused;
    this.findings = findings;
  }

  /// @param thorough see [SimulatedHost#damage]
  void judge(boolean thorough) {
    unused.judgeNext();
    String damage = host.damage(thorough);
    if (!damage.isEmpty()) {
      findings.add(
          Oracle.BOUNDS, Violation.NOWHERE, "stores only in the memory that the host gave", damage);
    }
  }
}
