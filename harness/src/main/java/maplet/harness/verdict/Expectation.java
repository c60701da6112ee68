package maplet.harness.verdict;

import maplet.harness.text.PlainText;

/// A divergence that is known and accepted for now.
///
/// @param regime id, or `*` for all
/// @param kind of the finding, as in `outcome`
/// @param operation as in `map-linear`, or `*`
/// @param rule as in `alignment`, or `*`
/// @param reason why it is accepted, for people
public record Expectation(
    String regime, String kind, String operation, String rule, String reason) {
  public Expectation {
    reason = PlainText.line(reason);
  }

  /// Stands for every regime, operation or rule.
  public static final String ANY = "*";

  /// Whether a finding is this one.
  public boolean covers(FindingName name) {
    return isFor(name.regime())
        && kind.equals(name.kind())
        && (operation.equals(ANY) || operation.equals(name.operation()))
        && (rule.equals(ANY) || rule.equals(name.rule()));
  }

  /// Whether it is about a regime.
  public boolean isFor(String regimeId) {
    return regime.equals(ANY) || regime.equals(regimeId);
  }

  /// What is expected, without the reason.
  @Override
  public String toString() {
    String what = operation.equals(ANY) ? kind : kind + " in " + operation;
    return what + " on " + regime + (rule.equals(ANY) ? "" : " (" + rule + ")");
  }
}
