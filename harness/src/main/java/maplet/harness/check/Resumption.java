package maplet.harness.check;

import maplet.model.arch.Regime;

/// Whether a sequence goes on after a finding: as long as what the subject has done can be
/// followed.
///
/// It can't after a frame was freed twice or while it was in use, an answer that never came, or a
/// change of areas, which nobody can see, that makes no sense.
final class Resumption {
  private final Regime regime;
  private final Findings findings;
  private final EventReplay replay;
  private final Audit audit;
  private final FrameAccounts accounts;
  private final OperationRange range;
  private final MissingAnswer missing;
  private final Adoption adoption;
  private final AreaAdoption areaAdoption;
  private final Suspects suspects;
  private final CurrentStep step;

  Resumption(Workbench bench, CurrentStep step) {
    this.step = step;
    regime = bench.regime;
    findings = bench.findings;
    replay = bench.replay;
    audit = bench.audit;
    accounts = bench.accounts;
    range = bench.range;
    missing = bench.missing;
    adoption = bench.adoption;
    areaAdoption = bench.areaAdoption;
    suspects = bench.suspects;
  }

  /// Whether all that was found at the last step follows from what was found before, see
  /// [Suspects].
  boolean isExplained() {
    long start = step.destroyed ? 0 : range.start(step.slot);
    long end = step.destroyed ? Long.MAX_VALUE : range.end(step.slot);
    for (Violation violation : findings.all()) {
      if (!suspects.explain(violation.symptom(), start, end)) {
        return false;
      }
    }
    return true;
  }

  /// Takes in the state that the last step has left, so that the next can be judged by itself.
  ///
  /// @return whether that is possible; if not, the sequence is over
  boolean goOn() {
    boolean followed = step.created && !replay.isLost() && follow();
    findings.clear();
    return followed && !replay.isLost();
  }

  private boolean follow() {
    if (step.number == 0) {
      return !step.modelRefused;
    }
    boolean unchanged = replay.changed().size() == 0 && accounts.areAsBefore();
    if (!step.answered && !(missing.mayBeFollowed() && unchanged)) {
      return false;
    }
    if (step.modelRefused
        && !step.status.isRefusal()
        && !areaAdoption.follow(step.slot, unchanged)) {
      return false;
    }
    accounts.forgive(suspects);
    if (step.audited) {
      audit.adoptWords(replay);
      return adoption.follow(0, regime.capabilities().inputLimit());
    }
    boolean followed = adoption.follow(step.lookedStart, step.lookedEnd);
    ChangedRanges changed = replay.changed();
    for (int i = 0; followed && i < changed.size(); i++) {
      followed = adoption.follow(changed.start(i), changed.end(i));
    }
    return followed;
  }
}
