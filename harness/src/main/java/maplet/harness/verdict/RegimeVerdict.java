package maplet.harness.verdict;

import java.util.List;

/// What a run did on one regime.
///
/// @param regime id
/// @param sequences that were run
/// @param operations that were run and checked
/// @param seconds that this took, minimising included
public record RegimeVerdict(
    String regime, long sequences, long operations, double seconds, List<Row> rows) {
  public RegimeVerdict {
    rows = List.copyOf(rows);
  }
}
