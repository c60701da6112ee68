package maplet.harness.check;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import maplet.harness.subject.SubjectProvider;
import maplet.model.arch.Regime;
import org.apache.commons.lang3.Validate;

/// What a campaign is to do.
///
/// @param regimes in the order in which they have their turns
/// @param seed names all sequences
/// @param operations for each architecture at most, shared evenly by its regimes
/// @param time for all regimes together at most
/// @param jobs worker threads, at least 1
/// @param oracles the judgements that count
/// @param toDivergence whether a regime ends with the first sequence that diverges
public record Plan(
    List<Regime> regimes,
    SubjectProvider provider,
    long seed,
    long operations,
    Duration time,
    int jobs,
    WorkloadMix workloads,
    Set<Oracle> oracles,
    boolean toDivergence) {
  public Plan {
    regimes = List.copyOf(regimes);
    oracles = Set.copyOf(oracles);
    Validate.isTrue(jobs >= 1, "jobs (%d) must be at least 1", jobs);
    Validate.isTrue(operations >= 1, "operations (%d) must be at least 1", operations);
    Validate.isTrue(!oracles.isEmpty(), "at least one oracle must be switched on");
  }

  /// Operations for one of the regimes at most.
  long operations(Regime regime) {
    long sharing =
        regimes.stream().filter(each -> each.architecture().equals(regime.architecture())).count();
    return Math.ceilDiv(operations, sharing);
  }
}
