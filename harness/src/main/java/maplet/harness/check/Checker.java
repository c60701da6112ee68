package maplet.harness.check;

import java.util.List;
import java.util.Set;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Notice;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.Terms;
import maplet.model.Access;
import maplet.model.Layer;
import maplet.model.RangeMap;
import maplet.model.Rule;
import maplet.model.Rules;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;

/* Overview
 *
 * A step calls the subject, replays the events that this caused (EventReplay), asks the model what
 * should have happened (Rules), and then judges: the two answers (OutcomeComparison), the
 * operation's range and every leaf that changed elsewhere (RangeComparison), the frames
 * (FrameLedger).
 *
 * That is exact over the whole address space although it looks at little of it: addresses whose
 * leaves weren't stored to, and that the operation doesn't concern, were equal before and are so
 * still. An Audit now and then checks the journal itself, on which this argument rests.
 */
/// Runs one sequence of operations on a subject and on the model, and compares them after each
/// step.
public final class Checker {
  /// Steps between two audits.
  static final int AUDIT_INTERVAL = 4096;

  /// How often a subject is asked again that wants to be.
  private static final int MOST_ASKED = 16;

  private final Regime regime;
  private final SimulatedHost host;
  private final Machine.Tenancy tenancy;
  private final Rules rules;
  private final Findings findings;
  private final Liberties liberties;
  private final EventReplay replay;
  private final RangeComparison comparison;
  private final OutcomeComparison outcomes;
  private final ObservedFrames frames;
  private final Audit audit;
  private final DirtyMemory dirt;
  private final StateFingerprint fingerprint;
  private final HardwareMarks marks;
  private final GuestWalks walks;
  private final MemoryAccesses accesses;
  private final FrameAccounts accounts;
  private final ModelRun model;
  private final SubjectRun calls;
  private final Exercise exercise;
  private final StoreFinder storeFinder;
  private final WordMemory tables;
  private final MissingAnswer missing;
  private final AdoptedWords adopted;
  private final Suspects suspects;
  private final HostBounds bounds;
  private final SubjectProvider provider;
  private final CurrentStep step;
  private final Judgement judgement;
  private final Resumption resumption;

  /// @param machine that the subject runs on, with its copy
  /// @param oracles the judgements that count
  /// @param terms which freedoms the subject may take, and which details of answers count
  public Checker(
      Regime regime, SubjectProvider provider, Machine machine, Set<Oracle> oracles, Terms terms) {
    Workbench bench = new Workbench(regime, provider, machine, oracles, terms);
    this.provider = provider;
    bounds = bench.bounds;
    this.regime = regime;
    host = machine.host();
    tenancy = machine.rent(bench.ledger, bench.dirt);
    rules = bench.rules;
    findings = bench.findings;
    liberties = bench.liberties;
    replay = bench.replay;
    comparison = bench.comparison;
    outcomes = bench.outcomes;
    frames = bench.frames;
    audit = bench.audit;
    dirt = bench.dirt;
    fingerprint = bench.fingerprint;
    marks = bench.marks;
    walks = bench.walks;
    accesses = bench.accesses;
    accounts = bench.accounts;
    model = bench.model;
    calls = bench.calls;
    exercise = bench.exercise;
    storeFinder = bench.storeFinder;
    tables = bench.tables;
    missing = bench.missing;
    adopted = bench.adopted;
    suspects = bench.suspects;
    step = new CurrentStep(provider.open(regime.id(), host));
    judgement = new Judgement(bench, step);
    resumption = new Resumption(bench, step);
  }

  /// The model's areas, for the grammar to aim at.
  public RangeMap areas() {
    return rules.areas();
  }

  /// What draws sequences for subjects that are asked ahead.
  SequenceDraft draft() {
    return new SequenceDraft(regime.capabilities(), accesses);
  }

  /// Which freedoms the step.subject took, since this checker was made.
  public Liberties liberties() {
    return liberties;
  }

  /// The rule that the last step breaks, as the model says; NONE where the model wasn't asked.
  Rule expectedRule() {
    return step.broken;
  }

  /// What walks ended in, since this checker was made.
  public WalkBins walks() {
    return walks.bins();
  }

  /// What was exercised, since this checker was made.
  public ExerciseBins exercised() {
    return exercise.bins();
  }

  /// The model's mappings, for the grammar to aim at.
  public RangeMap mappings() {
    return rules.mappings();
  }

  /// Whether the address space exists; it doesn't where its creation was refused.
  public boolean isCreated() {
    return step.created;
  }

  /// How the last step ended.
  public Status status() {
    return step.status;
  }

  /// The rule that the last step broke, as the step.subject says; meaningful when it was refused.
  public Rule rule() {
    return step.subject.rule();
  }

  /// Number of the last step; creation is step 0.
  public long step() {
    return step.number;
  }

  /// Takes the fingerprint of the tables as they lie in memory, and of the model's areas: the name
  /// of this state, whatever led to it.
  public StateFingerprint takeFingerprint() {
    fingerprint.take(step.subject.root(), rules.areas());
    return fingerprint;
  }

  /// What was found at the last step, the finding to report first at the front.
  public List<Violation> violations() {
    return findings.all();
  }

