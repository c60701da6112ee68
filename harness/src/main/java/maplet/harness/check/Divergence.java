package maplet.harness.check;

import java.util.List;
import java.util.Optional;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.SubjectFailure;
import maplet.model.Rule;
import maplet.model.arch.Regime;

/// A step at which subject and model disagree.
///
/// @param subject name of the implementation
/// @param operations up to and with the step that diverges, which is the last
/// @param violations what the oracles found, the finding to report first at the front; never empty
/// @param failure how the subject failed to answer the last step; empty where it answered
/// @param place what it says of that failure and where it was, see [SubjectFailure#place]; empty
///   where it says nothing
/// @param rule that the last step breaks, as the model says; NONE where it breaks none, and where
///   there was no answer to judge
public record Divergence(
    Regime regime,
    String subject,
    Setup setup,
    RecordedSequence operations,
    List<Violation> violations,
    Optional<SubjectFailure.Kind> failure,
    String place,
    Rule rule) {
  public Divergence {
    violations = List.copyOf(violations);
  }

  /// The finding to report first.
  public Violation first() {
    return violations.getFirst();
  }
}
