package maplet.harness.check;

import java.util.List;
import java.util.Optional;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.SubjectFailure;
import maplet.model.arch.Regime;

/// A step at which subject and model disagree.
///
/// @param subject name of the implementation
/// @param operations up to and with the step that diverges, which is the last
/// @param violations what the oracles found, the finding to report first at the front; never empty
/// @param failure how the subject failed to answer the last step; empty where it answered
public record Divergence(
    Regime regime,
    String subject,
    Setup setup,
    RecordedSequence operations,
    List<Violation> violations,
    Optional<SubjectFailure.Kind> failure) {
  public Divergence {
    violations = List.copyOf(violations);
  }

  /// The finding to report first.
  public Violation first() {
    return violations.getFirst();
  }
}
