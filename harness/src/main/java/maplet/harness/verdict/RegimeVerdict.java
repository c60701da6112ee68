package maplet.harness.verdict;

import java.util.List;
import maplet.harness.text.PlainText;

/// What a run did on one regime.
///
/// @param regime id
/// @param sequences that were run
/// @param operations that were run and checked
/// @param seconds that this took, minimising included
/// @param exercise what of the claims was exercised
/// @param faults why these counts can't be right, in words; empty where they can
public record RegimeVerdict(
    String regime,
    long sequences,
    long operations,
    double seconds,
    List<Row> rows,
    Exercise exercise,
    List<String> faults) {
  public RegimeVerdict {
    regime = PlainText.line(regime);
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }
}
