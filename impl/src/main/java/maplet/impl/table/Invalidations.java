package maplet.impl.table;

import maplet.impl.memory.EventLog;

/// The invalidations that one operation owes: addresses up to a threshold, beyond it everything.
final class Invalidations {
  /// Up to this many addresses are invalidated one by one.
  static final int THRESHOLD = 32;

  private final EventLog events;
  private final int operandShift;
  private final boolean addressReachesTables;
  private final long[] addresses = new long[THRESHOLD];
  private int count;
  private boolean everything;

  Invalidations(EventLog events, Upkeep upkeep) {
    this.events = events;
    this.operandShift = upkeep.invalidationShift();
    this.addressReachesTables = upkeep.addressReachesTables();
  }

  /// The translation of an address changed and has not been invalidated.
  void add(long gpa) {
    if (count < THRESHOLD) {
      addresses[count] = gpa;
    }
    count++;
  }

  /// A table was unlinked, and hardware may still know the way to it.
  void addTable() {
    everything |= !addressReachesTables;
  }

  /// Invalidates one address now, as break-before-make demands.
  void now(long gpa) {
    events.add(EventLog.INVALIDATE_ADDRESS, gpa >>> operandShift, 0, 0);
  }

  /// Invalidates every translation of this address space now.
  void all() {
    events.add(EventLog.INVALIDATE_ALL, 0, 0, 0);
  }

  /// Invalidates all that is owed.
  void flush() {
    if (everything || count > THRESHOLD || count > 0 && operandShift < 0) {
      all();
    } else {
      for (int i = 0; i < count; i++) {
        now(addresses[i]);
      }
    }
    count = 0;
    everything = false;
  }
}
