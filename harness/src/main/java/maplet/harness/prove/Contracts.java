package maplet.harness.prove;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import maplet.harness.prove.Reference.Unknown;

/// What stands in for methods that aren't executed: memory, the JDK's, and those that a theorem
/// replaces by what it assumes of them. Everything here belongs to the trusted base.
final class Contracts {
  /// Stands in for a method.
  interface Contract {
    /// Pushes the result, where there is one, and changes the heap.
    ///
    /// @param arguments the receiver first, where there is one
    void apply(List<Value> arguments, State state, Exits exits);
  }

  private final Map<String, Contract> contracts = new HashMap<>();
  private BiConsumer<Term, Term> readListener = (_, _) -> {};

  /// Memory and the few methods of the JDK and of commons-lang3 that the code under proof calls.
  static Contracts basic() {
    Contracts basic = new Contracts();
    String memory = "maplet/impl/memory/PhysicalMemory";
    basic.put(memory + ".read", basic::read);
    basic.put("maplet/model/arch/WordMemory.read", basic::read);
    basic.put(memory + ".write", Contracts::write);
    basic.put("org/apache/commons/lang3/Validate.isTrue", Contracts::demand);
    basic.put("java/util/Objects.requireNonNull", Contracts::requireNonNull);
    basic.put("java/lang/Long.compress", Contracts::compress);
    basic.put("java/lang/Long.compareUnsigned", Contracts::compareUnsigned);
    basic.put("java/lang/Math.min", (arguments, state, _) -> state.push(least(arguments)));
    // Which accessed and dirty flags hardware sets is no part of where a walk leads.
    basic.put(
        "maplet/model/arch/ept/EptWalk.updates",
        (_, state, _) -> state.push(new Unknown("updates")));
    return basic;
  }

  /// Adds or replaces a contract.
  ///
  /// @param method internal class name, dot, method's name
  void put(String method, Contract contract) {
    contracts.put(method, contract);
  }

  /// Tells of each read of memory: the condition under which it happens, and the address.
  void onRead(BiConsumer<Term, Term> listener) {
    readListener = listener;
  }

  Optional<Contract> find(String owner, String name) {
    return Optional.ofNullable(contracts.get(owner + "." + name));
  }

  private static Term word(Value value) {
    if (value instanceof Term term) {
      return term;
    }
    throw new RefusedException("a word was expected, not " + value);
  }

  private void read(List<Value> arguments, State state, Exits exits) {
    readListener.accept(state.guard(), word(arguments.get(1)));
    state.push(Memories.read(state.heap().memory(), word(arguments.get(1))));
  }

  private static void write(List<Value> arguments, State state, Exits exits) {
    Term next =
        Memories.store(state.heap().memory(), word(arguments.get(1)), word(arguments.get(2)));
    state.setHeap(state.heap().withMemory(next));
  }

  private static void demand(List<Value> arguments, State state, Exits exits) {
    Term holds = Words.isNotZero(word(arguments.getFirst()));
    exits.threw("java/lang/IllegalArgumentException", Logic.and(state.guard(), Logic.not(holds)));
    state.assume(holds);
  }

  private static void requireNonNull(List<Value> arguments, State state, Exits exits) {
    if (!(arguments.getFirst() instanceof Reference reference)) {
      throw new RefusedException("a reference was expected, not " + arguments.getFirst());
    }
    Term isNull = Types.isNull(reference);
    exits.threw("java/lang/NullPointerException", Logic.and(state.guard(), isNull));
    state.assume(Logic.not(isNull));
    state.push(reference);
  }

  private static Term least(List<Value> arguments) {
    Term left = word(arguments.get(0));
    Term right = word(arguments.get(1));
    return Logic.choice(Logic.less(left, right), left, right);
  }

  private static void compress(List<Value> arguments, State state, Exits exits) {
    Term mask = word(arguments.get(1));
    if (!mask.isConstant()) {
      throw new RefusedException("Long.compress with a mask that isn't known");
    }
    state.push(Words.compress(word(arguments.get(0)), mask.constant));
  }

  private static void compareUnsigned(List<Value> arguments, State state, Exits exits) {
    Term left = word(arguments.get(0));
    Term right = word(arguments.get(1));
    Term otherwise = Logic.choice(Logic.equal(left, right), Words.of(0), Words.of(1));
    state.push(Logic.choice(Logic.below(left, right), Words.of(-1), otherwise));
  }
}
