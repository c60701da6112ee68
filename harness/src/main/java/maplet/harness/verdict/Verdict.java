package maplet.harness.verdict;

import java.util.Locale;

/// What a run says of a subject, the word that outweighs the others first.
public enum Verdict {
  /// Something diverges that wasn't expected to, or no longer diverges that was.
  DIVERGES,
  /// The run's own counts can't be right, so it says nothing.
  NO_VERDICT,
  /// Nothing diverges, but something that is claimed wasn't exercised.
  INCOMPLETE,
  /// All that is claimed was exercised, and nothing diverges unexpectedly.
  CONFORMS;

  /// The name with spaces, as a verdict line has it.
  @Override
  public String toString() {
    return name().replace('_', ' ');
  }

  /// The name in lower case with spaces, as JSON has it.
  public String word() {
    return toString().toLowerCase(Locale.ROOT);
  }
}
