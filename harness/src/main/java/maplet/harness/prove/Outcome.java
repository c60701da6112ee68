package maplet.harness.prove;

import java.util.Map;
import java.util.Optional;

/// How a call ends.
///
/// @param returns holds exactly where it returns
/// @param value what it returns there
/// @param heap the heap there
/// @param thrown by class of exception: holds exactly where that is thrown
record Outcome(Term returns, Optional<Value> value, Heap heap, Map<String, Term> thrown) {
  /// Holds exactly where anything is thrown.
  Term anyThrown() {
    return thrown.values().stream().reduce(Logic.no(), Logic::or);
  }

  /// The value as a word.
  Term word() {
    return value.filter(Term.class::isInstance).map(Term.class::cast).orElseThrow(this::notThat);
  }

  /// The value as a reference.
  Reference reference() {
    return value
        .filter(Reference.class::isInstance)
        .map(Reference.class::cast)
        .orElseThrow(this::notThat);
  }

  private RefusedException notThat() {
    return new RefusedException("the call doesn't return what was asked for, but " + value);
  }
}
