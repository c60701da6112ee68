package maplet.harness.check;

import maplet.harness.sequence.OperationKind;
import maplet.model.Status;

/// How often each operation ended in each way.
public final class OutcomeBins {
  private static final int STATUSES = Status.values().length;

  private final long[] counts = new long[OperationKind.values().length * STATUSES];

  /// Counts one step.
  public void count(OperationKind kind, Status status) {
    counts[kind.ordinal() * STATUSES + status.ordinal()]++;
  }

  /// Counts many steps that ended alike.
  public void add(OperationKind kind, Status status, long count) {
    counts[kind.ordinal() * STATUSES + status.ordinal()] += count;
  }

  /// How often the operation ended in this way.
  public long get(OperationKind kind, Status status) {
    return counts[kind.ordinal() * STATUSES + status.ordinal()];
  }

  /// Number of steps counted.
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /// Adds another's counts to these.
  public void add(OutcomeBins other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }
}
