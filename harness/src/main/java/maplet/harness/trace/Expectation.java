package maplet.harness.trace;

import java.util.Optional;
import maplet.model.Rule;
import maplet.model.Status;

/// What a step of a trace must answer when it is replayed.
///
/// @param status how the operation must end
/// @param rule the rule that must refuse it; empty when the trace leaves the rule open
public record Expectation(Status status, Optional<Rule> rule) {
  /// Whether an answer is the expected one.
  ///
  /// @param actualRule [Rule#NONE] for an operation that wasn't refused
  public boolean isMetBy(Status actualStatus, Rule actualRule) {
    return status == actualStatus && rule.map(expected -> expected == actualRule).orElse(true);
  }
}
