package maplet.harness.conform;

import java.util.List;
import java.util.Set;
import maplet.harness.check.ClaimedCells;
import maplet.harness.check.Coverage;
import maplet.harness.check.Gap;
import maplet.harness.check.WorkloadMix;
import maplet.harness.profile.Claims;
import maplet.harness.subject.Report;
import maplet.harness.verdict.Exercise;
import maplet.model.arch.Regime;

/// What of the claims a campaign on one regime has exercised, and how the rest would be.
final class Exercised {
  private Exercised() {}

  /// Compares the claims with what was done.
  ///
  /// @param reports what the subject tells of itself
  static Exercise of(ConformPlan plan, Regime regime, Totals totals, Set<Report> reports) {
    Claims claims = plan.claims();
    Coverage coverage =
        ClaimedCells.coverage(
            regime,
            claims.layers(),
            claims.operations(),
            claims.answers(),
            ClaimedCells.takeable(claims.freedoms(), regime, claims.operations(), reports),
            totals.exercised(),
            totals::taken);
    List<Exercise.Gap> gaps =
        coverage.gaps().stream()
            .map(gap -> new Exercise.Gap(gap.toString(), fix(plan, gap)))
            .toList();
    return new Exercise(coverage.claimed(), coverage.missing(), gaps);
  }

  private static String fix(ConformPlan plan, Gap gap) {
    if (gap.subject().equals(Gap.FREEDOM)) {
      return "take it out of the profile's freedoms, or see why the subject never takes it";
    }
    if (plan.workloads() != WorkloadMix.ALL) {
      return "leave --workload out";
    }
    String longer = "run longer (--time)";
    return plan.profileFile().isPresent()
        ? longer + ", or take it out of the profile"
        : longer + ", or give a --profile without it";
  }
}
