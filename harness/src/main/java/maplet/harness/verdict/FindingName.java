package maplet.harness.verdict;

import maplet.harness.text.PlainText;

/// What is wrong, and where: the name by which findings are expected and compared.
///
/// @param regime id, as in `ept-4`
/// @param kind the oracle that saw it, as in `translation`, or `crash` or `hang`
/// @param operation of the step that showed it, as in `map-linear`, or `create`
/// @param rule that the step broke where it should have been refused, as in `alignment`; `none`
///   elsewhere
public record FindingName(String regime, String kind, String operation, String rule)
    implements Comparable<FindingName> {
  public FindingName {
    regime = PlainText.line(regime);
    kind = PlainText.line(kind);
    operation = PlainText.line(operation);
    rule = PlainText.line(rule);
  }

  /// As one word, for file names: `ept-4.outcome.map-linear.alignment`.
  public String word() {
    String where = regime + "." + kind + "." + operation;
    return rule.equals("none") ? where : where + "." + rule;
  }

  @Override
  public int compareTo(FindingName other) {
    return word().compareTo(other.word());
  }

  /// As in `outcome in map-linear on ept-4 (alignment)`.
  @Override
  public String toString() {
    return kind
        + " in "
        + operation
        + " on "
        + regime
        + (rule.equals("none") ? "" : " (" + rule + ")");
  }
}
