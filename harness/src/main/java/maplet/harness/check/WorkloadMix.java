package maplet.harness.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import maplet.harness.sequence.Workload;
import maplet.model.Layer;

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

  /// The workloads, in the order in which sequences take turns.
  public List<Workload> workloads() {
    return switch (this) {
      case ALL -> List.of(Workload.values());
      case PAGES -> List.of(Workload.PAGES);
      case HUGE -> List.of(Workload.HUGE);
      case TABLE -> List.of(Workload.TABLE);
    };
  }

  /// Those of the workloads that are of these layers.
  public List<Workload> of(Set<Layer> layers) {
    return workloads().stream().filter(workload -> layers.contains(workload.layer())).toList();
  }

  /// The name in lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
