package maplet.harness.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import maplet.model.arch.Regime;

/// What a campaign found on one regime.
///
/// @param sequences run
/// @param bins what the operations ended in
/// @param walks what the walks among them ended in
/// @param exercised what was done, and judged
/// @param elapsed its share of the time
/// @param divergences each kind (see [Divergence#isLike]) once, of the earliest sequence that
///   showed it; the earliest sequence first
public record RegimeResult(
    Regime regime,
    long sequences,
    OutcomeBins bins,
    WalkBins walks,
    ExerciseBins exercised,
    Duration elapsed,
    List<SeededDivergence> divergences) {
  public RegimeResult {
    divergences = List.copyOf(divergences);
  }

  /// The first divergence of the earliest sequence that diverged.
  public Optional<SeededDivergence> divergence() {
    return divergences.stream().findFirst();
  }

  /// A divergence with the place in the campaign where it was found.
  ///
  /// @param sequence number of the sequence in the campaign
  /// @param seed of that sequence
  public record SeededDivergence(long sequence, long seed, Divergence divergence) {}
}
