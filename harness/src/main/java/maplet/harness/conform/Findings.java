package maplet.harness.conform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.report.DivergenceReport;
import maplet.harness.report.Reproduction;
import maplet.harness.report.TraceConversion;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.text.ShellWord;
import maplet.harness.trace.Trace;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.FindingName;

/// Makes findings of divergences.
final class Findings {
  private static final String SCRIBBLE = "scribble";

  /// The operation of what is found before the subject could be asked anything.
  static final String LOAD = "load";

  /// The operation of what is found before the first one.
  static final String CREATE = "create";

  /// The operation of what is found after the last one.
  static final String DESTROY = "destroy";

  /// The operation of what is found when a subject shows its tables.
  static final String DUMP = "dump";

  private final ConformPlan plan;

  Findings(ConformPlan plan) {
    this.plan = plan;
  }

  /// The name of a divergence.
  static FindingName name(Divergence divergence) {
    Oracle oracle = divergence.first().oracle();
    Optional<String> failure = divergence.failure().map(SubjectFailure.Kind::toString);
    return new FindingName(
        divergence.regime().id(),
        failure.orElse(oracle == Oracle.BOUNDS ? SCRIBBLE : oracle.toString()),
        divergence.first().phase().orElseGet(() -> lastOperation(divergence.operations())),
        divergence.rule().toString());
  }

  /// The operation that a sequence ends with.
  static String lastOperation(RecordedSequence operations) {
    if (operations.size() == 0) {
      return CREATE;
    }
    OperationSlot slot = new OperationSlot();
    operations.get(operations.size() - 1, slot);
    return slot.kind.toString();
  }

  /// A finding with everything that is known.
  ///
  /// @param sequence number of the sequence that showed it
  Finding of(FindingName name, Reproduction reproduction, long sequence, long seed) {
    Divergence smallest = reproduction.minimised();
    String found = "seed %d, sequence %d of %s".formatted(plan.seed(), sequence, name.regime());
    List<String> report =
        new ArrayList<>(DivergenceReport.lines(reproduction, found, replay(name)));
    report.set(0, "divergence: " + name.kind());
    return new Finding(
        name,
        1,
        sequence,
        seed,
        smallest.operations().size(),
        smallest.first().expected(),
        smallest.first().actual(),
        FindingStore.traceName(name),
        report);
  }

  /// The trace of a divergence.
  Trace trace(FindingName name, Divergence divergence, long seed) {
    return TraceConversion.trace(divergence, OptionalLong.of(seed), replay(name));
  }

  private String replay(FindingName name) {
    Path trace = plan.folder().resolve(FindingStore.traceName(name));
    if (plan.subject().isGiven()) {
      return "this test with -Dmaplet.replay=" + trace;
    }
    List<String> words = new ArrayList<>(List.of("maplet", "conform"));
    words.addAll(List.of("--subject", plan.subject().text()));
    words.addAll(
        plan.profileFile()
            .map(file -> List.of("--profile", file.toString()))
            .orElse(List.of("--regime", name.regime())));
    words.addAll(List.of("--replay", trace.toString()));
    return ShellWord.command(words);
  }
}
