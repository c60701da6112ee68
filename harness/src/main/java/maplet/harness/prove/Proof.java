package maplet.harness.prove;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import maplet.model.arch.Regime;

/// What became of a theorem in one regime.
///
/// @param claims how many questions it took
/// @param failure why it isn't proved, in lines for people; empty where it is
/// @param methods the implementation's methods that were executed, and the hash of each one's
///   bytecode
/// @param seconds for execution and solving
public record Proof(
    String theorem,
    Regime regime,
    int claims,
    Optional<List<String>> failure,
    Map<String, String> methods,
    double seconds) {

  /// Whether every claim holds.
  public boolean isProved() {
    return failure.isEmpty();
  }
}
