package maplet.harness.prove;

import java.util.HashMap;
import java.util.Map;

/// The objects made during a run, and the physical memory; immutable.
///
/// @param memory the words of physical memory
/// @param objects fields by name, of each object by its id
// The same object is the same heap: that spares comparing what paths haven't touched.
@SuppressWarnings("ReferenceEquality")
record Heap(Term memory, Map<Integer, Map<String, Value>> objects) {
  /// A heap with a memory and no objects.
  static Heap of(Term memory) {
    return new Heap(memory, Map.of());
  }

  Heap withMemory(Term next) {
    return new Heap(next, objects);
  }

  /// With another value in a field.
  Heap with(int id, String field, Value value) {
    Map<Integer, Map<String, Value>> next = new HashMap<>(objects);
    Map<String, Value> fields = new HashMap<>(objects.getOrDefault(id, Map.of()));
    fields.put(field, value);
    next.put(id, fields);
    return new Heap(memory, next);
  }

  /// The value of a field that was set.
  Value field(int id, String name) {
    Value value = objects.getOrDefault(id, Map.of()).get(name);
    if (value == null) {
      throw new RefusedException("field " + name + " is read before it is set");
    }
    return value;
  }

  /// `condition ? left : right`.
  static Heap join(Term condition, Heap left, Heap right) {
    if (left == right) {
      return left;
    }
    Map<Integer, Map<String, Value>> objects = new HashMap<>(right.objects);
    left.objects.forEach(
        (id, fields) -> objects.merge(id, fields, (r, l) -> join(condition, l, r)));
    Term memory =
        left.memory == right.memory
            ? left.memory
            : Logic.choice(condition, left.memory, right.memory);
    return new Heap(memory, objects);
  }

  private static Map<String, Value> join(
      Term condition, Map<String, Value> left, Map<String, Value> right) {
    if (left == right) {
      return left;
    }
    Map<String, Value> fields = new HashMap<>(right);
    left.forEach(
        (name, value) -> fields.merge(name, value, (r, l) -> Reference.join(condition, l, r)));
    return fields;
  }
}
