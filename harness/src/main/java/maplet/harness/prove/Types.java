package maplet.harness.prove;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.TypeCheckInstruction;

/// Questions about references: null, identity, class.
final class Types {
  private Types() {}

  /// The class with this internal name, as this JVM has it.
  static Class<?> named(String internalName) {
    try {
      return Class.forName(internalName.replace('/', '.'));
    } catch (ClassNotFoundException e) {
      throw new RefusedException("no class " + internalName, e);
    }
  }

  static Term isNull(Reference reference) {
    return switch (reference) {
      case Reference.Null _ -> Logic.yes();
      case Reference.Either(Term condition, Reference left, Reference right) ->
          Logic.choice(condition, isNull(left), isNull(right));
      case Reference.Made _, Reference.Live _, Reference.Memory _, Reference.Unknown _ ->
          Logic.no();
      case Reference.Dead _ -> throw new RefusedException("a variable that isn't set");
    };
  }

  static Term isSame(Reference left, Reference right) {
    if (left instanceof Reference.Either(Term condition, Reference l, Reference r)) {
      return Logic.choice(condition, isSame(l, right), isSame(r, right));
    }
    if (right instanceof Reference.Either) {
      return isSame(right, left);
    }
    if (left instanceof Reference.Unknown || right instanceof Reference.Unknown) {
      throw new RefusedException("the identity of an object of which nothing is known");
    }
    return Logic.of(left.equals(right));
  }

  static Term isInstance(Reference reference, String type) {
    return switch (reference) {
      case Reference.Null _ -> Logic.no();
      case Reference.Either(Term condition, Reference left, Reference right) ->
          Logic.choice(condition, isInstance(left, type), isInstance(right, type));
      case Reference.Made(int _, String made) ->
          Logic.of(named(type).isAssignableFrom(named(made)));
      case Reference.Live(Object object) -> Logic.of(named(type).isInstance(object));
      case Reference.Memory _, Reference.Unknown _, Reference.Dead _ ->
          throw new RefusedException("whether %s is a %s".formatted(reference, type));
    };
  }

  static void check(TypeCheckInstruction check, State state, Exits exits) {
    String type = check.type().asInternalName();
    Reference reference = state.popReference();
    if (check.opcode() == Opcode.INSTANCEOF) {
      state.push(Words.ofTruth(isInstance(reference, type)));
      return;
    }
    if (reference instanceof Reference.Unknown) {
      state.push(reference);
      return;
    }
    Term isNull = isNull(reference);
    Term fits = Logic.or(isInstance(reference, type), isNull);
    exits.threw("java/lang/ClassCastException", Logic.and(state.guard(), Logic.not(fits)));
    state.assume(fits);
    Reference selected = Selection.of(reference, type).orElse(Reference.NULL);
    state.push(Reference.choose(isNull, Reference.NULL, selected));
  }
}
