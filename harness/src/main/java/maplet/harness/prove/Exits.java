package maplet.harness.prove;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Gathers the ways in which a method ends while it is executed.
final class Exits {
  private Term returns = Logic.no();
  private Optional<Value> value = Optional.empty();
  private Optional<Heap> heap = Optional.empty();
  private final Map<String, Term> thrown = new TreeMap<>();

  void returned(State state, Optional<Value> result) {
    value =
        value.isEmpty() || result.isEmpty()
            ? result
            : Optional.of(Reference.join(state.guard(), result.get(), value.get()));
    heap =
        Optional.of(
            heap.map(other -> Heap.join(state.guard(), state.heap(), other)).orElse(state.heap()));
    returns = Logic.or(returns, state.guard());
  }

  void threw(String exception, Term guard) {
    if (!Logic.isNo(guard)) {
      thrown.merge(exception, guard, Logic::or);
    }
  }

  void threw(Map<String, Term> others) {
    others.forEach(this::threw);
  }

  /// @param before the heap before the call, for calls that never return
  Outcome outcome(Heap before) {
    return new Outcome(returns, value, heap.orElse(before), thrown);
  }
}
