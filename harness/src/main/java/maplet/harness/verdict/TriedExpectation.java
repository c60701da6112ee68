package maplet.harness.verdict;

import java.util.Optional;

/// An expected divergence, after its trace was run.
///
/// @param shown what its trace shows now, which may be another place of the same; empty where it
///   wasn't run, and where it doesn't show what is expected
public record TriedExpectation(
    Expectation expectation, Outcome outcome, Optional<FindingName> shown) {
  /// What became of its trace.
  public enum Outcome {
    /// There is none, or its regime isn't run.
    NOT_TRIED,
    /// It diverges as expected.
    STILL_THERE,
    /// It conforms.
    STALE,
    /// It diverges in another way before it comes so far.
    OTHERWISE
  }

  /// One whose trace isn't run.
  public static TriedExpectation untried(Expectation expectation) {
    return new TriedExpectation(expectation, Outcome.NOT_TRIED, Optional.empty());
  }

  /// Whether a finding is this one. A stale one covers nothing: what is found now is something
  /// else.
  boolean covers(FindingName name) {
    return outcome != Outcome.STALE
        && (expectation.covers(name)
            || shown.equals(Optional.of(name)) && expectation.coversButForPlace(name));
  }
}
