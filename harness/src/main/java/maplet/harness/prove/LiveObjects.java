package maplet.harness.prove;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Objects of the running JVM: a regime, its formats, constants of enums. They are immutable, so
/// what they answer to known arguments is computed by the JVM itself.
final class LiveObjects {
  private LiveObjects() {}

  /// An object of the running JVM as a value.
  static Value lift(Object object) {
    return switch (object) {
      case Integer number -> Words.of(number);
      case Long number -> Words.of(number);
      case Boolean truth -> Words.of(truth ? 1 : 0);
      case Byte number -> Words.of((int) number);
      case Short number -> Words.of((int) number);
      case Character number -> Words.of((int) number);
      default -> new Reference.Live(object);
    };
  }

  /// The value of a static final field.
  static Value staticField(String owner, String name) {
    return read(owner, Optional.empty(), name);
  }

  /// The value of an object's final field.
  static Value field(String owner, Object object, String name) {
    return read(owner, Optional.of(object), name);
  }

  private static Value read(String owner, Optional<Object> object, String name) {
    try {
      Field field = Types.named(owner).getDeclaredField(name);
      if (!Modifier.isFinal(field.getModifiers())) {
        throw new RefusedException("%s isn't final".formatted(field));
      }
      field.setAccessible(true);
      Object value = field.get(object.orElse(null));
      return value == null ? Reference.NULL : lift(value);
    } catch (ReflectiveOperationException e) {
      throw new RefusedException("field %s of %s".formatted(name, owner), e);
    }
  }

  /// The values of all fields of an object that aren't static, by name.
  static Map<String, Value> fields(Object object) {
    Map<String, Value> values = new TreeMap<>();
    for (Field field : object.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        try {
          field.setAccessible(true);
          Object value = field.get(object);
          values.put(field.getName(), value == null ? Reference.NULL : lift(value));
        } catch (IllegalAccessException e) {
          throw new RefusedException("the fields of " + object.getClass(), e);
        }
      }
    }
    return values;
  }

  /// The object that a field of another holds.
  static Object object(Object holder, String field) {
    if (fields(holder).get(field) instanceof Reference.Live(Object object)) {
      return object;
    }
    throw new RefusedException("no object in the field " + field + " of " + holder.getClass());
  }

  /// A new object of a class, by its only constructor.
  static Object create(String type, Object... arguments) {
    try {
      Constructor<?> constructor = Types.named(type).getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new RefusedException("a new " + type, e);
    }
  }

  /// The arguments as objects, if all are known.
  static Optional<List<Object>> known(List<Value> arguments, MethodTypeDesc type) {
    Object[] objects = new Object[arguments.size()];
    int receiver = arguments.size() - type.parameterCount();
    for (int i = 0; i < objects.length; i++) {
      switch (arguments.get(i)) {
        case Term term when term.isConstant() ->
            objects[i] = number(term, type.parameterType(i - receiver));
        case Reference.Live(Object object) -> objects[i] = object;
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(Arrays.asList(objects));
  }

  private static Object number(Term term, ClassDesc type) {
    return switch (type.descriptorString()) {
      case "J" -> term.constant;
      case "Z" -> term.constant != 0;
      case "B" -> (byte) term.constant;
      case "S" -> (short) term.constant;
      case "C" -> (char) term.constant;
      default -> (int) term.constant;
    };
  }

  /// Calls a method of the running JVM.
  ///
  /// @param arguments the receiver first, unless the method is static
  /// @throws InvocationTargetException when the method throws
  static Value call(
      String owner, String name, MethodTypeDesc type, boolean isStatic, List<Object> arguments)
      throws InvocationTargetException {
    List<Object> rest = isStatic ? arguments : arguments.subList(1, arguments.size());
    Class<?> from = isStatic ? Types.named(owner) : arguments.getFirst().getClass();
    try {
      Method method = find(from, Types.named(owner), name, type);
      Object result = method.invoke(isStatic ? null : arguments.getFirst(), rest.toArray());
      return result == null ? Reference.NULL : lift(result);
    } catch (IllegalAccessException e) {
      throw new RefusedException("%s.%s".formatted(owner, name), e);
    }
  }

  private static Method find(Class<?> receiver, Class<?> owner, String name, MethodTypeDesc type) {
    // A class of the JDK is entered only through its public type.
    boolean jdk = receiver.getName().startsWith("java.");
    for (Class<?> at = jdk ? owner : receiver; at != null; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (matches(method, name, type)) {
          if (!jdk) {
            method.setAccessible(true);
          }
          return method;
        }
      }
    }
    return Arrays.stream(owner.getMethods())
        .filter(method -> matches(method, name, type))
        .findFirst()
        .orElseThrow(() -> new RefusedException("no method %s of %s".formatted(name, owner)));
  }

  private static boolean matches(Method method, String name, MethodTypeDesc type) {
    return method.getName().equals(name)
        && method.getReturnType().descriptorString().equals(type.returnType().descriptorString())
        && Arrays.stream(method.getParameterTypes())
            .map(Class::descriptorString)
            .toList()
            .equals(type.parameterList().stream().map(ClassDesc::descriptorString).toList());
  }
}
