package maplet.harness.check;

import java.util.List;
import java.util.Optional;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.text.PlainText;
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
  private static final int MOST_OF_NAME = 100;

  public Divergence {
    subject = PlainText.line(subject, MOST_OF_NAME);
    place = PlainText.line(place);
    violations = List.copyOf(violations);
  }

  /// The finding to report first.
  public Violation first() {
    return violations.getFirst();
  }

  /// The operation of the last step; empty for what was found at the creation.
  public Optional<OperationKind> operation() {
    if (operations.size() == 0) {
      return Optional.empty();
    }
    OperationSlot slot = new OperationSlot();
    operations.get(operations.size() - 1, slot);
    return Optional.of(slot.kind);
  }

  /// Whether another one is of the same kind: what leads is the same symptom, of the same operation
  /// that breaks the same rule, or fails in the same way, whatever the operands. A place that isn't
  /// known may be any.
  public boolean isLike(Divergence other) {
    return regime.id().equals(other.regime.id())
        && first().symptom().equals(other.first().symptom())
        && first().phase().equals(other.first().phase())
        && rule == other.rule
        && failure.equals(other.failure)
        && (place.isEmpty() || other.place.isEmpty() || place.equals(other.place))
        && (first().phase().isPresent() || operation().equals(other.operation()));
  }
}
