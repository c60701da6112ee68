package maplet.harness.check;

import maplet.harness.sequence.OperationSlot;
import maplet.harness.subject.Subject;
import maplet.model.Rule;
import maplet.model.Status;

/// What is known of the step that is being judged.
final class CurrentStep {
  Subject subject;
  OperationSlot slot = new OperationSlot();

  /// How it ended, as the subject says.
  Status status = Status.DONE;

  /// The rule that it breaks, as the model says; NONE where the model wasn't asked.
  Rule broken = Rule.NONE;

  /// Creation is step 0.
  long number;

  /// Whether there is an address space.
  boolean created;

  /// Whether the model refuses it.
  boolean modelRefused;

  /// Whether the subject's answer is one that the model could give.
  boolean answered = true;

  /// Whether an audit has followed.
  boolean audited;

  /// Whether it isn't one any more: the address space is destroyed.
  boolean destroyed;

  /// First guest address of those that were compared because of the operation.
  long lookedStart;

  /// One more than the last of them.
  long lookedEnd;

  CurrentStep(Subject subject) {
    this.subject = subject;
  }

  /// The next step is another one.
  void forget() {
    broken = Rule.NONE;
    modelRefused = false;
    answered = true;
    audited = false;
    lookedStart = 0;
    lookedEnd = 0;
  }
}