  /// Begins a new address space or page table with an empty host. Where both sides refuse to create
  /// it, that is no violation, but [#step] must not be called.
  ///
  /// @return whether all oracles are content
  public boolean begin(Setup setup) {
    tenancy.begin();
    replay.reset();
    audit.reset();
    marks.reset();
    adopted.reset();
    suspects.reset();
    accesses.reset();
    findings.clear();
    forget();
    step.created = false;
    step.destroyed = false;
    step.number = 0;
    step.subject = provider.open(regime.id(), host);
    boolean isTable = setup.layer() == Layer.TABLE;
    dirt.prepare(setup);
    accounts.remember();
    try {
      step.status =
          isTable ? step.subject.createTable() : step.subject.create(setup.base(), setup.size());
    } catch (Exception | Error e) {
      threw(e);
      return false;
    }
    if (step.subject.notice() != Notice.NONE) {
      missing.created(step.subject, setup.base());
      return false;
    }
    storeFinder.complete(host.events(), step.subject.root());
    replay.replay(host.events(), 0, 0, step.number);
    replay.returned();
    frames.observe(replay, setup.refuseOnce() && step.status != Status.NO_MEMORY, step.number);
    Status expected =
        isTable ? rules.createTable(frames) : rules.create(setup.base(), setup.size(), frames);
    step.broken = expected.isRefusal() ? rules.rule() : Rule.NONE;
    outcomes.compare(setup.base(), expected, step.status, step.subject);
    step.modelRefused = expected.isRefusal();
    step.created = step.status == Status.DONE && expected == Status.DONE;
    if (step.created) {
      replay.adoptRoot(step.subject.root());
      comparison.setRoot(step.subject.root());
    }
    if (step.created || step.status.isRefusal()) {
      accounts.judge(step.status.isRefusal());
    }
    bounds.judge(false);
    return !findings.any();
  }

  /// The next step is another one.
  private void forget() {
    missing.forget();
    step.forget();
  }

  /// Runs one operation on both sides and judges it.
  ///
  /// @return whether all oracles are content; if not, [#goOn] tells whether the sequence is over
  public boolean step(OperationSlot slot) {
    step.number++;
    forget();
    step.slot = slot;
    if (slot.kind == OperationKind.TOUCH) {
      step.status = model.run(slot);
      walks.touch(step.subject.root(), slot, step.status);
      exercise.judged(slot, step.status, step.status);
      return !findings.any();
    }
    accounts.remember();
    if (!ask(slot)) {
      return false;
    }
    int asked = 1;
    while (step.subject.notice() == Notice.AGAIN && asked++ < MOST_ASKED) {
      boolean may =
          liberties.take(Freedom.AGAIN, Oracle.OUTCOME, slot.gpa, "an answer", "to ask again");
      if (!may || !judgement.isUnchanged() || !ask(slot)) {
        return false;
      }
    }
    switch (step.subject.notice()) {
      case NONE -> judgement.judge(slot);
      case WIDENING_REFUSED -> judgement.judgeWidening(slot);
      case PARTLY_DONE -> judgement.judgePart(slot);
      case AGAIN, PANICKED, NOT_SUPPORTED, UNDOCUMENTED -> {
        missing.answered(step.subject, slot.gpa, asked - 1);
        step.answered = false;
        judgement.isUnchanged();
      }
    }
    bounds.judge(false);
    if (step.number % AUDIT_INTERVAL == 0) {
      audit();
      bounds.judge(true);
    }
    return !findings.any();
  }

  /// Has the step.subject do an operation.
  ///
  /// @return false when it threw an exception
  private boolean ask(OperationSlot slot) {
    host.events().clear();
    dirt.prepare(slot);
    try {
      step.status = calls.run(step.subject, slot);
      storeFinder.complete(host.events(), step.subject.root());
      return true;
    } catch (Exception | Error e) {
      threw(e);
      return false;
    }
  }

  /// Looks at everything, see [Audit].
  ///
  /// @return whether all oracles are content
  public boolean audit() {
    step.audited = true;
    audit.run(step.subject.root());
    try {
      audit.showTables(step.subject);
    } catch (Exception | Error e) {
      threw(e);
    }
    findings.during("");
    return !findings.any();
  }

  /// Ends a sequence, whatever it has left: every frame must come back, after what hardware may
  /// remember was invalidated.
  ///
  /// @return whether all oracles are content
  public boolean destroy() {
    forget();
    step.destroyed = true;
    findings.during(Violation.IN_DESTROY);
    boolean content = destroyAll();
    findings.during("");
    return content;
  }

  private boolean destroyAll() {
    host.events().clear();
    replay.releaseRoot(step.subject.root());
    try {
      step.subject.destroy();
    } catch (Exception | Error e) {
      threw(e);
      return false;
    }
    replay.replay(host.events(), 0, 0, step.number);
    replay.returned();
    accounts.judgeLeft();
    bounds.judge(true);
    return !findings.any();
  }

  /// The reference walk in the step.subject's memory, for a report.
  public WalkResult walk(long gpa, Access access) {
    return regime.walk(tables, step.subject.root(), gpa, access);
  }

  /// Why the last step got no usable answer, where it got none.
  MissingAnswer missing() {
    return missing;
  }

  /// Whether all that was found at the last step follows from what was found before, see
  /// [Suspects].
  boolean isExplained() {
    return resumption.isExplained();
  }

  /// Takes in the state that the last step has left, so that the next can be judged by itself.
  ///
  /// @return whether that is possible; if not, the sequence is over
  boolean goOn() {
    return resumption.goOn();
  }

  private void threw(Throwable error) {
    step.status = Status.BAD_STATE;
    missing.threw(error);
    step.answered = false;
    // What led to it: a frame that was freed twice, for example.
    replay.replay(host.events(), 0, 0, step.number);
    replay.returned();
  }
}
