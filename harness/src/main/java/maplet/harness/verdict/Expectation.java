package maplet.harness.verdict;

import java.util.List;
import maplet.harness.text.PlainText;

/// A divergence that is known and accepted for now.
///
/// @param regime id, or `*` for all
/// @param kind of the finding, as in `outcome`
/// @param operation as in `map-linear`, or `*`
/// @param rule as in `alignment`, or `*`
/// @param symptom as in `wider`, or `*`
/// @param place as in `no such page, at stage2.rs:120`, or `*`
/// @param reason why it is accepted, for people
/// @param trace the lines of a trace that shows it; empty where there is none
public record Expectation(
    String regime,
    String kind,
    String operation,
    String rule,
    String symptom,
    String place,
    String reason,
    List<String> trace) {
  /// Stands for every regime, operation, rule, symptom or place.
  public static final String ANY = "*";

  public Expectation {
    symptom = PlainText.line(symptom);
    place = PlainText.line(place);
    reason = PlainText.line(reason);
    trace = List.copyOf(trace);
  }

  /// What a finding is expected by.
  ///
  /// @param trace lines of a trace that shows it
  public static Expectation of(FindingName name, String reason, List<String> trace) {
    return new Expectation(
        name.regime(),
        name.kind(),
        name.operation(),
        name.rule(),
        name.symptom(),
        name.place(),
        reason,
        trace);
  }

  /// Whether a finding is this one.
  public boolean covers(FindingName name) {
    return coversButForPlace(name) && (place.equals(ANY) || place.equals(name.place()));
  }

  /// Whether a finding is this one, or would be if its code lay elsewhere.
  public boolean coversButForPlace(FindingName name) {
    return isFor(name.regime())
        && kind.equals(name.kind())
        && (operation.equals(ANY) || operation.equals(name.operation()))
        && (rule.equals(ANY) || rule.equals(name.rule()))
        && (symptom.equals(ANY) || symptom.equals(name.symptom()));
  }

  /// Whether it is about a regime.
  public boolean isFor(String regimeId) {
    return regime.equals(ANY) || regime.equals(regimeId);
  }

  /// Whether it is about the same findings as another one.
  public boolean isAbout(Expectation other) {
    return withoutReason().equals(other.withoutReason());
  }

  private List<String> withoutReason() {
    return List.of(regime, kind, operation, rule, symptom, place);
  }

  /// What is expected, without the reason.
  @Override
  public String toString() {
    return FindingName.text(kind, operation, regime, rule, symptom, place, ANY);
  }
}
