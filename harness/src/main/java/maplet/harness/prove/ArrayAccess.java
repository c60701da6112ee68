package maplet.harness.prove;

import java.lang.reflect.Array;
import java.util.HashMap;
import java.util.Map;

/// Arrays: those of the running JVM, which nobody changes (tables of formats, an enum's values),
/// and those of objects under proof.
final class ArrayAccess {
  private static final String LENGTH = "length";
  private static final String OUT_OF_BOUNDS = "java/lang/ArrayIndexOutOfBoundsException";

  private ArrayAccess() {}

  /// Pops an index and an array, pushes the element.
  static void load(State state, Exits exits) {
    Term index = state.popWord();
    Reference reference = state.popReference();
    if (reference instanceof Reference.Unknown) {
      throw new RefusedException("an element of an array of which nothing is known");
    }
    checkIndex(index, length(state.heap(), reference), state, exits);
    if (state.isDead()) {
      return;
    }
    if (reference instanceof Reference.Made(int id, String _)) {
      state.push(ownElement(state.heap(), id, index));
    } else {
      Object array = live(reference);
      state.push(element(array, index, 0, Array.getLength(array)));
    }
  }

  private static void checkIndex(Term index, Term length, State state, Exits exits) {
    Term inside = Logic.and(Logic.not(Logic.less(index, Words.of(0))), Logic.less(index, length));
    exits.threw(OUT_OF_BOUNDS, Logic.and(state.guard(), Logic.not(inside)));
    state.assume(inside);
  }

  /// A new array of numbers, whose elements are fields named by their index.
  static Program.Made make(Program program, Heap heap, int length) {
    Map<String, Value> elements = new HashMap<>();
    for (int i = 0; i < length; i++) {
      elements.put(Integer.toString(i), Words.of(0L));
    }
    elements.put(LENGTH, Words.of(length));
    return program.make(heap, "[J", elements);
  }

  private static Value ownElement(Heap heap, int id, Term index) {
    if (index.isConstant()) {
      return heap.field(id, Long.toString(index.constant));
    }
    int last = (int) ((Term) heap.field(id, LENGTH)).constant - 1;
    Value value = heap.field(id, Integer.toString(last));
    for (int i = last - 1; i >= 0; i--) {
      Term hit = Logic.equal(index, Words.of(i));
      value = Reference.join(hit, heap.field(id, Integer.toString(i)), value);
    }
    return value;
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

  /// Pops a value, an index and an array. Of arrays for the arguments of messages nothing is kept.
  static void store(State state, Exits exits) {
    Value value = state.pop();
    Term index = state.popWord();
    switch (state.popReference()) {
      case Reference.Unknown _ -> {}
      case Reference.Made(int id, String _) -> {
        checkIndex(index, (Term) state.heap().field(id, LENGTH), state, exits);
        state.setHeap(stored(state.heap(), id, index, value));
      }
      default -> throw new RefusedException("a store into an array of the running JVM");
    }
  }

  private static Heap stored(Heap before, int id, Term index, Value value) {
    Heap heap = before;
    for (int i = 0; i < ((Term) before.field(id, LENGTH)).constant; i++) {
      Term hit = Logic.equal(index, Words.of(i));
      String name = Integer.toString(i);
      heap =
          Logic.isNo(hit)
              ? heap
              : heap.with(id, name, Reference.join(hit, value, before.field(id, name)));
    }
    return heap;
  }

  static Term length(Heap heap, Reference reference) {
    return reference instanceof Reference.Made(int id, String _)
        ? (Term) heap.field(id, LENGTH)
        : Words.of(Array.getLength(live(reference)));
  }

  private static Object live(Reference reference) {
    if (reference instanceof Reference.Live(Object array) && array.getClass().isArray()) {
      return array;
    }
    throw new RefusedException("an array that isn't one of the running JVM's");
  }
}
