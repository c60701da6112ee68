package maplet.harness.check;

import java.util.List;

/// How much of what is claimed a run has exercised.
///
/// @param claimed pairs of something claimed and an operation, and freedoms
/// @param missing those of them that weren't exercised
/// @param gaps the same in words: where a thing wasn't exercised by any operation, its pairs are
///   one gap
public record Coverage(int claimed, int missing, List<Gap> gaps) {
  public Coverage {
    gaps = List.copyOf(gaps);
  }

  /// Whether nothing is missing.
  public boolean isComplete() {
    return missing == 0;
  }
}
