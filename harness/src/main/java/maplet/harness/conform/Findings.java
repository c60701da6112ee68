package maplet.harness.conform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.Symptom;
import maplet.harness.check.Violation;
import maplet.harness.report.DivergenceReport;
import maplet.harness.report.Reproduction;
import maplet.harness.report.TraceConversion;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.sequence.Setup;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.text.ShellWord;
import maplet.harness.trace.Trace;
import maplet.harness.verdict.Example;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.FindingName;
import maplet.harness.verdict.Replay;
import maplet.model.Rule;
import maplet.model.arch.Regime;

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

  /// Steps of an example that are named.
  private static final int MOST_STEPS = 12;

  private final ConformPlan plan;

  Findings(ConformPlan plan) {
    this.plan = plan;
  }

  /// The name of a divergence.
  static FindingName name(Divergence divergence) {
    Violation first = divergence.first();
    Optional<String> failure = divergence.failure().map(SubjectFailure.Kind::toString);
    boolean isScribble = first.oracle() == Oracle.BOUNDS;
    boolean hasSymptom = failure.isEmpty() && !isScribble;
    return new FindingName(
        divergence.regime().id(),
        failure.orElse(isScribble ? SCRIBBLE : first.oracle().toString()),
        first.phase().orElseGet(() -> lastOperation(divergence.operations())),
        divergence.rule().toString(),
        hasSymptom ? first.symptom().word() : FindingName.NONE,
        divergence.place());
  }

  /// A subject's process ended, or gave no answer.
  ///
  /// @param place see [SubjectFailure#place]
  static Divergence failure(
      Regime regime,
      String subject,
      Setup setup,
      RecordedSequence operations,
      ChildProcess.End end,
      String reason,
      String place) {
    Violation violation =
        end == ChildProcess.End.DAMAGED
            ? new Violation(
                Oracle.BOUNDS, Violation.NOWHERE, "stores only in the host's memory", reason)
            : new Violation(
                Oracle.OUTCOME, Violation.NOWHERE, "an answer", reason, Symptom.NO_ANSWER);
    Optional<SubjectFailure.Kind> kind =
        switch (end) {
          case HUNG -> Optional.of(SubjectFailure.Kind.HANG);
          case DIED -> Optional.of(SubjectFailure.Kind.CRASH);
          case DAMAGED, ANSWERED -> Optional.empty();
        };
    return new Divergence(
        regime, subject, setup, operations, List.of(violation), kind, place, Rule.NONE);
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
  /// @param minimised whether somebody has tried to make it smaller
  /// @param sequence number of the sequence that showed it
  /// @param since number of the first sequence of the process that showed it
  Finding of(Reproduction reproduction, boolean minimised, long sequence, long since, long seed) {
    Divergence smallest = reproduction.minimised();
    FindingName name = name(smallest);
    String found = "seed %d, sequence %d of %s".formatted(plan.seed(), sequence, name.regime());
    List<String> report =
        new ArrayList<>(DivergenceReport.lines(reproduction, found, replay(name)));
    report.set(0, "divergence: " + name.kind());
    return new Finding(
        name,
        1,
        minimised,
        Replay.NOT_TRIED,
        smallest.first().expected(),
        smallest.first().actual(),
        also(smallest),
        since,
        "",
        List.of(example(FindingStore.traceName(name, 1), smallest, sequence, seed)),
        report);
  }

  private static List<String> also(Divergence divergence) {
    List<Violation> violations = divergence.violations();
    return violations.subList(1, violations.size()).stream()
        .map(each -> each.oracle() + ", " + each.symptom().word())
        .toList();
  }

  /// A divergence as an example of a finding.
  ///
  /// @param trace name of its file
  static Example example(String trace, Divergence divergence, long sequence, long seed) {
    RecordedSequence operations = divergence.operations();
    List<String> steps = new ArrayList<>();
    OperationSlot slot = new OperationSlot();
    for (int i = 0; i < Math.min(operations.size(), MOST_STEPS); i++) {
      operations.get(i, slot);
      steps.add(slot.kind.toString());
    }
    String more = operations.size() > MOST_STEPS ? ", ..." : "";
    return new Example(trace, sequence, seed, operations.size(), String.join(", ", steps) + more);
  }

  /// The trace of a divergence.
  Trace trace(FindingName name, Divergence divergence, OptionalLong seed) {
    return TraceConversion.trace(divergence, seed, replay(name));
  }

  private String replay(FindingName name) {
    Path trace = plan.folder().resolve(FindingStore.traceName(name, 1));
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
