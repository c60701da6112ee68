package maplet.harness.subject;

/// Makes address spaces of one implementation.
public interface SubjectProvider {
  /// Name for reports.
  String name();

  /// An address space that isn't created yet, on a host of its own.
  ///
  /// @param regimeId as in [maplet.model.arch.Regime#id]
  /// @throws IllegalArgumentException when the implementation doesn't support the regime
  Subject open(String regimeId, SimulatedHost host);
}
