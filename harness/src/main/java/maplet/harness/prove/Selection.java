package maplet.harness.prove;

import java.util.Optional;

/// The alternatives of a reference that have a class.
final class Selection {
  private Selection() {}

  /// The reference where it is an instance of a type; empty where none of its alternatives is.
  static Optional<Reference> of(Reference reference, String type) {
    if (reference instanceof Reference.Either(Term condition, Reference left, Reference right)) {
      Optional<Reference> l = of(left, type);
      Optional<Reference> r = of(right, type);
      if (l.isEmpty()) {
        return r;
      }
      return r.isEmpty() ? l : Optional.of(Reference.choose(condition, l.get(), r.get()));
    }
    return Logic.isYes(Types.isInstance(reference, type))
        ? Optional.of(reference)
        : Optional.empty();
  }
}
