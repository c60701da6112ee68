package maplet.harness.museum;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import maplet.harness.check.Campaign;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.Plan;
import maplet.harness.check.RegimeResult;
import maplet.harness.check.WorkloadMix;
import maplet.harness.conform.ConformPlan;
import maplet.harness.conform.FirstFinding;
import maplet.harness.conform.SubjectSpec;
import maplet.harness.profile.Profile;
import maplet.harness.profile.ProfileReader;
import maplet.harness.report.Reproduction;
import maplet.harness.subject.SubjectProvider;
import maplet.model.arch.Regimes;

/// The hunt for one bug: random sequences up to the first divergence, which is minimised.
final class Hunt {
  private static final Set<Oracle> ORACLES = EnumSet.allOf(Oracle.class);

  /// After so long without an answer the starter hangs; a machine that stalls mustn't look like it.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The same for the bug that does hang; it answers within microseconds otherwise.
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

  /// The children live for a second or two: better code wouldn't pay for its compilation.
  private static final String FOR_SHORT_LIVES = "-XX:TieredStopAtLevel=1";

  private final long seed;
  private final Duration time;

  /// @param time after which the bug has survived
  Hunt(long seed, Duration time) {
    this.seed = seed;
    this.time = time;
  }

  /// As `maplet check` would, on one thread.
  Optional<Kill> inProcess(PlantedBug bug) throws InterruptedException {
    SubjectProvider subject = bug.subject();
    Plan plan =
        new Plan(
            List.of(Regimes.find(bug.regime())),
            subject,
            seed,
            Long.MAX_VALUE,
            time,
            1,
            WorkloadMix.ALL,
            ORACLES,
            true);
    RegimeResult result = new Campaign(plan, (_, _) -> {}).run().getFirst();
    if (result.divergence().isEmpty()) {
      return Optional.empty();
    }
    long started = System.nanoTime();
    Divergence found = result.divergence().get().divergence();
    Divergence smallest = Reproduction.of(found, subject, ORACLES).minimised();
    return Optional.of(
        new Kill(
            smallest.first().oracle().toString(),
            smallest.operations().size(),
            result.elapsed(),
            Duration.ofNanos(System.nanoTime() - started)));
  }

  /// As `maplet conform` would, in a child process.
  Optional<Kill> inChild(StarterBug bug, StarterLibrary library)
      throws IOException, InterruptedException {
    Profile profile = ProfileReader.read(library.profile());
    ConformPlan plan =
        new ConformPlan(
            SubjectSpec.parse("native:" + library.file()),
            profile.name(),
            Optional.of(library.profile()),
            profile.claims(),
            List.of(bug.regime()),
            WorkloadMix.ALL,
            ORACLES,
            seed,
            Long.MAX_VALUE,
            time,
            library.findings(bug),
            bug == StarterBug.HANG ? SHORT_PATIENCE : PATIENCE,
            false,
            Map.of(
                "MAPLET_BUG",
                bug.toString(),
                "MAPLET_FREEDOM",
                "",
                "JDK_JAVA_OPTIONS",
                FOR_SHORT_LIVES));
    FirstFinding first = FirstFinding.of(plan);
    return first
        .finding()
        .map(finding ->
            new Kill(
                finding.name().kind(), finding.operations(), first.toFind(), first.toMinimise()));
  }
}
