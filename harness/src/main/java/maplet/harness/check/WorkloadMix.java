package maplet.harness.check;

import java.util.Locale;
import maplet.harness.sequence.Workload;

/// Which workloads the sequences of a campaign have.
public enum WorkloadMix {
  /// All workloads in turn.
  ALL,
  /// Only [Workload#PAGES].
  PAGES,
  /// Only [Workload#HUGE].
  HUGE,
  /// Only [Workload#TABLE].
  TABLE;

  /// The workload of a campaign's n-th sequence.
  Workload workload(long sequence) {
    return switch (this) {
      case ALL ->
          switch ((int) (sequence % 3)) {
            case 0 -> Workload.PAGES;
            case 1 -> Workload.HUGE;
            default -> Workload.TABLE;
          };
      case PAGES -> Workload.PAGES;
      case HUGE -> Workload.HUGE;
      case TABLE -> Workload.TABLE;
    };
  }

  /// The name in lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
