package maplet.harness.explore;

import java.time.Duration;
import java.util.Optional;
import maplet.harness.check.Divergence;
import maplet.model.arch.Regime;

/// How an exploration ended.
///
/// @param states that were found
/// @param visited states in which every operation was tried
/// @param depth operations from the empty state to the state found last, a shortest way
/// @param elapsed in all runs, where it was resumed
/// @param bytes that the states take up
/// @param divergence what was found, after a shortest way; nothing when all agree
public record ExplorationResult(
    Regime regime,
    World world,
    int states,
    int visited,
    int depth,
    Counts counts,
    Duration elapsed,
    long bytes,
    Optional<Divergence> divergence) {
  /// Whether all states were visited, so that there are no others.
  public boolean isFixpoint() {
    return visited == states && divergence.isEmpty();
  }
}
