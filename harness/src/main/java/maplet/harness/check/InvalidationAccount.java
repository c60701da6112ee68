package maplet.harness.check;

import java.util.ArrayList;
import java.util.List;
import maplet.impl.memory.EventLog;
import maplet.model.arch.Maintenance;

/// Which invalidations a call told, in words, and why none of them is the one that is missing.
final class InvalidationAccount {
  /// Invalidations that are listed.
  private static final int MOST_LISTED = 4;

  private final Maintenance maintenance;

  InvalidationAccount(Maintenance maintenance) {
    this.maintenance = maintenance;
  }

  /// As in `the call told no invalidation`, or `the call told 1 invalidation: of 0x7000 (operand
  /// 0x7), outside of [0x1000, 0x2000)`.
  ///
  /// @param events all of the call
  /// @param missing what still waits for an invalidation
  /// @param due number of the event before which it was due; the count of events where the call's
  ///   end was
  /// @param what that event is, as in `the frame was freed`
  String text(EventLog events, PendingInvalidations.Range missing, int due, String what) {
    List<String> told = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < events.size(); i++) {
      int kind = events.kind(i);
      if (kind == EventLog.INVALIDATE_ALL || kind == EventLog.INVALIDATE_ADDRESS) {
        count++;
        if (count <= MOST_LISTED) {
          told.add(target(events, i) + reason(events, i, missing, due, what));
        }
      }
    }
    if (count == 0) {
      return "the call told no invalidation";
    }
    if (count > MOST_LISTED) {
      told.add("and %d more".formatted(count - MOST_LISTED));
    }
    return "the call told %s: %s"
        .formatted(Text.count(count, "invalidation"), String.join("; ", told));
  }

  private String target(EventLog events, int i) {
    if (events.kind(i) == EventLog.INVALIDATE_ALL) {
      return "of the whole address space";
    }
    long operand = events.first(i);
    return maintenance.addressOperandShift() < 0
        ? "by address, operand " + Text.hex(operand)
        : "of %s (operand %s)".formatted(Text.hex(address(operand)), Text.hex(operand));
  }

  private long address(long operand) {
    return operand << maintenance.addressOperandShift();
  }

  private String reason(
      EventLog events, int i, PendingInvalidations.Range missing, int due, String what) {
    if (i >= due) {
      return ", after " + what;
    }
    if (i < missing.since()) {
      return ", before the entry was stored";
    }
    if (events.kind(i) == EventLog.INVALIDATE_ALL) {
      return "";
    }
    if (maintenance.addressOperandShift() < 0) {
      return ", which this architecture hasn't got";
    }
    long operand = events.first(i);
    if (!missing.holds(address(operand))) {
      String range = ", outside of " + Text.range(missing.start(), missing.end());
      boolean unshifted = maintenance.addressOperandShift() > 0 && missing.holds(operand);
      return unshifted
          ? range
              + "; the operand isn't shifted right by "
              + Text.count(maintenance.addressOperandShift(), "bit")
          : range;
    }
    return missing.needsAll() ? ", which doesn't reach table entries" : "";
  }
}
