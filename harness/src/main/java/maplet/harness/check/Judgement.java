package maplet.harness.check;

import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.SimulatedHost;
import maplet.model.Rule;
import maplet.model.Rules;
import maplet.model.Status;

/// Judges what a subject answered to an operation, and what it did.
final class Judgement {
  private final SimulatedHost host;
  private final Rules rules;
  private final Findings findings;
  private final Liberties liberties;
  private final EventReplay replay;
  private final RangeComparison comparison;
  private final OutcomeComparison outcomes;
  private final ObservedFrames frames;
  private final GuestWalks walks;
  private final FrameAccounts accounts;
  private final LazyRest lazyRest;
  private final ModelRun model;
  private final MarkUpkeep upkeep;
  private final Exercise exercise;
  private final OperationRange range;
  private final Suspects suspects;
  private final InterimLeaves interim;
  private final CurrentStep step;

  Judgement(Workbench bench, CurrentStep step) {
    this.step = step;
    interim = bench.interim;
    host = bench.host;
    rules = bench.rules;
    findings = bench.findings;
    liberties = bench.liberties;
    replay = bench.replay;
    comparison = bench.comparison;
    outcomes = bench.outcomes;
    frames = bench.frames;
    walks = bench.walks;
    accounts = bench.accounts;
    lazyRest = bench.lazyRest;
    model = bench.model;
    upkeep = bench.upkeep;
    exercise = bench.exercise;
    range = bench.range;
    suspects = bench.suspects;
  }

  /// Judges an answer that is one of the model's.
  void judge(OperationSlot slot) {
    replay(slot);
    if (liberties.allows(Freedom.FRAME_CACHE) && !step.status.isRefusal()) {
      frames.forgiveRefusal(); // it was for a frame to keep
    }
    if (slot.kind == OperationKind.UNMAP_REGION && !step.status.isRefusal()) {
      lazyRest.follow(slot.gpa, slot.gpa + slot.size);
    }
    runModelAndCompare(slot);
  }

  private void replay(OperationSlot slot) {
    boolean changes = changes(slot);
    if (slot.kind == OperationKind.REMAP) {
      replay.expectMove(slot.hpa);
    }
    interim.expect(slot, range.start(slot), range.end(slot));
    replay.replay(
        host.events(), changes ? range.start(slot) : 0, changes ? range.end(slot) : 0, step.number);
    replay.returned();
    replay.judgeEagerness(slot.gpa);
    frames.observe(replay, slot.refuseOnce && step.status != Status.NO_MEMORY, step.number);
  }

  private void runModelAndCompare(OperationSlot slot) {
    boolean changes = changes(slot);
    long start = changes ? range.start(slot) : 0;
    long end = changes ? range.end(slot) : 0;
    Status expected = step.status;
    if (slot.kind != OperationKind.DAMAGED_WALK) {
      expected = step.status.isRefusal() ? model.judge(slot) : model.run(slot);
      step.modelRefused = expected.isRefusal();
      step.broken = expected.isRefusal() ? rules.rule() : Rule.NONE;
      outcomes.compare(slot.gpa, expected, step.status, step.subject);
      if (slot.kind == OperationKind.TRANSLATE && step.status == expected) {
        walks.compare(step.subject, slot, step.status);
      }
    }
    if (!step.modelRefused) {
      upkeep.mark(slot, start, end);
    }
    compareRanges(start, end);
    interim.report();
    accounts.judge(step.status.isRefusal());
    exercise.judged(slot, expected, step.status);
    if (!findings.any() && start < end) {
      suspects.settle(start, end);
    }
  }

  private boolean changes(OperationSlot slot) {
    return !step.status.isRefusal() && !slot.kind.isQuestion();
  }

  /// Judges an operation that was refused for a reason that the model doesn't know.
  boolean isUnchanged() {
    replay.replay(host.events(), 0, 0, step.number);
    replay.returned();
    compareRanges(0, 0);
    accounts.judge(true);
    return !findings.any();
  }

  void judgeWidening(OperationSlot slot) {
    if (slot.kind.hasAttributes() && !slot.kind.hasHost() && model.widens(slot)) {
      liberties.take(
          Freedom.REFUSE_WIDEN, Oracle.OUTCOME, slot.gpa, "done", "a refusal to widen permissions");
      isUnchanged();
    } else {
      findings.add(
          Symptom.ANSWER,
          slot.gpa,
          "an answer",
          "a refusal to widen permissions, of which there are no more");
    }
  }

  /// Judges an operation that ran out of frames as one that asked for less.
  void judgePart(OperationSlot slot) {
    long size = slot.size;
    long done = step.subject.done();
    if (!range.isPart(slot, done)) {
      findings.add(
          Symptom.ANSWER, slot.gpa, "an answer", "a part done of " + Text.hex(done) + " bytes");
      return;
    }
    boolean may =
        liberties.take(
            Freedom.NO_ROLLBACK,
            Oracle.OUTCOME,
            slot.gpa,
            "all or nothing",
            Text.hex(done) + " bytes done");
    if (may) {
      slot.size = done;
      step.status = Status.DONE;
      replay(slot);
      frames.forgiveRefusal();
      runModelAndCompare(slot);
      slot.size = size;
      step.status = Status.NO_MEMORY;
    }
  }

  private void compareRanges(long start, long end) {
    step.lookedStart = start;
    step.lookedEnd = end;
    comparison.compare(start, end);
    // Even after a difference: what changed elsewhere tells more than how the range is cut.
    ChangedRanges changed = replay.changed();
    for (int i = 0; i < changed.size(); i++) {
      comparison.compare(changed.start(i), changed.end(i));
    }
  }
}
