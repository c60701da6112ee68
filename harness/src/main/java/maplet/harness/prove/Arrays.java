package maplet.harness.prove;

import java.lang.reflect.Array;

/// Arrays of the running JVM, which nobody changes: tables of formats, an enum's values.
final class Arrays {
  private static final String OUT_OF_BOUNDS = "java/lang/ArrayIndexOutOfBoundsException";

  private Arrays() {}

  /// Pops an index and an array, pushes the element.
  static void load(State state, Exits exits) {
    Term index = state.popWord();
    Reference reference = state.popReference();
    if (reference instanceof Reference.Unknown) {
      throw new RefusedException("an element of an array of which nothing is known");
    }
    Object array = live(reference);
    int length = Array.getLength(array);
    Term inside =
        Logic.and(Logic.not(Logic.less(index, Words.of(0))), Logic.less(index, Words.of(length)));
    exits.threw(OUT_OF_BOUNDS, Logic.and(state.guard(), Logic.not(inside)));
    state.assume(inside);
    if (!state.isDead()) {
      state.push(element(array, index, 0, length));
    }
  }

  /// A tree of choices over the bits of the index: its depth is the logarithm of the length.
  private static Value element(Object array, Term index, int from, int to) {
    if (index.isConstant()) {
      return LiveObjects.lift(Array.get(array, (int) index.constant));
    }
    if (to - from == 1) {
      return LiveObjects.lift(Array.get(array, from));
    }
    int middle = from + Integer.highestOneBit(to - from - 1);
    Value low = element(array, index, from, middle);
    Value high = element(array, index, middle, to);
    return Reference.join(Logic.less(index, Words.of(middle)), low, high);
  }

  /// Pops a value, an index and an array. Arrays are written only as the arguments of messages.
  static void store(State state, Exits exits) {
    state.pop();
    state.popWord();
    if (!(state.popReference() instanceof Reference.Unknown)) {
      throw new RefusedException("a store into an array");
    }
    exits.threw(OUT_OF_BOUNDS, Logic.no());
  }

  static Term length(Reference reference) {
    return Words.of(Array.getLength(live(reference)));
  }

  private static Object live(Reference reference) {
    if (reference instanceof Reference.Live(Object array) && array.getClass().isArray()) {
      return array;
    }
    throw new RefusedException("an array that isn't one of the running JVM's");
  }
}
