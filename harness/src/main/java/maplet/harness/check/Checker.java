package maplet.harness.check;

import java.util.List;
import java.util.Set;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.Access;
import maplet.model.ChunkedRangeMap;
import maplet.model.Environment;
import maplet.model.Layer;
import maplet.model.RangeMap;
import maplet.model.Rule;
import maplet.model.Rules;
import maplet.model.Status;
import maplet.model.TableRules;
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

  private final Regime regime;
  private final SubjectProvider provider;
  private final SimulatedHost host;
  private final Rules rules;
  private final Findings findings;
  private final ShadowMemory shadow;
  private final FrameLedger ledger;
  private final EventReplay replay;
  private final RangeComparison comparison;
  private final OutcomeComparison outcomes;
  private final WalkComparison ownWalks;
  private final ObservedFrames frames;
  private final Audit audit;
  private final StateFingerprint fingerprint;
  private final HardwareMarks marks;
  private final GuestWalks walks;
  private final MemoryAccesses accesses;
  private final WordMemory tables;

  private Subject subject;
  private Status status = Status.DONE;
  private boolean created;
  private long step;

  /// @param host used by one checker at a time
  /// @param oracles the judgements that count
  public Checker(Regime regime, SubjectProvider provider, SimulatedHost host, Set<Oracle> oracles) {
    this.regime = regime;
    this.provider = provider;
    this.host = host;
    RangeMap mappings = new ChunkedRangeMap(true);
    rules = new Rules(regime.capabilities(), new ChunkedRangeMap(false), mappings);
    findings = new Findings(oracles);
    shadow = new ShadowMemory(host.memory());
    ledger = new FrameLedger(shadow.frames(), regime.levels() - 1);
    EntryClasses classes = new EntryClasses(regime);
    ExpectedLeaves leaves = new ExpectedLeaves(regime);
    replay = new EventReplay(regime, classes, leaves, shadow, ledger, findings);
    fingerprint = new StateFingerprint(regime, host.memory(), classes, leaves);
    marks = new HardwareMarks(regime.hardwareFlags());
    comparison = new RangeComparison(regime, mappings, shadow, classes, leaves, marks, findings);
    PhysicalMemory memory = host.memory();
    tables = address -> memory.contains(address) ? memory.read(address) : 0;
    outcomes = new OutcomeComparison(rules, findings);
    walks = new GuestWalks(regime, memory, tables, shadow, marks, outcomes);
    ownWalks = new WalkComparison(regime.capabilities(), mappings, findings);
    frames = new ObservedFrames(host, shadow, ledger, comparison, leaves, findings);
    audit = new Audit(regime, rules, tables, shadow, ledger, comparison, findings);
    accesses = new MemoryAccesses(memory, rules.queries(), frames, findings);
    subject = provider.open(regime.id(), host);
  }

  /// The model's areas, for the grammar to aim at.
  public RangeMap areas() {
    return rules.areas();
  }

  /// What walks ended in, since this checker was made.
  public WalkBins walks() {
    return walks.bins();
  }

  /// The model's mappings, for the grammar to aim at.
  public RangeMap mappings() {
    return rules.mappings();
  }

  /// Whether the address space exists; it doesn't where its creation was refused.
  public boolean isCreated() {
    return created;
  }

  /// How the last step ended, as the subject says.
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

  /// Whether the last step stored anything to the host's memory.
  public boolean hasStored() {
    EventLog events = host.events();
    for (int i = 0; i < events.size(); i++) {
      if (events.kind(i) == EventLog.STORE || events.kind(i) == EventLog.ZERO) {
        return true;
      }
    }
    return false;
  }

  /// Takes the fingerprint of the tables as they lie in memory, and of the model's areas: the name
  /// of this state, whatever led to it.
  public void takeFingerprint() {
    fingerprint.take(subject.root(), rules.areas());
  }

  /// The upper 64 bits of the fingerprint that was taken last.
  public long fingerprintHigh() {
    return fingerprint.high();
  }

  /// The lower 64 bits of the fingerprint that was taken last.
  public long fingerprintLow() {
    return fingerprint.low();
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
    host.reset();
    shadow.reset(ledger.highWater());
    ledger.reset();
    replay.reset();
    audit.reset();
    marks.reset();
    accesses.reset();
    findings.clear();
    created = false;
    step = 0;
    subject = provider.open(regime.id(), host);
    boolean isTable = setup.layer() == Layer.TABLE;
    try {
      status = isTable ? subject.createTable() : subject.create(setup.base(), setup.size());
    } catch (RuntimeException | AssertionError e) {
      threw(e);
      return false;
    }
    replay.replay(host.events(), 0, 0, step);
    replay.returned();
    frames.observe(replay, step);
    Status expected =
        isTable ? rules.createTable(frames) : rules.create(setup.base(), setup.size(), frames);
    outcomes.compare(setup.base(), expected, status, subject);
    created = status == Status.DONE;
    if (created) {
      replay.adoptRoot(subject.root());
      comparison.setRoot(subject.root());
    }
    judgeFrames(0, 0);
    return !findings.any();
  }

  /// Runs one operation on both sides and judges it.
  ///
  /// @return whether all oracles are content; if not, the sequence is over
  public boolean step(OperationSlot slot) {
    step++;
    if (slot.kind == OperationKind.TOUCH) {
      status = runModel(slot);
      walks.touch(subject.root(), slot, status);
      return !findings.any();
    }
    host.events().clear();
    host.allocator().refuseFrom(slot.refuseFrom);
    int liveBefore = ledger.live();
    int tablesBefore = ledger.tables();
    try {
      status = runSubject(slot);
    } catch (RuntimeException | AssertionError e) {
      threw(e);
      return false;
    }
    boolean changes = !status.isRefusal() && !slot.kind.isQuestion();
    long start = changes ? rangeStart(slot) : 0;
    long end = changes ? rangeEnd(slot) : 0;
    if (slot.kind == OperationKind.REMAP) {
      replay.expectMove(slot.hpa);
    }
    replay.replay(host.events(), start, end, step);
    replay.returned();
    frames.observe(replay, step);
    if (slot.kind != OperationKind.DAMAGED_WALK) {
      Status expected = runModel(slot);
      outcomes.compare(slot.gpa, expected, status, subject);
      if (slot.kind == OperationKind.TRANSLATE && status == expected) {
        walks.compare(subject, slot, status);
      }
    }
    mark(slot, start, end);
    compareRanges(start, end);
    judgeFrames(status.isRefusal() ? liveBefore : -1, tablesBefore);
    if (step % AUDIT_INTERVAL == 0) {
      audit.run(subject.root());
    }
    return !findings.any();
  }

  /// Forgets the marks of leaves that are gone, or can't have them any more.
  private void mark(OperationSlot slot, long start, long end) {
    if (start < end) {
      switch (slot.kind) {
        case UNMAP, CLEAR, UNMAP_REGION -> marks.unmapped(start, end);
        case PROTECT, PROTECT_REGION -> marks.protectedWith(slot.attributes, start, end);
        case UNMAP_PAGE, REMAP -> markLeaf(slot);
        case MAP_LINEAR, MAP_ALLOCATED, HANDLE_FAULT, TRANSLATE, TOUCH, DAMAGED_WALK -> {}
        case TRANSLATE_RUN, BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY, FIND_AREA, FIND_FREE_AREA -> {}
        case MAP_PAGE, MAP_REGION, QUERY_PAGE, WALK_TABLE -> {}
      }
    }
  }

  /// Looks at everything, see [Audit].
  ///
  /// @return whether all oracles are content
  public boolean audit() {
    audit.run(subject.root());
    return !findings.any();
  }

  /// Ends a sequence whose last step was a clear: every frame must come back.
  ///
  /// @return whether all oracles are content
  public boolean destroy() {
    host.events().clear();
    replay.releaseRoot(subject.root());
    try {
      subject.destroy();
    } catch (RuntimeException | AssertionError e) {
      threw(e);
      return false;
    }
    replay.replay(host.events(), 0, 0, step);
    replay.returned();
    if (ledger.live() != 0) {
      findings.add(Oracle.FRAME, 0, "no frame in use after destroy", ledger.live() + " in use");
    }
    return !findings.any();
  }

  /// The reference walk in the subject's memory, for a report.
  public WalkResult walk(long gpa, Access access) {
    return regime.walk(tables, subject.root(), gpa, access);
  }

  private void threw(Throwable error) {
    status = Status.BAD_STATE;
    findings.add(Oracle.OUTCOME, 0, "an answer", "an exception: " + error);
    // What led to it: a frame that was freed twice, for example.
    replay.replay(host.events(), 0, 0, step);
  }

  private Status runSubject(OperationSlot slot) {
    return switch (slot.kind) {
      case MAP_LINEAR -> subject.mapLinear(slot.gpa, slot.hpa, slot.size, slot.attributes);
      case MAP_ALLOCATED ->
          subject.mapAllocated(slot.gpa, slot.size, slot.attributes, slot.populate);
      case UNMAP -> subject.unmap(slot.gpa, slot.size);
      case PROTECT -> subject.protect(slot.gpa, slot.size, slot.attributes);
      case CLEAR -> subject.clear();
      case HANDLE_FAULT -> subject.handleFault(slot.gpa, slot.access);
      case TRANSLATE -> subject.translate(slot.gpa, slot.access);
      case DAMAGED_WALK -> walks.compareDamaged(subject, slot);
      case TOUCH -> throw new IllegalStateException("the machine touches, not the subject");
      case TRANSLATE_RUN -> subject.queries().translateRun(slot.gpa, slot.access);
      case BYTE_BUFFER -> subject.queries().byteBuffer(slot.gpa, slot.size, slot.access);
      case READ_MEMORY -> accesses.read(subject.queries(), slot);
      case WRITE_MEMORY -> accesses.write(subject.queries(), slot);
      case FIND_AREA -> subject.queries().findArea(slot.gpa);
      case FIND_FREE_AREA ->
          subject
              .queries()
              .findFreeArea(slot.gpa, slot.size, slot.alignment, slot.limitStart, slot.limitEnd);
      case MAP_PAGE -> subject.mapPage(slot.gpa, slot.hpa, slot.size, slot.attributes);
      case UNMAP_PAGE -> subject.unmapPage(slot.gpa);
      case REMAP -> subject.remap(slot.gpa, slot.hpa, slot.attributes);
      case QUERY_PAGE -> subject.query(slot.gpa);
      case MAP_REGION ->
          subject.mapRegion(slot.gpa, slot.hpa, slot.size, slot.attributes, slot.allowHuge);
      case UNMAP_REGION -> subject.unmapRegion(slot.gpa, slot.size);
      case PROTECT_REGION -> subject.protectRegion(slot.gpa, slot.size, slot.attributes);
      case WALK_TABLE -> ownWalks.run(subject);
    };
  }

  private Status runModel(OperationSlot slot) {
    Environment env = frames;
    TableRules table = rules.table();
    return switch (slot.kind) {
      case MAP_LINEAR -> rules.mapLinear(slot.gpa, slot.hpa, slot.size, slot.attributes, env);
      case MAP_ALLOCATED ->
          rules.mapAllocated(slot.gpa, slot.size, slot.attributes, slot.populate, env);
      case UNMAP -> rules.unmap(slot.gpa, slot.size, env);
      case PROTECT -> rules.protect(slot.gpa, slot.size, slot.attributes, env);
      case CLEAR -> rules.clear();
      case HANDLE_FAULT -> rules.handleFault(slot.gpa, slot.access, env);
      case TRANSLATE, TOUCH, DAMAGED_WALK -> rules.translate(slot.gpa, slot.access);
      case TRANSLATE_RUN -> rules.queries().translateRun(slot.gpa, slot.access);
      case BYTE_BUFFER -> rules.queries().byteBuffer(slot.gpa, slot.size, slot.access);
      case READ_MEMORY, WRITE_MEMORY -> accesses.expected();
      case FIND_AREA -> rules.queries().findArea(slot.gpa);
      case FIND_FREE_AREA ->
          rules
              .queries()
              .findFreeArea(slot.gpa, slot.size, slot.alignment, slot.limitStart, slot.limitEnd);
      case MAP_PAGE -> table.mapPage(slot.gpa, slot.hpa, slot.size, slot.attributes, env);
      case UNMAP_PAGE -> table.unmapPage(slot.gpa);
      case REMAP -> table.remap(slot.gpa, slot.hpa, slot.attributes);
      case QUERY_PAGE -> table.query(slot.gpa);
      case MAP_REGION ->
          table.mapRegion(slot.gpa, slot.hpa, slot.size, slot.attributes, slot.allowHuge, env);
      case UNMAP_REGION -> table.unmapRegion(slot.gpa, slot.size, env);
      case PROTECT_REGION -> table.protectRegion(slot.gpa, slot.size, slot.attributes, env);
      case WALK_TABLE -> table.walk();
    };
  }

  /// Forgets the marks of a leaf that was removed, or maps another page now.
  private void markLeaf(OperationSlot slot) {
    long size = rules.pageSize();
    long leaf = slot.gpa & -size;
    if (slot.kind == OperationKind.REMAP && rules.hpa() == slot.hpa) {
      marks.protectedWith(slot.attributes, leaf, leaf + size);
    } else {
      marks.unmapped(leaf, leaf + size);
    }
  }

  private long rangeStart(OperationSlot slot) {
    if (slot.kind == OperationKind.CLEAR) {
      return rules.base();
    }
    return inside(slot.gpa & -regime.capabilities().granule());
  }

  private long rangeEnd(OperationSlot slot) {
    if (slot.kind == OperationKind.CLEAR) {
      return rules.end();
    }
    long size = slot.kind.hasSize() ? slot.size : regime.capabilities().granule();
    return inside((slot.gpa & -regime.capabilities().granule()) + size);
  }

  private long inside(long gpa) {
    return Math.max(rules.base(), Math.min(gpa, rules.end()));
  }

  private void compareRanges(long start, long end) {
    comparison.compare(start, end);
    // Even after a difference: what changed elsewhere tells more than how the range is cut.
    ChangedRanges changed = replay.changed();
    for (int i = 0; i < changed.size(); i++) {
      comparison.compare(changed.start(i), changed.end(i));
    }
  }

  /// Every frame is owned, no table is empty, and a refused operation has changed nothing.
  private void judgeFrames(int liveWanted, int tablesWanted) {
    if (ledger.unowned() != 0) {
      int frame = ledger.find(FrameLedger.ALLOCATED);
      findings.add(
          Oracle.FRAME,
          ledger.firstGpa(frame),
          "every allocated frame is a reachable table or a page",
          "frame " + Text.hex(shadow.address(frame)) + " is neither: leaked");
    }
    if (ledger.emptyTables() != 0) {
      int frame = ledger.findEmptyTable();
      findings.add(
          Oracle.FRAME,
          ledger.firstGpa(frame),
          "tables without entries are freed",
          "the table at " + Text.hex(shadow.address(frame)) + " is empty");
    }
    if (step > 0
        && liveWanted >= 0
        && (ledger.live() != liveWanted || ledger.tables() != tablesWanted)) {
      findings.add(
          Oracle.FRAME,
          0,
          "a refused operation changes nothing: %d frames, %d of them tables"
              .formatted(liveWanted, tablesWanted),
          "%d frames, %d of them tables".formatted(ledger.live(), ledger.tables()));
    }
  }
}
