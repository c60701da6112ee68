package maplet.harness.conform;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import maplet.harness.sequence.OperationKind;
import maplet.harness.verdict.Expectation;
import maplet.model.Rule;
import maplet.model.arch.Regimes;

/// The names in expected divergences must exist: one that is misspelt could never be met, and would
/// expect nothing in silence where its regime isn't run.
final class ExpectedNames {
  private ExpectedNames() {}

  /// Refuses what can never be met.
  ///
  /// @throws IllegalArgumentException that names the expected divergence, the word and those that
  ///   there are
  static void check(List<Expectation> expectations) {
    Stream<String> ends =
        Stream.of(Findings.LOAD, Findings.CREATE, Findings.DESTROY, Findings.DUMP);
    Stream<String> kinds = Arrays.stream(OperationKind.values()).map(OperationKind::toString);
    List<String> operations = Stream.concat(kinds, ends).toList();
    List<String> rules = Arrays.stream(Rule.values()).map(Rule::toString).toList();
    for (Expectation expectation : expectations) {
      checkRegime(expectation);
      checkWord(expectation, "operation", expectation.operation(), operations);
      checkWord(expectation, "rule", expectation.rule(), rules);
    }
  }

  private static void checkRegime(Expectation expectation) {
    if (expectation.regime().equals(Expectation.ANY)) {
      return;
    }
    try {
      Regimes.find(expectation.regime());
    } catch (IllegalArgumentException e) {
      throw bad(expectation, "regime", expectation.regime(), String.valueOf(e.getMessage()));
    }
  }

  private static void checkWord(
      Expectation expectation, String field, String word, List<String> known) {
    if (!word.equals(Expectation.ANY) && !known.contains(word)) {
      String all = known.stream().collect(Collectors.joining(", "));
      throw bad(expectation, field, word, "it must be '*' or one of " + all);
    }
  }

  private static IllegalArgumentException bad(
      Expectation expectation, String field, String word, String rule) {
    return new IllegalArgumentException(
        "--expect: '%s' can never be met: there is no %s '%s'; %s"
            .formatted(expectation, field, word, rule));
  }
}
