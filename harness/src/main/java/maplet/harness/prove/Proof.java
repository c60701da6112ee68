package maplet.harness.prove;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import maplet.model.arch.Regime;

/// What became of a theorem in one regime.
///
/// @param verdict what the solver says
/// @param claims how many questions it took
/// @param confirmed on how many of them the second solver agrees, where it was asked
/// @param failure why it isn't proved, in lines for people; empty where it is
/// @param methods the implementation's methods that were executed, and the hash of each one's
///   bytecode
/// @param seconds for execution and solving
public record Proof(
    String theorem,
    Regime regime,
    Verdict verdict,
    int claims,
    int confirmed,
    Optional<List<String>> failure,
    Map<String, String> methods,
    double seconds) {
  /// What a solver says of all claims together.
  public enum Verdict {
    /// Every claim holds.
    PROVED,
    /// A claim has a counterexample.
    REFUTED,
    /// The solver gave up, the code does what the executor doesn't know, or a claim is vacuous:
    /// that proves nothing.
    UNDECIDED
  }

  /// Whether every claim holds.
  public boolean isProved() {
    return verdict == Verdict.PROVED;
  }
}
