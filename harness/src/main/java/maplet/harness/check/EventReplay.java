package maplet.harness.check;

import maplet.impl.memory.EventLog;
import maplet.model.Attributes;
import maplet.model.arch.Entry;
import maplet.model.arch.Maintenance;
import maplet.model.arch.Regime;

/* Overview
 *
 * The replay takes the events of one step in their order and keeps three things up to date: the
 * shadow of the memory, the ledger of frames, and the ranges whose invalidation is pending. An
 * entry counts once its table is reachable from the root; stores to a table that isn't linked yet
 * are private, and the whole table is taken in when it is linked. Because unlinking and linking
 * happen in the order of the stores, a table frame that is freed and comes back elsewhere in the
 * same step needs no special case.
 *
 * What it finds: frames misused (frame), live entries changed against break-before-make, freed or
 * left without an invalidation (invalidation), words that can't be classified or aren't what an
 * absent or a table entry is to be (entry). What leaves translate to is not judged here; the ranges
 * that changed are handed on to RangeComparison.
 */
/// Replays a step's events on a shadow of the subject's memory, and judges their order.
final class EventReplay {
  private final Regime regime;
  private final Maintenance maintenance;
  private final EntryClasses classes;
  private final ExpectedLeaves leaves;
  private final ShadowMemory shadow;
  private final FrameLedger ledger;
  private final Findings findings;
  private final EntryJudge entries;
  private final InvalidationJudge invalidations;
  private final InterimLeaves interim;
  private final ChangedRanges changed = new ChangedRanges();
  private final int[] indexShifts;
  private final int rootHeight;
  private final long frameSize;

  private boolean ordered = true;
  private boolean lost;
  private long step;
  private boolean refused;
  private boolean servedLater;
  private boolean moves;
  private long movedTo;

  EventReplay(
      Regime regime,
      EntryClasses classes,
      ExpectedLeaves leaves,
      ShadowMemory shadow,
      FrameLedger ledger,
      InterimLeaves interim,
      Findings findings,
      Liberties liberties,
      AdoptedWords adopted) {
    this.regime = regime;
    this.maintenance = regime.maintenance();
    this.classes = classes;
    this.leaves = leaves;
    this.shadow = shadow;
    this.ledger = ledger;
    this.interim = interim;
    this.findings = findings;
    this.entries = new EntryJudge(regime, classes, findings, liberties, adopted);
    this.invalidations = new InvalidationJudge(maintenance, findings, liberties);
    this.rootHeight = regime.levels() - 1;
    this.frameSize = regime.capabilities().granule();
    this.indexShifts = new int[regime.levels()];
    for (int height = 0; height <= rootHeight; height++) {
      indexShifts[height] = regime.indexShift(height);
    }
  }

  /// Leaves that changed, and their ranges outside the one that was excepted.
  ChangedRanges changed() {
    return changed;
  }

  /// Whether the allocator refused a request.
  boolean refused() {
    return refused;
  }

  /// Whether something happened after which frames can't be followed: one was freed or handed out
  /// twice, or while it was in use, or something lies outside of the memory.
  boolean isLost() {
    return lost;
  }

  /// Whether a request was granted after the last one that was refused.
  boolean servedLater() {
    return servedLater;
  }

  /// Stores are found after the step, so their order isn't the subject's.
  void ignoreOrder() {
    ordered = false;
  }

  /// Forgets everything, for a new address space.
  void reset() {
    invalidations.reset();
    changed.clear();
    moves = false;
    lost = false;
  }

  /// The root's frames become reachable.
  void adoptRoot(long root) {
    if (root % regime.rootAlignment() != 0) {
      findings.add(
          Oracle.ENTRY,
          Violation.NOWHERE,
          "a root aligned to " + Text.hex(regime.rootAlignment()),
          "the root " + Text.hex(root));
      // Entries of a table that doesn't fill a frame can't be told from its neighbours'.
      lost |= root % frameSize != 0;
    }
    long bytes = regime.entriesPerTable() * (1L << indexShifts[rootHeight]);
    for (int i = 0; i < regime.rootFrames(); i++) {
      linkTable(root + i * frameSize, rootHeight, i * bytes, false);
    }
  }

