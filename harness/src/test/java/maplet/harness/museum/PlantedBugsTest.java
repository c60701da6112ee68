package maplet.harness.museum;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import maplet.harness.check.Campaign;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.Plan;
import maplet.harness.check.RegimeResult;
import maplet.harness.check.WorkloadMix;
import maplet.harness.report.DivergenceReport;
import maplet.harness.report.ReportShape;
import maplet.harness.report.Reproduction;
import maplet.harness.subject.SubjectProvider;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The suite's own strength: it finds every planted bug, names the right oracle, and shows the bug
/// in at most six operations.
@Execution(ExecutionMode.CONCURRENT)
class PlantedBugsTest {
  private static final int MOST_OPERATIONS = 6;
  private static final Set<Oracle> ORACLES = EnumSet.allOf(Oracle.class);

  @ParameterizedTest
  @EnumSource
  void isFoundNamedAndMinimised(PlantedBug bug) throws InterruptedException {
    SubjectProvider subject = bug.subject();
    Divergence found =
        campaign(subject, bug.regime(), 1_000_000)
            .orElseThrow(() -> new AssertionError(bug + " is not found"));
    Reproduction reproduction = Reproduction.of(found, subject, ORACLES);
    List<String> report = DivergenceReport.lines(reproduction, "by a test", "");
    String text = String.join("\n", report);
    Divergence minimised = reproduction.minimised();
    assertTrue(
        minimised.violations().stream().anyMatch(v -> v.oracle() == bug.oracle()),
        () -> bug + " should be named by " + bug.oracle() + ":\n" + text);
    assertTrue(minimised.operations().size() <= MOST_OPERATIONS, text);
    assertTrue(report.contains("subject: " + bug), text);
    ReportShape.check(report);
    ReportShape.check(DivergenceReport.brief(report));
    ReportShape.checkDetail(minimised);
  }

  @Test
  void withoutABugNothingIsFound() throws InterruptedException {
    SubjectProvider correct = new PatchedImplementation("correct", List.of());
    assertTrue(campaign(correct, "ept-4", 50_000).isEmpty());
  }

  private static Optional<Divergence> campaign(
      SubjectProvider subject, String regime, long operations) throws InterruptedException {
    Plan plan =
        new Plan(
            List.of(Regimes.find(regime)),
            subject,
            1,
            operations,
            Duration.ofSeconds(10),
            1,
            WorkloadMix.ALL,
            ORACLES,
            true);
    RegimeResult result = new Campaign(plan, (_, _) -> {}).run().getFirst();
    return result.divergence().map(RegimeResult.SeededDivergence::divergence);
  }
}
