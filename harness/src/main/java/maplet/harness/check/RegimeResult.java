package maplet.harness.check;

import java.time.Duration;
import java.util.Optional;
import maplet.model.arch.Regime;

/// What a campaign found on one regime.
///
/// @param sequences run, the diverging one included
/// @param bins what the operations ended in
/// @param walks what the walks among them ended in
/// @param elapsed wall-clock time
/// @param divergence of the earliest sequence that diverged
public record RegimeResult(
    Regime regime,
    long sequences,
    OutcomeBins bins,
    WalkBins walks,
    Duration elapsed,
    Optional<SeededDivergence> divergence) {

  /// A divergence with the place in the campaign where it was found.
  ///
  /// @param sequence number of the sequence in the campaign
  /// @param seed of that sequence
  public record SeededDivergence(long sequence, long seed, Divergence divergence) {}
}
