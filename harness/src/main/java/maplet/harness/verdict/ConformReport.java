package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maplet.harness.text.PlainText;

/// The whole verdict on a subject.
///
/// @param subject name and version
/// @param profile its name
/// @param seed that named all sequences
/// @param findings by name, each with the reason for which it was expected, if it was
/// @param stale expectations whose traces conform now
/// @param stillThere expectations whose traces still diverge, though the run didn't come across
///   them
/// @param notMet expectations that the run didn't come across, and whose traces say nothing
/// @param notes what nobody can judge, and what would change that, a line each
/// @param incompleteAllowed whether claims that weren't exercised are somebody's choice
public record ConformReport(
    String subject,
    String profile,
    long seed,
    List<RegimeVerdict> regimes,
    List<Judged> findings,
    List<Expectation> stale,
    List<Expectation> stillThere,
    List<Expectation> notMet,
    List<String> notes,
    boolean incompleteAllowed) {
  private static final int MOST_OF_NAME = 100;

  public ConformReport {
    subject = PlainText.line(subject, MOST_OF_NAME);
    profile = PlainText.line(profile, MOST_OF_NAME);
    regimes = List.copyOf(regimes);
    findings = List.copyOf(findings);
    stale = List.copyOf(stale);
    stillThere = List.copyOf(stillThere);
    notMet = List.copyOf(notMet);
    notes = notes.stream().map(PlainText::line).toList();
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
      List<TriedExpectation> expectations,
      List<String> notes) {
    List<Judged> judged = new ArrayList<>();
    for (Finding finding : findings) {
      judged.add(
          new Judged(
              finding,
              expectations.stream()
                  .filter(expectation -> expectation.covers(finding.name()))
                  .map(each -> each.expectation().reason())
                  .findFirst()));
    }
    List<Expectation> stale = new ArrayList<>();
    List<Expectation> stillThere = new ArrayList<>();
    List<Expectation> notMet = new ArrayList<>();
    for (TriedExpectation tried : expectations) {
      boolean isMet = findings.stream().anyMatch(found -> tried.covers(found.name()));
      switch (tried.outcome()) {
        case STALE -> stale.add(tried.expectation());
        case STILL_THERE -> addUnless(isMet, stillThere, tried.expectation());
        case NOT_TRIED, OTHERWISE -> addUnless(isMet, notMet, tried.expectation());
      }
    }
    return new ConformReport(
        subject, profile, seed, regimes, judged, stale, stillThere, notMet, notes, false);
  }

  private static void addUnless(boolean isMet, List<Expectation> list, Expectation expectation) {
    if (!isMet) {
      list.add(expectation);
    }
  }

  /// The same, where claims that weren't exercised are somebody's choice or not.
  public ConformReport allowingIncomplete(boolean allowed) {
    return new ConformReport(
        subject, profile, seed, regimes, findings, stale, stillThere, notMet, notes, allowed);
  }

  /// The findings that nobody expected.
  public List<Finding> unexpected() {
    return findings.stream()
        .filter(judged -> judged.reason().isEmpty())
        .map(Judged::finding)
        .toList();
  }

  /// The verdict in one word.
  public Verdict verdict() {
    if (!unexpected().isEmpty() || !stale.isEmpty()) {
      return Verdict.DIVERGES;
    }
    if (regimes.stream().anyMatch(regime -> !regime.faults().isEmpty())) {
      return Verdict.NO_VERDICT;
    }
    return missing() > 0 ? Verdict.INCOMPLETE : Verdict.CONFORMS;
  }

  /// Whether the verdict is one to go on with.
  public boolean passes() {
    return verdict() == Verdict.CONFORMS || verdict() == Verdict.INCOMPLETE && incompleteAllowed;
  }

  /// How many claims weren't exercised.
  public int missing() {
    return regimes.stream().mapToInt(regime -> regime.exercise().missing()).sum();
  }

  /// How many claims there are.
  public int claimed() {
    return regimes.stream().mapToInt(regime -> regime.exercise().claimed()).sum();
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
    boolean allowed = verdict() == Verdict.INCOMPLETE && incompleteAllowed;
    return "%s%s: %,d operations in %.1f s, %s%d unexpected%s, %d expected, %d stale, seed %d"
        .formatted(
            verdict(),
            allowed ? " (allowed)" : "",
            operations(),
            seconds(),
            missing() > 0
                ? "%,d of %,d claims not exercised, ".formatted(missing(), claimed())
                : "",
            unexpected().size(),
            causes(),
            findings.size() - unexpected().size(),
            stale.size(),
            seed);
  }

  /// Of how many causes the findings are that nobody expected, where those are fewer.
  private String causes() {
    int causes = Cause.of(unexpected()).size();
    return causes == unexpected().size()
        ? ""
        : causes == 1 ? " of 1 cause" : " of %d causes".formatted(causes);
  }
}
