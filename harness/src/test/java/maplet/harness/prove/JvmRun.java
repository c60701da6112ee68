package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the JVM did with a method: what it returned or threw.
///
/// @param returned empty where it returned nothing or null
/// @param thrown internal name of the exception's class; empty where it returned
record JvmRun(Optional<Object> returned, String thrown) {

  /// Calls a method, whoever may see it.
  ///
  /// @param receiver anything for a static method
  static JvmRun of(Method method, Object receiver, Object... operands) {
    try {
      method.setAccessible(true);
      return new JvmRun(Optional.ofNullable(method.invoke(receiver, operands)), "");
    } catch (InvocationTargetException e) {
      String type = e.getTargetException().getClass().getName();
      return new JvmRun(Optional.empty(), type.replace('.', '/'));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /// Fails where the formulas of an execution don't say the same.
  void check(Outcome outcome, Evaluator values) {
    List<String> ends = new ArrayList<>();
    if (values.value(outcome.returns()) != 0) {
      ends.add("");
    }
    outcome
        .thrown()
        .forEach((type, guard) -> {
          if (values.value(guard) != 0) {
            ends.add(type);
          }
        });
    assertEquals(List.of(thrown), ends, "ends, by exception");
    if (thrown.isEmpty()) {
      outcome.value().ifPresent(value -> checkValue(value, returned, outcome.heap(), values));
    }
  }

  private static void checkValue(
      Value value, Optional<Object> actual, Heap heap, Evaluator values) {
    switch (value) {
      case Term term -> assertEquals(number(actual.orElseThrow()), values.value(term));
      case Reference.Either(Term condition, Reference left, Reference right) ->
          checkValue(values.value(condition) != 0 ? left : right, actual, heap, values);
      case Reference.Null _ -> assertNull(actual.orElse(null));
      case Reference.Live(Object object) -> assertEquals(object, actual.orElseThrow());
      case Reference.Made(int id, String type) ->
          checkFields(id, type, actual.orElseThrow(), heap, values);
      case Reference.Unknown _ -> {}
      case Reference.Memory _, Reference.Dead _ -> fail("a result that can't be: " + value);
    }
  }

  /// Fails where an object's fields aren't what the heap says of an object that was made.
  static void checkFields(int id, String type, Object actual, Heap heap, Evaluator values) {
    assertEquals(type, actual.getClass().getName().replace('.', '/'));
    for (Field field : actual.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        checkValue(heap.field(id, field.getName()), content(field, actual), heap, values);
      }
    }
  }

  private static Optional<Object> content(Field field, Object object) {
    try {
      field.setAccessible(true);
      return Optional.ofNullable(field.get(object));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /// A number as terms have it: truth is 1, ints are sign-extended.
  static long number(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1 : 0;
      case Character character -> character;
      default -> ((Number) value).longValue();
    };
  }
}
