package maplet.harness.sequence;

/// Which request for frames is refused: mostly an early one, up to the 64th, alone or with all
/// later ones; and now and then each of an operation's requests by turns, until it succeeds.
final class Refusals {
  private static final int MOST = 64;
  private static final int MANY = 20;
  private static final int FEW = 6;
  private static final int LONGEST_SWEEP = 12;

  private final long[] repeated = new long[RecordedSequence.WORDS];
  private int request;
  private int last;
  private boolean once;

  /// Forgets the operation that is repeated.
  void reset() {
    last = 0;
  }

  /// Draws which request of an operation is refused.
  void draw(OperationSlot slot, ChoiceSource choices) {
    int bound =
        switch (choices.choose(8)) {
          case 0 -> MOST;
          case 1, 2 -> MANY;
          default -> FEW;
        };
    slot.refuseFrom = 1 + choices.choose(bound);
    slot.refuseOnce = choices.choose(3) == 0;
  }

  /// The operation is done again and again, each time with a later request refused, at last with
  /// none.
  void sweep(OperationSlot slot, ChoiceSource choices) {
    once = choices.choose(3) == 0;
    last = 2 + choices.choose(LONGEST_SWEEP);
    request = 1;
    slot.refuseFrom = request;
    slot.refuseOnce = once;
    RecordedSequence.encode(slot, repeated, 0);
  }

  /// Whether an operation is to be repeated.
  boolean isSweeping() {
    return last > 0;
  }

  /// The operation, once more.
  void repeat(OperationSlot slot) {
    RecordedSequence.decode(repeated, 0, slot);
    request++;
    boolean ends = request > last;
    slot.refuseFrom = ends ? 0 : request;
    slot.refuseOnce = !ends && once;
    last = ends ? 0 : last;
  }
}
