package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The whole verdict on a subject.
///
/// @param subject name and version
/// @param profile its name
/// @param seed that named all sequences
/// @param findings by name, each with the reason for which it was expected, if it was
/// @param stale expectations of what no longer diverges
public record ConformReport(
    String subject,
    String profile,
    long seed,
    List<RegimeVerdict> regimes,
    List<Judged> findings,
    List<Expectation> stale) {
  public ConformReport {
    regimes = List.copyOf(regimes);
    findings = List.copyOf(findings);
    stale = List.copyOf(stale);
  }

  /// A finding, and why it was expected; empty where it wasn't.
  public record Judged(Finding finding, Optional<String> reason) {}

  /// Judges findings by what was expected.
  public static ConformReport of(
      String subject,
      String profile,
      long seed,
      List<RegimeVerdict> regimes,
      List<Finding> findings,
      List<Expectation> expectations) {
    List<Judged> judged = new ArrayList<>();
    for (Finding finding : findings) {
      judged.add(
          new Judged(
              finding,
              expectations.stream()
                  .filter(expectation -> expectation.covers(finding.name()))
                  .map(Expectation::reason)
                  .findFirst()));
    }
    List<Expectation> stale =
        expectations.stream()
            .filter(each -> regimes.stream().anyMatch(regime -> each.isFor(regime.regime())))
            .filter(each -> findings.stream().noneMatch(found -> each.covers(found.name())))
            .toList();
    return new ConformReport(subject, profile, seed, regimes, judged, stale);
  }

  /// The findings that nobody expected.
  public List<Finding> unexpected() {
    return findings.stream()
        .filter(judged -> judged.reason().isEmpty())
        .map(Judged::finding)
        .toList();
  }

  /// Whether all that was found was expected, and all that was expected was found.
  public boolean conforms() {
    return unexpected().isEmpty() && stale.isEmpty();
  }

  /// Operations of all regimes.
  public long operations() {
    return regimes.stream().mapToLong(RegimeVerdict::operations).sum();
  }

  /// Seconds of all regimes.
  public double seconds() {
    return regimes.stream().mapToDouble(RegimeVerdict::seconds).sum();
  }

  /// The verdict in one line.
  public String line() {
    return "%s: %,d operations in %.1f s, %d unexpected, %d expected, %d stale, seed %d"
        .formatted(
            conforms() ? "CONFORMS" : "DIVERGES",
            operations(),
            seconds(),
            unexpected().size(),
            findings.size() - unexpected().size(),
            stale.size(),
            seed);
  }
}
