package maplet.harness.conform;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.Symptom;
import maplet.harness.check.Violation;
import maplet.harness.report.Reproduction;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.verdict.Finding;
import maplet.harness.verdict.FindingName;
import maplet.model.Rule;
import maplet.model.arch.Regime;

/// A subject that gives no usable answer while this process loads or starts it: a finding like any
/// other, of no operation.
final class LoadFailure {
  private LoadFailure() {}

  /// As a divergence.
  static Divergence divergence(Regime regime, SubjectFailure failure) {
    Violation violation =
        new Violation(
            Oracle.OUTCOME,
            Violation.NOWHERE,
            "an answer",
            Violation.IN_LOAD + failure.getMessage(),
            Symptom.NO_ANSWER);
    return new Divergence(
        regime,
        "",
        LastWords.ANYWHERE,
        new RecordedSequence(),
        List.of(violation),
        Optional.of(failure.kind()),
        failure.place(),
        Rule.NONE);
  }

  /// Keeps it in the store.
  static void keep(
      ConformPlan plan,
      String regime,
      FlightRecorder recorder,
      FindingStore store,
      SubjectFailure failure) {
    Divergence divergence = divergence(plan.regime(regime), failure);
    FindingName name = Findings.name(divergence);
    if (store.find(name).isPresent()) {
      store.count(name);
    } else {
      Findings findings = new Findings(plan);
      long sequence = recorder.sequence();
      Finding finding =
          findings.of(Reproduction.unreproduced(divergence), true, sequence, sequence, 0);
      store.put(finding, findings.trace(name, divergence, OptionalLong.empty()));
    }
    store.flush();
  }
}
