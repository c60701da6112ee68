package maplet.harness.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.TraceReplay;
import maplet.harness.check.Violation;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.trace.Expectation;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceStep;
import maplet.model.Rule;
import maplet.model.Status;
import maplet.model.arch.Regime;

/// Drives the sequences of one regime through an implementation, with all oracles after each step.
final class SequenceSubject implements AutoCloseable {
  private final SequenceRunner runner;
  private final String regime;

  SequenceSubject(SubjectProvider provider, Regime regime) {
    runner = new SequenceRunner(regime, provider, EnumSet.allOf(Oracle.class));
    this.regime = regime.id();
  }

  /// The first difference, if there is one.
  Optional<Violation> run(ObjectNode vector) {
    Trace plain = SequenceMeaning.trace(regime, vector);
    JsonNode answers = vector.path(VectorFields.EXPECT).path("answers");
    List<TraceStep> steps = new ArrayList<>();
    for (int i = 0; i < plain.steps().size(); i++) {
      TraceStep step = plain.steps().get(i);
      steps.add(
          new TraceStep(
              step.operation(),
              step.refuseFrom(),
              step.refuseOnce(),
              Optional.of(expectation(answers.path(i)))));
    }
    return TraceReplay.run(runner, new Trace(plain.header(), steps), new OutcomeBins()).stream()
        .map(divergence -> divergence.first())
        .findFirst();
  }

  private static Expectation expectation(JsonNode answer) {
    Status status = Status.valueOf(constant(answer.path(VectorFields.STATUS)));
    Rule rule =
        answer.has(VectorFields.RULE)
            ? Rule.valueOf(constant(answer.path(VectorFields.RULE)))
            : Rule.NONE;
    return new Expectation(status, Optional.of(rule));
  }

  private static String constant(JsonNode name) {
    return name.asText().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public void close() {
    runner.close();
  }
}