  /// The root's frames are about to be given back: they are no longer reachable.
  void releaseRoot(long root) {
    invalidations.at(-1);
    long bytes = regime.entriesPerTable() * (1L << indexShifts[rootHeight]);
    for (int i = 0; i < regime.rootFrames(); i++) {
      int frame = shadow.frame(root) + i;
      unlinkEntries(frame, rootHeight, i * bytes);
      ledger.unlinkTable(frame);
    }
  }

  /// The next replay is of an operation that gives a leaf another host address. Whether that may be
  /// done to a live leaf is the architecture's to say.
  void expectMove(long hpa) {
    moves = true;
    movedTo = hpa;
  }

  /// Replays all events; [#returned] follows unless the operation threw an exception.
  ///
  /// @param exceptedStart leaves from here to `exceptedEnd` aren't added to [#changed], because the
  ///   caller looks at them anyway
  void replay(EventLog events, long exceptedStart, long exceptedEnd, long currentStep) {
    step = currentStep;
    refused = false;
    servedLater = false;
    invalidations.begin(events);
    changed.clear();
    changed.except(exceptedStart, exceptedEnd);
    int count = events.size();
    for (int i = 0; i < count; i++) {
      invalidations.at(i);
      switch (events.kind(i)) {
        case EventLog.STORE -> store(events.first(i), events.second(i), events.third(i));
        case EventLog.ZERO -> zero(events.first(i));
        case EventLog.ALLOCATE -> allocate(events.first(i), (int) events.second(i));
        case EventLog.FREE -> free(events.first(i), (int) events.second(i));
        case EventLog.INVALIDATE_ALL -> invalidations.invalidateAll();
        case EventLog.INVALIDATE_ADDRESS -> invalidations.invalidate(events.first(i));
        case EventLog.REFUSE -> {
          refused = true;
          servedLater = false;
        }
        default ->
            findings.add(
                Oracle.OUTCOME,
                Violation.NOWHERE,
                "events of the kinds there are",
                "an event of kind " + events.kind(i));
      }
    }
    moves = false;
  }

  /// The operation has returned: no invalidation may be pending any more.
  void returned() {
    invalidations.returned();
  }

  /// The operation has ended: whether it invalidated more than changed.
  void judgeEagerness(long gpa) {
    if (ordered) {
      invalidations.eagerness().judge(gpa);
    }
  }

  private void allocate(long address, int count) {
    servedLater = refused;
    if (isElsewhere(address) || isElsewhere(address + (count - 1) * frameSize)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      int frame = shadow.frame(address) + i;
      if (ledger.kind(frame) != FrameLedger.FREE) {
        lost = true;
        findings.add(
            Oracle.FRAME,
            Violation.NOWHERE,
            "a free frame handed out",
            frameName(frame) + " handed out again");
        continue;
      }
      ledger.allocate(frame);
    }
  }

  private void free(long address, int count) {
    for (int i = 0; i < count; i++) {
      freeOne(address + i * frameSize);
    }
  }

  private void freeOne(long address) {
    if (!shadow.contains(address)) {
      lost = true;
      findings.add(
          Oracle.FRAME,
          Violation.NOWHERE,
          "only frames of the host are freed",
          Text.hex(address) + ", which is none, freed");
      return;
    }
    int frame = shadow.frame(address);
    long gpa = ledger.gpa(frame);
    byte kind = ledger.kind(frame);
    if (kind != FrameLedger.ALLOCATED) {
      lost = true;
      findings.add(
          kind == FrameLedger.FREE ? Symptom.FRAME : Symptom.FREED_IN_USE,
          gpa,
          "only an allocated frame that nothing reaches is freed",
          frameName(frame) + " freed");
      return;
    }
    if (ledger.size(frame) > 0) {
      invalidations.judgeFree(address, gpa, gpa + ledger.size(frame));
    }
    ledger.free(frame);
  }

  /// Whether an event is about memory that isn't the host's, which is a finding.
  private boolean isElsewhere(long address) {
    if (shadow.contains(address)) {
      return false;
    }
    lost = true;
    findings.add(
        Oracle.BOUNDS,
        Violation.NOWHERE,
        "a store or a frame in the host's memory",
        "one at " + Text.hex(address));
    return true;
  }

  private void zero(long address) {
    if (isElsewhere(address)) {
      return;
    }
    int frame = shadow.frame(address);
    if (ledger.kind(frame) != FrameLedger.ALLOCATED) {
      findings.add(
          Oracle.FRAME,
          ledger.gpa(frame),
          "only an allocated frame that nothing reaches is zeroed",
          frameName(frame) + " zeroed");
      lost |= ledger.kind(frame) == FrameLedger.TABLE;
    }
    shadow.zero(frame);
  }

