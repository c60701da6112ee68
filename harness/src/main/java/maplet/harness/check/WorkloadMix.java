package maplet.harness.check;

import java.util.Locale;
import maplet.harness.sequence.Workload;

/// Which workloads the sequences of a campaign have.
public enum WorkloadMix {
  /// Small pages and huge leaves in turn.
  ALL,
  /// Only [Workload#PAGES].
  PAGES,
  /// Only [Workload#HUGE].
  HUGE;

  /// The workload of a campaign's n-th sequence.
  Workload workload(long sequence) {
    return switch (this) {
      case ALL -> sequence % 2 == 0 ? Workload.PAGES : Workload.HUGE;
      case PAGES -> Workload.PAGES;
      case HUGE -> Workload.HUGE;
    };
  }

  /// The name in lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
