package maplet.harness.check;

import maplet.impl.memory.EventLog;
import maplet.model.arch.Maintenance;

/// Judges the invalidations of one call: each entry that changed is covered by one, in time, and
/// there are no more than needed.
final class InvalidationJudge {
  private final Maintenance maintenance;
  private final Findings findings;
  private final Eagerness eagerness;
  private final InvalidationAccount account;
  private final PendingInvalidations pending = new PendingInvalidations();

  private EventLog events = new EventLog();
  private int event;

  InvalidationJudge(Maintenance maintenance, Findings findings, Liberties liberties) {
    this.maintenance = maintenance;
    this.findings = findings;
    this.eagerness = new Eagerness(maintenance, liberties);
    this.account = new InvalidationAccount(maintenance);
  }

  /// Forgets everything, for a new address space.
  void reset() {
    pending.clear();
  }

  /// A call's events follow.
  void begin(EventLog callEvents) {
    events = callEvents;
    eagerness.reset();
  }

  /// The number of the event that is looked at; -1 before the first.
  void at(int number) {
    event = number;
  }

  /// An entry changed that hardware may remember.
  void owe(long start, long end, boolean isTable) {
    pending.add(start, end, isTable && !maintenance.addressReachesTables(), event);
    eagerness.owe();
  }

  /// What counts for eagerness, see there.
  Eagerness eagerness() {
    return eagerness;
  }

  void invalidateAll() {
    eagerness.invalidateAll();
    pending.clear();
  }

  void invalidate(long operand) {
    eagerness.invalidate();
    if (maintenance.addressOperandShift() < 0) {
      findings.add(
          Oracle.INVALIDATION,
          Violation.NOWHERE,
          "an invalidation of the whole context: " + maintenance.citation(),
          "an invalidation by address, operand " + Text.hex(operand));
      return;
    }
    pending.cover(operand << maintenance.addressOperandShift());
  }

  /// A frame that was for a guest range is freed.
  void judgeFree(long address, long start, long end) {
    int missing = pending.reaching(start, end);
    if (missing >= 0) {
      findings.add(
          Symptom.FREED_TOO_EARLY,
          start,
          "frame %s freed after the invalidation of %s"
              .formatted(Text.hex(address), Text.hex(start)),
          "freed while hardware may still translate to it: "
              + account.text(events, pending.range(missing), event, "the frame was freed"));
    }
  }

  /// Whether hardware may still remember an old entry of a guest range.
  boolean isPending(long start, long end) {
    return pending.reaching(start, end) >= 0;
  }

  /// Why a range for which [#isPending] holds waits for an invalidation still.
  ///
  /// @param what the event that is looked at is, as in `the new one was stored`
  String why(long start, long end, String what) {
    int missing = pending.reaching(start, end);
    return account.text(events, pending.range(missing), event, what);
  }

  /// The operation has returned: no invalidation may be pending any more.
  void returned() {
    if (!pending.isEmpty()) {
      PendingInvalidations.Range missing = pending.any();
      findings.add(
          Symptom.NOT_INVALIDATED,
          missing.start(),
          missing.text(),
          "none until the operation returned: "
              + account.text(events, missing, events.size(), "the operation returned"));
      pending.clear();
    }
  }
}
