package maplet.harness.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The few values that an argument can have, where it isn't known.
///
/// @param argument the argument
/// @param conditions by value: holds exactly where the argument is that
record Alternatives(Value argument, Map<Value, Term> conditions) {
  private static final int MOST_BITS = 4;

  /// The alternatives of the only argument that isn't known, if they are few and all known.
  static Optional<Alternatives> of(List<Value> arguments) {
    List<Value> open = new ArrayList<>();
    for (Value argument : arguments) {
      boolean known =
          argument instanceof Reference.Live || argument instanceof Term t && t.isConstant();
      if (!known && !open.contains(argument)) {
        open.add(argument);
      }
    }
    if (open.size() != 1) {
      return Optional.empty();
    }
    Value argument = open.getFirst();
    Map<Value, Term> conditions = new LinkedHashMap<>();
    boolean few =
        argument instanceof Term term
            ? ofWord(term, conditions)
            : ofReference((Reference) argument, Logic.yes(), conditions);
    return few ? Optional.of(new Alternatives(argument, conditions)) : Optional.empty();
  }

  private static boolean ofWord(Term word, Map<Value, Term> conditions) {
    long bits = word.mayBits();
    if (Long.bitCount(bits) > MOST_BITS) {
      return false;
    }
    for (int i = 0; i < 1 << Long.bitCount(bits); i++) {
      Term value = Term.constant(word.width, Long.expand(i, bits));
      conditions.put(value, Logic.equal(word, value));
    }
    return true;
  }

  private static boolean ofReference(Reference reference, Term guard, Map<Value, Term> conditions) {
    return switch (reference) {
      case Reference.Live live -> {
        conditions.merge(live, guard, Logic::or);
        yield true;
      }
      case Reference.Either(Term condition, Reference left, Reference right) ->
          ofReference(left, Logic.and(guard, condition), conditions)
              && ofReference(right, Logic.and(guard, Logic.not(condition)), conditions);
      default -> false;
    };
  }

  /// The arguments with one of the alternatives in the place of what isn't known.
  List<Value> with(Value value, List<Value> arguments) {
    List<Value> own = new ArrayList<>(arguments);
    own.replaceAll(other -> other.equals(argument) ? value : other);
    return own;
  }
}
