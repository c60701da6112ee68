package maplet.harness.conform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import maplet.harness.check.Oracle;
import maplet.harness.check.WorkloadMix;
import maplet.harness.profile.ClaimedRegime;
import maplet.harness.profile.Claims;
import maplet.harness.subject.Report;
import maplet.harness.subject.SubjectProvider;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.apache.commons.lang3.Validate;

/// What a conformance run is to do.
///
/// @param profileName for reports
/// @param profileFile where the claims come from, for child processes; empty: the C ABI's all
/// @param regimes ids, in the order in which they run
/// @param workloads what kinds of sequences run
/// @param oracles the judgements that count
/// @param seed names all sequences
/// @param sequences for each regime at most
/// @param time for all regimes together
/// @param folder where findings and the campaign's state are kept
/// @param patience after this long without a step the subject hangs
/// @param inProcess whether the subject is driven by this process, which it can end unless it has
///   one of its own
/// @param environment variables that child processes have besides those of this one
public record ConformPlan(
    SubjectSpec subject,
    String profileName,
    Optional<Path> profileFile,
    Claims claims,
    List<String> regimes,
    WorkloadMix workloads,
    Set<Oracle> oracles,
    long seed,
    long sequences,
    Duration time,
    Path folder,
    Duration patience,
    boolean inProcess,
    Map<String, String> environment) {
  public ConformPlan {
    claims = subject.possible(claims);
    inProcess |= subject.hasOwnProcess() || subject.isGiven();
    regimes = List.copyOf(regimes);
    environment = Map.copyOf(environment);
    oracles = Set.copyOf(oracles);
    Validate.isTrue(!oracles.isEmpty(), "--without: one oracle must be left");
    Validate.isTrue(!regimes.isEmpty(), "there must be a regime");
    Validate.isTrue(sequences >= 1, "sequences (%d) must be at least 1", sequences);
    Validate.isTrue(
        !workloads.of(claims.layers()).isEmpty(),
        "workload %s has no sequences at the layers of the profile, %s; leave it out",
        workloads,
        claims.layers());
  }

  /// The subject, loaded or started.
  SubjectProvider provider() {
    return subject.maker().make(claims, patience, folder.resolve("subject.log"));
  }

  /// Those of the judgements that count that can be passed on a subject.
  Set<Oracle> oracles(Set<Report> reports) {
    Set<Oracle> possible = EnumSet.copyOf(oracles);
    if (!reports.contains(Report.INVALIDATIONS)) {
      possible.remove(Oracle.INVALIDATION);
    }
    return possible;
  }

  /// The oracles that are switched off.
  Set<Oracle> without() {
    return EnumSet.complementOf(EnumSet.copyOf(oracles));
  }

  /// A regime as far as it is claimed.
  Regime regime(String id) {
    return ClaimedRegime.of(Regimes.find(id), claims);
  }

  /// Time for each regime.
  Duration timeForEach() {
    return time.dividedBy(regimes.size());
  }

  /// The file of a regime's flight recorder.
  Path recorder(String regime) {
    return folder.resolve(regime + ".recorder");
  }
}
