package maplet.harness.check;

import maplet.harness.sequence.OperationSlot;
import maplet.harness.subject.Subject;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Access;
import maplet.model.Status;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Step;
import maplet.model.arch.WordMemory;

/// The machine's own walks of the subject's tables, as the manual describes them: for a guest's
/// access, which writes flags, and for questions to the subject's walker.
final class GuestWalks {
  private final Regime regime;
  private final PhysicalMemory memory;
  private final WordMemory tables;
  private final ShadowMemory shadow;
  private final HardwareMarks marks;
  private final OutcomeComparison outcomes;
  private final AdoptedWords adopted;
  private final WalkBins bins = new WalkBins();

  private int heights;

  GuestWalks(
      Regime regime,
      PhysicalMemory memory,
      WordMemory tables,
      ShadowMemory shadow,
      HardwareMarks marks,
      OutcomeComparison outcomes,
      AdoptedWords adopted) {
    this.adopted = adopted;
    this.regime = regime;
    this.memory = memory;
    this.tables = tables;
    this.shadow = shadow;
    this.marks = marks;
    this.outcomes = outcomes;
  }

  /// What all walks ended in.
  WalkBins bins() {
    return bins;
  }

  /// The bit of the height of the leaf that the last walk reached; 0 where it reached none.
  int heights() {
    return heights;
  }

  private void count(WalkResult walk) {
    bins.count(walk);
    heights =
        walk instanceof WalkResult.Reached reached ? 1 << reached.steps().getLast().height() : 0;
  }

  /// The guest accesses an address; the flags that hardware sets are written to the tables.
  ///
  /// @param expected the model's answer
  void touch(long root, OperationSlot slot, Status expected) {
    WalkResult walk = regime.walk(tables, root, slot.gpa, slot.access);
    count(walk);
    if (!adopted.mislead(slot.gpa)) {
      outcomes.compareTouch(walk, slot.gpa, expected);
    }
    if (walk instanceof WalkResult.Reached reached) {
      for (WalkResult.Update update : reached.updates()) {
        memory.guestWrite(update.address(), update.word());
        shadow.store(update.address(), update.word());
      }
      long size = 1L << regime.indexShift(reached.steps().getLast().height());
      long start = slot.gpa & -size;
      marks.touched(start, start + size, slot.access == Access.WRITE);
    }
  }

  /// Compares the subject's walk with the manual's.
  void compare(Subject subject, OperationSlot slot, Status status) {
    WalkResult walk = regime.walk(tables, subject.root(), slot.gpa, slot.access);
    count(walk);
    if (adopted.mislead(slot.gpa)) {
      return;
    }
    outcomes.compareWalk(walk, subject, slot.gpa, status);
    if (walk instanceof WalkResult.Faulted fault && status == Status.FAULT) {
      outcomes.compareSyndrome(regime.syndrome(fault, slot.access, slot.gpa), subject, slot.gpa);
    }
  }

  /// Compares both walks while entries on their way have other bits.
  ///
  /// @return the subject's answer
  Status compareDamaged(Subject subject, OperationSlot slot) {
    WalkResult walk = regime.walk(tables, subject.root(), slot.gpa, slot.access);
    if (walk.steps().isEmpty()) {
      Status status = subject.translate(slot.gpa, slot.access);
      compare(subject, slot, status);
      return status;
    }
    Step chosen = stepAt(walk, slot.height);
    for (Step step : walk.steps()) {
      long flips = step.height() == chosen.height() ? slot.flips : slot.others;
      memory.guestWrite(step.address(), damaged(step, flips));
    }
    try {
      Status status = subject.translate(slot.gpa, slot.access);
      compare(subject, slot, status);
      return status;
    } finally {
      for (Step step : walk.steps()) {
        memory.guestWrite(step.address(), step.word());
      }
    }
  }

  private static Step stepAt(WalkResult walk, int height) {
    Step last = walk.steps().getLast();
    for (Step step : walk.steps()) {
      if (step.height() == height) {
        return step;
      }
    }
    return last;
  }

  /// The entry's word with bits flipped, but never one that leads to a table somewhere else: what
  /// lies there is nobody's business.
  private long damaged(Step step, long flips) {
    long word = step.word() ^ flips;
    return leadsElsewhere(step, word) ? step.word() : word;
  }

  private boolean leadsElsewhere(Step step, long word) {
    Entry before = regime.decode(step.word(), step.height());
    return regime.decode(word, step.height()) instanceof Entry.Table table && !table.equals(before);
  }
}
