package maplet.harness.sequence;

/// Decodes the operations of a sequence from choices.
public interface SequenceGrammar {
  /// Starts a sequence.
  void begin(Setup setup, Workload workload, ChoiceSource choices);

  /// Decodes the next operation.
  void next(OperationSlot slot);
}
