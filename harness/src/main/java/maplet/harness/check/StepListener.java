package maplet.harness.check;

import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Setup;

/// Hears what a [SequenceRunner] is about to do, so that it is known when the subject never
/// answers.
public interface StepListener {
  /// Whether the subject has an operation that the grammar has drawn; others are drawn again.
  default boolean applies(OperationSlot slot) {
    return true;
  }

  /// Whether the subject is asked for address spaces and tables that it must refuse.
  default boolean appliesToCreation() {
    return true;
  }

  /// A sequence begins: the subject is asked for an address space or a table.
  default void begins(Setup setup) {}

  /// An operation begins.
  default void step(OperationSlot slot) {}

  /// The last step diverged, in a way that is new in its sequence. The sequence may go on, or never
  /// come to its end, so what is to be kept is kept now; but the subject is in use.
  default void diverged(Divergence found) {}

  /// No further operation: what the sequence made is about to be destroyed.
  default void destroys() {}
}