  private void store(long address, long old, long word) {
    if (isElsewhere(address)) {
      return;
    }
    int frame = shadow.frame(address);
    byte kind = ledger.kind(frame);
    if (kind == FrameLedger.FREE || kind == FrameLedger.PAGE) {
      findings.add(
          Oracle.FRAME,
          ledger.gpa(frame),
          "entries are stored in tables",
          "%s stored in %s".formatted(Text.hex(word), frameName(frame)));
    }
    if (kind != FrameLedger.TABLE) {
      shadow.store(address, word);
      return;
    }
    int height = ledger.height(frame);
    long start = ledger.firstGpa(frame) + ((address & frameSize - 1) >>> 3 << indexShifts[height]);
    if (shadow.read(address) != old) {
      findings.add(
          Symptom.UNTOLD_STORE,
          start,
          Text.hex(shadow.read(address)) + " in the table's word at " + Text.hex(address),
          Text.hex(old) + ": changed without a store");
    }
    long before = shadow.read(address);
    shadow.store(address, word);
    change(frame, height, start, before, word);
  }

  /// Takes in a word that was stored without an event.
  void adoptWord(long address, long word) {
    store(address, shadow.read(address), word);
    invalidations.reset();
  }

  /// A live table's entry goes from one word to another.
  private void change(int table, int height, long start, long old, long word) {
    if (old == word) {
      return;
    }
    long end = start + (1L << indexShifts[height]);
    int was = classes.classify(old, height);
    int is = classes.classify(word, height);
    boolean fresh = was == EntryClasses.ABSENT;
    if (ordered && maintenance.breakBeforeMake() && is != EntryClasses.ABSENT) {
      judgeBreakBeforeMake(height, start, end, old, word);
    }
    if (was == EntryClasses.LEAF && is == EntryClasses.LEAF) {
      judgeAddress(start, old, word);
    }
    switch (was) {
      case EntryClasses.LEAF -> unlinkLeaf(table, height, start, end, old);
      case EntryClasses.TABLE -> unlinkTable(table, height, start, end, old);
      default -> { // nothing was reachable through it
      }
    }
    switch (is) {
      case EntryClasses.LEAF -> linkLeaf(table, height, start, end, word, fresh);
      case EntryClasses.TABLE -> {
        linkEntryTable(table, height, start, word, fresh);
        if (ordered && was == EntryClasses.LEAF && shadow.contains(leaves.address(word))) {
          interim.replaced(shadow.frame(leaves.address(word)), height - 1, start);
        }
      }
      default -> entries.judgeAbsent(start, height, word);
    }
  }

  private void judgeBreakBeforeMake(int height, long start, long end, long old, long word) {
    boolean live = classes.classify(old, height) != EntryClasses.ABSENT;
    if (live ? needsBreak(height, old, word) : invalidations.isPending(start, end)) {
      findings.add(
          Symptom.NO_BREAK,
          start,
          "break-before-make: invalid entry, invalidation, then the new one ("
              + maintenance.citation()
              + ")",
          live
              ? "%s stored over the live %s".formatted(Text.hex(word), Text.hex(old))
              : "%s stored before the invalidation of the old entry: %s"
                  .formatted(
                      Text.hex(word), invalidations.why(start, end, "the new entry was stored")));
    }
  }

  private boolean needsBreak(int height, long old, long word) {
    return !(regime.decode(old, height) instanceof Entry.Leaf(long oldAddress, Attributes before)
        && regime.decode(word, height) instanceof Entry.Leaf(long address, Attributes after)
        && oldAddress == address
        && before.memoryType() == after.memoryType());
  }

  /// No operation but a remap moves a page, so a leaf with another address is one that was stored
  /// piece by piece, or stored wrong.
  private void judgeAddress(long start, long old, long word) {
    long address = leaves.address(word);
    if (leaves.address(old) != address && !(moves && address == movedTo)) {
      findings.add(
          Symptom.ASTRAY,
          start,
          moves
              ? "a live leaf that goes from its address to " + Text.hex(movedTo) + " in one store"
              : "a live leaf that keeps its address until it is invalid",
          "%s stored over the live %s: a walk between two stores goes astray"
              .formatted(Text.hex(word), Text.hex(old)));
    }
  }

