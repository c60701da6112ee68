package maplet.harness.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What one sequence has shown so far: of each kind of divergence (see [Divergence#isLike]) the
/// first.
final class SequenceFindings {
  /// Kinds after which a sequence ends: who diverges so often isn't followed any more.
  private static final int MOST = 64;

  private final List<Divergence> found = new ArrayList<>();
  private Optional<Predicate<Divergence>> wanted = Optional.empty();
  private Optional<Divergence> met = Optional.empty();

  /// A sequence begins.
  void begin() {
    found.clear();
    met = Optional.empty();
  }

  /// From now on a sequence ends with a divergence that is wanted.
  void want(Predicate<Divergence> divergence) {
    wanted = Optional.of(divergence);
  }

  /// From now on no divergence is wanted more than another.
  void wantNone() {
    wanted = Optional.empty();
  }

  /// A step diverged.
  ///
  /// @return whether that is the first of its kind
  boolean add(Divergence divergence) {
    if (met.isEmpty() && wanted.isPresent() && wanted.get().test(divergence)) {
      met = Optional.of(divergence);
    }
    boolean isNew = found.stream().noneMatch(divergence::isLike);
    if (isNew) {
      found.add(divergence);
    }
    return isNew;
  }

  /// Whether the sequence is to end here.
  boolean areEnough() {
    return met.isPresent() || found.size() >= MOST;
  }

  /// The wanted divergence that ended the sequence.
  Optional<Divergence> met() {
    return met;
  }

  /// All kinds, in the order in which they showed.
  List<Divergence> all() {
    return found.isEmpty() ? List.of() : List.copyOf(found);
  }
}
