package maplet.harness.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import maplet.harness.trace.TraceReader;
import maplet.harness.verdict.Expectation;
import maplet.harness.verdict.FindingName;
import maplet.harness.verdict.TriedExpectation;
import maplet.harness.verdict.TriedExpectation.Outcome;

/// Runs the traces of expected divergences, each where nothing else has run, before anything else:
/// what still diverges, and what no longer does.
final class ExpectationTrial {
  private static final String FILE = "expected.jsonl.new";

  private final ConformPlan plan;
  private final Consumer<String> progress;

  ExpectationTrial(ConformPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /// Tries those whose regime is run.
  List<TriedExpectation> run(List<Expectation> expectations)
      throws IOException, InterruptedException {
    List<TriedExpectation> tried = new ArrayList<>();
    for (Expectation expectation : expectations) {
      tried.add(
          expectation.trace().isEmpty() ? TriedExpectation.untried(expectation) : run(expectation));
    }
    return tried;
  }

  private TriedExpectation run(Expectation expectation) throws IOException, InterruptedException {
    Files.createDirectories(plan.folder());
    Path file = plan.folder().resolve(FILE);
    try {
      Files.write(file, expectation.trace());
      String regime = TraceReader.read(file).header().regime();
      if (!plan.regimes().contains(regime)) {
        return TriedExpectation.untried(expectation);
      }
      TriedExpectation tried = judge(expectation, new FreshProcess(plan, regime).names(file));
      progress.accept("expected: %s: %s".formatted(expectation, text(tried.outcome())));
      return tried;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private TriedExpectation judge(Expectation expectation, List<FindingName> shown) {
    if (shown.isEmpty() && !plan.without().isEmpty()) {
      return TriedExpectation.untried(expectation); // who would see it may be switched off
    }
    if (shown.isEmpty()) {
      return new TriedExpectation(expectation, Outcome.STALE, Optional.empty());
    }
    Optional<FindingName> met =
        shown.stream()
            .filter(expectation::covers)
            .findFirst()
            .or(() -> shown.stream().filter(expectation::coversButForPlace).findFirst());
    Outcome outcome = met.isPresent() ? Outcome.STILL_THERE : Outcome.OTHERWISE;
    return new TriedExpectation(expectation, outcome, met);
  }

  private static String text(Outcome outcome) {
    return switch (outcome) {
      case NOT_TRIED -> "not tried";
      case STILL_THERE -> "still there";
      case STALE -> "stale";
      case OTHERWISE -> "its trace diverges in another way";
    };
  }
}