  private void unlinkLeaf(int table, int height, long start, long end, long word) {
    ledger.countEntry(table, -1);
    invalidations.owe(start, end, false);
    changed.removed(height, start, end);
    long address = leaves.address(word);
    if (height == 0 && shadow.contains(address)) {
      int frame = shadow.frame(address);
      if (ledger.kind(frame) == FrameLedger.PAGE) {
        ledger.unlinkPage(frame);
      }
    }
  }

  /// @param fresh whether the leaf's addresses didn't translate before
  private void linkLeaf(int table, int height, long start, long end, long word, boolean fresh) {
    ledger.countEntry(table, +1);
    changed.made(height, start, end);
    if (ordered) {
      interim.linked(start, end, height, word);
    }
    if (fresh && maintenance.invalidEntriesCached()) {
      invalidations.owe(start, end, false);
    }
    long address = leaves.address(word);
    if (!shadow.contains(address)) {
      return;
    }
    int frame = shadow.frame(address);
    if (height != 0 || ledger.kind(frame) != FrameLedger.ALLOCATED) {
      lost = true;
      findings.add(
          Symptom.SHARED_FRAME,
          start,
          "a page of frames from the allocator has a frame of its own",
          "leaf %s at height %d maps %s".formatted(Text.hex(word), height, frameName(frame)));
      return;
    }
    ledger.linkPage(frame, start, end - start, step);
  }

  private void linkEntryTable(int table, int height, long start, long word, boolean fresh) {
    ledger.countEntry(table, +1);
    invalidations.eagerness().changeTable();
    if (fresh && maintenance.invalidEntriesCached()) {
      invalidations.eagerness().excuse();
    }
    long child = leaves.address(word);
    entries.judgeTable(start, height, leaves.table(height, child), word);
    linkTable(child, height - 1, start, fresh);
  }

  private void linkTable(long address, int height, long gpa, boolean fresh) {
    int frame = shadow.contains(address) ? shadow.frame(address) : -1;
    if (frame < 0 || ledger.kind(frame) != FrameLedger.ALLOCATED) {
      lost = true;
      findings.add(
          Oracle.FRAME,
          gpa,
          "a table in an allocated frame of its own",
          frame < 0
              ? "a table at " + Text.hex(address) + ", where the host has no frame"
              : "a table in " + frameName(frame));
      return;
    }
    ledger.linkTable(frame, height, gpa, regime.entriesPerTable() * (1L << indexShifts[height]));
    for (int i = 0; i < shadow.wordsPerFrame(); i++) {
      long word = shadow.read(frame, i);
      if (word != 0) {
        long start = gpa + ((long) i << indexShifts[height]);
        long end = start + (1L << indexShifts[height]);
        switch (classes.classify(word, height)) {
          case EntryClasses.LEAF -> linkLeaf(frame, height, start, end, word, fresh);
          case EntryClasses.TABLE -> linkEntryTable(frame, height, start, word, fresh);
          default -> entries.judgeAbsent(start, height, word);
        }
      }
    }
  }

  private void unlinkTable(int table, int height, long start, long end, long word) {
    ledger.countEntry(table, -1);
    invalidations.eagerness().changeTable();
    invalidations.owe(start, end, true);
    long child = leaves.address(word);
    if (shadow.contains(child) && ledger.kind(shadow.frame(child)) == FrameLedger.TABLE) {
      unlinkEntries(shadow.frame(child), height - 1, start);
      ledger.unlinkTable(shadow.frame(child));
    }
  }

  private void unlinkEntries(int frame, int height, long gpa) {
    for (int i = 0; i < shadow.wordsPerFrame(); i++) {
      long word = shadow.read(frame, i);
      if (word != 0) {
        long start = gpa + ((long) i << indexShifts[height]);
        long end = start + (1L << indexShifts[height]);
        switch (classes.classify(word, height)) {
          case EntryClasses.LEAF -> unlinkLeaf(frame, height, start, end, word);
          case EntryClasses.TABLE -> unlinkTable(frame, height, start, end, word);
          default -> { // nothing was reachable through it
          }
        }
      }
    }
  }

  private String frameName(int frame) {
    return ledger.describe(frame, shadow.address(frame));
  }
}
