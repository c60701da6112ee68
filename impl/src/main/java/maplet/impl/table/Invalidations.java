package maplet.impl.table;

import maplet.impl.memory.EventLog;

/// The invalidations that one operation owes: addresses up to a threshold, beyond it everything.
final class Invalidations {
  /// Up to this many addresses are invalidated one by one.
  static final int THRESHOLD = 32;

  private final EventLog events;
  private final int operandShift;
  private final long[] addresses = new long[THRESHOLD];
  private int count;

  Invalidations(EventLog events, int operandShift) {
    this.events = events;
    this.operandShift = operandShift;
  }

  /// The translation of an address changed and has not been invalidated.
  void add(long gpa) {
    if (count < THRESHOLD) {
      addresses[count] = gpa;
    }
    count++;
  }

  /// Invalidates one address now, as break-before-make demands.
  void now(long gpa) {
    events.add(EventLog.INVALIDATE_ADDRESS, gpa >>> operandShift, 0, 0);
  }

  /// Invalidates all that is owed.
  void flush() {
    if (count > THRESHOLD || count > 0 && operandShift < 0) {
      events.add(EventLog.INVALIDATE_ALL, 0, 0, 0);
    } else {
      for (int i = 0; i < count; i++) {
        now(addresses[i]);
      }
    }
    count = 0;
  }
}
