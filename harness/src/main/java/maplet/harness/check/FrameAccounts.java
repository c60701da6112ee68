package maplet.harness.check;

import maplet.harness.subject.Freedom;

/// Judges the frames after a step: every one is owned, no table is empty, and a refused operation
/// has changed nothing.
final class FrameAccounts {
  /// Frames that a subject may keep for later, where it may at all.
  private static final int MOST_KEPT = 64;

  private final FrameLedger ledger;
  private final ShadowMemory shadow;
  private final Findings findings;
  private final Liberties liberties;

  private int live;
  private int tables;
  private int pages;

  FrameAccounts(FrameLedger ledger, ShadowMemory shadow, Findings findings, Liberties liberties) {
    this.ledger = ledger;
    this.shadow = shadow;
    this.findings = findings;
    this.liberties = liberties;
  }

  /// Keeps what there is before a step.
  void remember() {
    live = ledger.live();
    tables = ledger.tables();
    pages = live - tables - ledger.unowned();
  }

  /// Judges what there is after it.
  ///
  /// @param refused whether the step was refused
  void judge(boolean refused) {
    if (ledger.unowned() != 0) {
      judgeUnowned();
    }
    if (ledger.emptyTables() != 0) {
      int frame = ledger.findEmptyTable();
      liberties.take(
          Freedom.KEEP_EMPTY_TABLES,
          Oracle.FRAME,
          ledger.gpa(frame),
          "tables without entries are freed",
          "the table at " + Text.hex(shadow.address(frame)) + " is empty");
    }
    if (refused && (ledger.live() != live || ledger.tables() != tables) && !isSpare()) {
      findings.add(
          Symptom.NOT_UNDONE,
          Violation.NOWHERE,
          "a refused operation changes nothing: " + frames(live, tables) + " before",
          frames(ledger.live(), ledger.tables()) + " after");
    }
  }

  /// Judges what there is after the address space was destroyed: nothing.
  void judgeLeft() {
    if (ledger.live() == ledger.leaked()) {
      return;
    }
    int frame = ledger.findInUse();
    findings.add(
        Symptom.LEAK,
        ledger.gpa(frame),
        "no frame in use after destroy",
        "%s in use, the first is %s, %s"
            .formatted(
                Text.count(ledger.live() - ledger.leaked(), "frame"),
                Text.hex(shadow.address(frame)),
                ledger.formerly(frame)));
  }

  private static String frames(int live, int tables) {
    return "%s, %d of them for tables".formatted(Text.count(live, "frame"), tables);
  }

  private void judgeUnowned() {
    int frame = ledger.findUnowned();
    String expected = "every allocated frame is a reachable table or a page";
    String actual = "frame " + Text.hex(shadow.address(frame)) + " is neither, it has leaked";
    if (ledger.unowned() > MOST_KEPT || !liberties.allows(Freedom.FRAME_CACHE)) {
      findings.add(Symptom.LEAK, ledger.gpa(frame), expected, actual + orKept());
    } else {
      liberties.take(Freedom.FRAME_CACHE, Oracle.FRAME, ledger.gpa(frame), expected, actual);
    }
  }

  private String orKept() {
    if (liberties.allows(Freedom.FRAME_CACHE)) {
      return ", as have %d frames in all; the freedom 'frame-cache' allows %d"
          .formatted(ledger.unowned(), MOST_KEPT);
    }
    return "; if it is kept for later: " + Liberties.unnamed(Freedom.FRAME_CACHE);
  }

  /// Frames that are leaked, and tables that are empty, may stay so: that has been found.
  ///
  /// @param suspects gets what the tables are for
  void forgive(Suspects suspects) {
    boolean kept = liberties.allows(Freedom.FRAME_CACHE) && ledger.unowned() <= MOST_KEPT;
    if (ledger.unowned() != 0 && !kept) {
      ledger.forgiveLeaks();
    }
    if (ledger.emptyTables() != 0 && !liberties.allows(Freedom.KEEP_EMPTY_TABLES)) {
      for (int table = ledger.findEmptyTable(); table >= 0; table = ledger.findEmptyTable()) {
        suspects.add(ledger.firstGpa(table), ledger.firstGpa(table) + ledger.size(table));
        ledger.forgiveEmptyTable(table);
      }
    }
  }

  /// Whether there are as many frames and tables as before the step.
  boolean areAsBefore() {
    return ledger.live() == live && ledger.tables() == tables;
  }

  /// Whether frames differ only by tables that may stay empty, and frames that may be kept.
  private boolean isSpare() {
    // Tables may lead to tables that are empty; that they translate nothing is judged elsewhere.
    boolean sameTables = liberties.allows(Freedom.KEEP_EMPTY_TABLES) || ledger.tables() == tables;
    boolean sameRest =
        liberties.allows(Freedom.FRAME_CACHE)
            ? ledger.live() - ledger.tables() - ledger.unowned() == pages
            : ledger.live() - ledger.tables() == live - tables;
    return sameTables && sameRest;
  }
}
