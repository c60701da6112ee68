package maplet.harness.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import maplet.harness.check.ClaimedCells;
import maplet.harness.check.Coverage;
import maplet.harness.check.Gap;
import maplet.harness.check.RegimeResult;
import maplet.harness.check.WorkloadMix;
import maplet.harness.report.SummaryTable;
import maplet.harness.sequence.OperationKind;
import maplet.harness.subject.Detail;
import maplet.harness.verdict.Verdict;
import maplet.model.Layer;

/// What `maplet check` ends with: how much of everything that there is was exercised in each
/// regime.
final class CheckVerdict {
  /// More lines of one kind than these nobody reads.
  private static final int MOST = 5;

  private final WorkloadMix workloads;
  private final boolean incompleteAllowed;
  private final List<String> gaps = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int claimed;
  private int missing;

  CheckVerdict(WorkloadMix workloads, boolean incompleteAllowed) {
    this.workloads = workloads;
    this.incompleteAllowed = incompleteAllowed;
  }

  /// Takes in what was done on a regime.
  void add(RegimeResult result) {
    String regime = result.regime().id();
    if (result.bins().total() <= 0) {
      faults.add("COUNTS of %s can't be right: no operation was run".formatted(regime));
    }
    Coverage coverage =
        ClaimedCells.coverage(
            result.regime(),
            EnumSet.allOf(Layer.class),
            EnumSet.allOf(OperationKind.class),
            Set.of(Detail.values()),
            List.of(),
            result.exercised(),
            _ -> 0);
    claimed += coverage.claimed();
    missing += coverage.missing();
    String fix = workloads == WorkloadMix.ALL ? "run longer (--time)" : "leave --workload out";
    for (Gap gap : coverage.gaps()) {
      gaps.add("NOT EXERCISED on %s: %s; fix: %s".formatted(regime, gap, fix));
    }
  }

  /// All lines but the last.
  List<String> lines() {
    List<String> lines = new ArrayList<>(faults);
    lines.addAll(gaps.subList(0, Math.min(MOST, gaps.size())));
    if (gaps.size() > MOST) {
      lines.add("NOT EXERCISED: %,d more".formatted(gaps.size() - MOST));
    }
    return lines;
  }

  private Verdict verdict(SummaryTable summary) {
    if (summary.divergences() > 0) {
      return Verdict.DIVERGES;
    }
    if (!faults.isEmpty()) {
      return Verdict.NO_VERDICT;
    }
    return missing > 0 ? Verdict.INCOMPLETE : Verdict.CONFORMS;
  }

  /// The last line.
  ///
  /// @param origin what the figures depend on, as in `seed 1`
  String line(SummaryTable summary, double seconds, String origin) {
    int divergences = summary.divergences();
    boolean allowed = verdict(summary) == Verdict.INCOMPLETE && incompleteAllowed;
    return "%s%s: %,d operations in %.1f s, %s%s, %s"
        .formatted(
            verdict(summary),
            allowed ? " (allowed)" : "",
            summary.operations(),
            seconds,
            missing > 0 ? "%,d of %,d claims not exercised, ".formatted(missing, claimed) : "",
            divergences == 1 ? "1 divergence" : divergences + " divergences",
            origin);
  }

  /// The command's exit code.
  int exitCode(SummaryTable summary) {
    return ExitCodes.of(verdict(summary), incompleteAllowed);
  }
}
