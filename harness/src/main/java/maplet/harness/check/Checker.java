package maplet.harness.check;

import java.util.List;
import java.util.Set;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Notice;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.Terms;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Access;
import maplet.model.ChunkedRangeMap;
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
  private final SubjectProvider provider;
  private final SimulatedHost host;
  private final Rules rules;
  private final Findings findings;
  private final Liberties liberties;
  private final ShadowMemory shadow;
  private final FrameLedger ledger;
  private final EventReplay replay;
  private final RangeComparison comparison;
  private final OutcomeComparison outcomes;
  private final ObservedFrames frames;
  private final Audit audit;
  private final DirtyMemory dirt;
  private final InterimLeaves interim;
  private final StateFingerprint fingerprint;
  private final HardwareMarks marks;
  private final GuestWalks walks;
  private final MemoryAccesses accesses;
  private final FrameAccounts accounts;
  private final LazyRest lazyRest;
  private final ModelRun model;
  private final SubjectRun calls;
  private final MarkUpkeep upkeep;
  private final Exercise exercise;
  private final boolean storesTold;
  private final StoreFinder storeFinder;
  private final WordMemory tables;
  private final HostBounds bounds;
  private final OperationRange range;
  private final MissingAnswer missing;

  private Subject subject;
  private Status status = Status.DONE;
  private Rule broken = Rule.NONE;
  private boolean created;
  private long step;
  private boolean lastAsked;

  /// @param host used by one checker at a time
  /// @param oracles the judgements that count
  public Checker(Regime regime, SubjectProvider provider, SimulatedHost host, Set<Oracle> oracles) {
    this(regime, provider, host, oracles, Terms.STRICT);
  }

  /// @param host used by one checker at a time
  /// @param oracles the judgements that count
  /// @param terms which freedoms the subject may take, and which details of answers count
  public Checker(
      Regime regime,
      SubjectProvider provider,
      SimulatedHost host,
      Set<Oracle> oracles,
      Terms terms) {
    this.regime = regime;
    this.provider = provider;
    this.host = host;
    RangeMap mappings = new ChunkedRangeMap(true);
    rules = new Rules(regime.capabilities(), new ChunkedRangeMap(false), mappings);
    findings = new Findings(oracles);
    liberties = new Liberties(terms, findings);
    missing = new MissingAnswer(provider, findings);
    shadow = new ShadowMemory(host.memory());
    UnusedFrames unused = new UnusedFrames(host, shadow, findings);
    bounds = new HostBounds(host, unused, findings);
    ledger = new FrameLedger(shadow.frames(), regime.levels() - 1);
    EntryClasses classes = new EntryClasses(regime);
    ExpectedLeaves leaves = new ExpectedLeaves(regime);
    interim = new InterimLeaves(regime, leaves, classes, rules, shadow, findings);
    replay = new EventReplay(regime, classes, leaves, shadow, ledger, interim, findings, liberties);
    fingerprint = new StateFingerprint(regime, host.memory(), classes, leaves);
    marks = new HardwareMarks(regime.hardwareFlags());
    comparison =
        new RangeComparison(regime, mappings, shadow, classes, leaves, marks, findings, liberties);
    PhysicalMemory memory = host.memory();
    tables = address -> memory.contains(address) ? memory.read(address) : 0;
    outcomes = new OutcomeComparison(rules, findings, terms, liberties);
    walks = new GuestWalks(regime, memory, tables, shadow, marks, outcomes);
    dirt = new DirtyMemory(regime, host, leaves, shadow);
    frames = new ObservedFrames(host, shadow, dirt, ledger, comparison, leaves, findings);
    audit = new Audit(regime, rules, tables, shadow, ledger, comparison, unused, findings);
    accesses = new MemoryAccesses(memory, rules.queries(), frames, findings);
    upkeep = new MarkUpkeep(rules, marks);
    model = new ModelRun(rules, accesses, frames);
    WalkComparison ownWalks = new WalkComparison(regime, leaves, mappings, findings);
    calls = new SubjectRun(accesses, walks, ownWalks);
    exercise = new Exercise(regime, rules, replay.changed(), walks, ownWalks);
    accounts = new FrameAccounts(ledger, shadow, findings, liberties);
    storesTold = provider.reports().contains(Report.STORES);
    storeFinder = new StoreFinder(regime, classes, leaves, shadow, memory, storesTold);
    if (!storesTold) {
      replay.ignoreOrder();
    }
    range = new OperationRange(rules, regime.capabilities().granule());
    lazyRest = new LazyRest(regime.capabilities().pageShifts(), mappings, comparison, liberties);
    subject = provider.open(regime.id(), host);
  }

  /// The model's areas, for the grammar to aim at.
  public RangeMap areas() {
    return rules.areas();
  }

  /// What draws sequences for subjects that are asked ahead.
  SequenceDraft draft() {
    return new SequenceDraft(regime.capabilities(), accesses);
  }

  /// Which freedoms the subject took, since this checker was made.
  public Liberties liberties() {
    return liberties;
  }

  /// The rule that the last step breaks, as the model says; NONE where the model wasn't asked.
  Rule expectedRule() {
    return broken;
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
    return created;
  }

  /// How the last step ended.
  public Status status() {
    return status;
  }

  /// The rule that the last step broke, as the subject says; meaningful when it was refused.
  public Rule rule() {
    return subject.rule();
  }

  /// Number of the last step; creation is step 0.
  public long step() {
    return step;
  }

  /// Takes the fingerprint of the tables as they lie in memory, and of the model's areas: the name
  /// of this state, whatever led to it.
  public StateFingerprint takeFingerprint() {
    fingerprint.take(subject.root(), rules.areas());
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
    dirt.reset(Math.max(host.usedFrames(), ledger.highWater()));
    host.reset();
    shadow.reset(ledger.highWater());
    ledger.reset();
    replay.reset();
    audit.reset();
    marks.reset();
    accesses.reset();
    findings.clear();
    forget();
    created = false;
    step = 0;
    subject = provider.open(regime.id(), host);
    boolean isTable = setup.layer() == Layer.TABLE;
    dirt.prepare(setup);
    accounts.remember();
    try {
      status = isTable ? subject.createTable() : subject.create(setup.base(), setup.size());
    } catch (Exception | Error e) {
      threw(e);
      return false;
    }
    if (subject.notice() != Notice.NONE) {
      missing.created(subject, setup.base());
      return false;
    }
    storeFinder.complete(host.events(), subject.root());
    replay.replay(host.events(), 0, 0, step);
    replay.returned();
    frames.observe(replay, setup.refuseOnce() && status != Status.NO_MEMORY, step);
    Status expected =
        isTable ? rules.createTable(frames) : rules.create(setup.base(), setup.size(), frames);
    broken = expected.isRefusal() ? rules.rule() : Rule.NONE;
    outcomes.compare(setup.base(), expected, status, subject);
    created = status == Status.DONE && expected == Status.DONE;
    if (created) {
      replay.adoptRoot(subject.root());
      comparison.setRoot(subject.root());
    }
    if (created || status.isRefusal()) {
      accounts.judge(status.isRefusal());
    }
    bounds.judge(false);
    return !findings.any();
  }

  /// The next step is another one.
  private void forget() {
    missing.forget();
    broken = Rule.NONE;
  }

  /// Runs one operation on both sides and judges it.
  ///
  /// @return whether all oracles are content; if not, [#goOn] tells whether the sequence is over
  public boolean step(OperationSlot slot) {
    step++;
    forget();
    lastAsked = slot.kind.isQuestion();
    if (slot.kind == OperationKind.TOUCH) {
      status = model.run(slot);
      walks.touch(subject.root(), slot, status);
      exercise.judged(slot, status, status);
      return !findings.any();
    }
    accounts.remember();
    if (!ask(slot)) {
      return false;
    }
    int asked = 1;
    while (subject.notice() == Notice.AGAIN && asked++ < MOST_ASKED) {
      boolean may =
          liberties.take(Freedom.AGAIN, Oracle.OUTCOME, slot.gpa, "an answer", "to ask again");
      if (!may || !isUnchanged() || !ask(slot)) {
        return false;
      }
    }
    switch (subject.notice()) {
      case NONE -> judge(slot);
      case WIDENING_REFUSED -> judgeWidening(slot);
      case PARTLY_DONE -> judgePart(slot);
      case AGAIN, PANICKED, NOT_SUPPORTED, UNDOCUMENTED ->
          missing.answered(subject, slot.gpa, asked - 1);
    }
    bounds.judge(false);
    if (step % AUDIT_INTERVAL == 0) {
      audit();
      bounds.judge(true);
    }
    return !findings.any();
  }

  /// Has the subject do an operation.
  ///
  /// @return false when it threw an exception
  private boolean ask(OperationSlot slot) {
    host.events().clear();
    dirt.prepare(slot);
    try {
      status = calls.run(subject, slot);
      storeFinder.complete(host.events(), subject.root());
      return true;
    } catch (Exception | Error e) {
      threw(e);
      return false;
    }
  }

  /// Judges an answer that is one of the model's.
  private void judge(OperationSlot slot) {
    replay(slot);
    if (liberties.allows(Freedom.FRAME_CACHE) && !status.isRefusal()) {
      frames.forgiveRefusal(); // it was for a frame to keep
    }
    if (slot.kind == OperationKind.UNMAP_REGION && !status.isRefusal()) {
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
        host.events(), changes ? range.start(slot) : 0, changes ? range.end(slot) : 0, step);
    replay.returned();
    replay.judgeEagerness(slot.gpa);
    frames.observe(replay, slot.refuseOnce && status != Status.NO_MEMORY, step);
  }

  private void runModelAndCompare(OperationSlot slot) {
    boolean changes = changes(slot);
    long start = changes ? range.start(slot) : 0;
    long end = changes ? range.end(slot) : 0;
    Status expected = status;
    if (slot.kind != OperationKind.DAMAGED_WALK) {
      expected = model.run(slot);
      broken = expected.isRefusal() ? rules.rule() : Rule.NONE;
      outcomes.compare(slot.gpa, expected, status, subject);
      if (slot.kind == OperationKind.TRANSLATE && status == expected) {
        walks.compare(subject, slot, status);
      }
    }
    upkeep.mark(slot, start, end);
    compareRanges(start, end);
    interim.report();
    accounts.judge(status.isRefusal());
    exercise.judged(slot, expected, status);
  }

  private boolean changes(OperationSlot slot) {
    return !status.isRefusal() && !slot.kind.isQuestion();
  }

  /// Judges an operation that was refused for a reason that the model doesn't know.
  private boolean isUnchanged() {
    replay.replay(host.events(), 0, 0, step);
    replay.returned();
    compareRanges(0, 0);
    accounts.judge(true);
    return !findings.any();
  }

  private void judgeWidening(OperationSlot slot) {
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
  private void judgePart(OperationSlot slot) {
    long size = slot.size;
    long done = subject.done();
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
      status = Status.DONE;
      replay(slot);
      frames.forgiveRefusal();
      runModelAndCompare(slot);
      slot.size = size;
      status = Status.NO_MEMORY;
    }
  }

  /// Looks at everything, see [Audit].
  ///
  /// @return whether all oracles are content
  public boolean audit() {
    audit.run(subject.root());
    try {
      audit.showTables(subject);
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
    findings.during(Violation.IN_DESTROY);
    boolean content = destroyAll();
    findings.during("");
    return content;
  }

  private boolean destroyAll() {
    host.events().clear();
    replay.releaseRoot(subject.root());
    try {
      subject.destroy();
    } catch (Exception | Error e) {
      threw(e);
      return false;
    }
    replay.replay(host.events(), 0, 0, step);
    replay.returned();
    accounts.judgeLeft();
    bounds.judge(true);
    return !findings.any();
  }

  /// The reference walk in the subject's memory, for a report.
  public WalkResult walk(long gpa, Access access) {
    return regime.walk(tables, subject.root(), gpa, access);
  }

  /// Why the last step got no usable answer, where it got none.
  MissingAnswer missing() {
    return missing;
  }

  /// Takes in the state that the last step has left, so that the next can be judged by itself.
  ///
  /// @return whether that is possible; if not, the sequence is over
  boolean goOn() {
    boolean followable = created && missing.kind().isEmpty() && lastAsked && step > 0;
    findings.clear();
    return followable;
  }

  private void threw(Throwable error) {
    status = Status.BAD_STATE;
    missing.threw(error);
    // What led to it: a frame that was freed twice, for example.
    replay.replay(host.events(), 0, 0, step);
  }

  private void compareRanges(long start, long end) {
    comparison.compare(start, end);
    // Even after a difference: what changed elsewhere tells more than how the range is cut.
    ChangedRanges changed = replay.changed();
    for (int i = 0; i < changed.size(); i++) {
      comparison.compare(changed.start(i), changed.end(i));
    }
  }
}
