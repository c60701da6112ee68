package maplet.harness.prove;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;

/// What a term is, where its variables are known: ties formulas to the JVM, which computes the same
/// from the same values.
///
/// A term is evaluated once for each assignment, from its operands up.
final class Evaluator {
  private final ToLongFunction<String> variables;
  private final LongUnaryOperator memory;
  private final Map<Term, Long> known = new HashMap<>();

  /// @param variables the value of each variable that isn't a memory; truth is 1
  /// @param memory the word at each address
  Evaluator(ToLongFunction<String> variables, LongUnaryOperator memory) {
    this.variables = variables;
    this.memory = memory;
  }

  /// The value: 0 or 1 for a truth value, sign-extended for a word of 32 bits.
  long value(Term term) {
    Long value = known.get(term);
    if (value == null) {
      value = computed(term);
      known.put(term, value);
    }
    return value;
  }

  private long computed(Term term) {
    List<Term> operands = term.operands;
    return switch (term.op) {
      case CONSTANT -> term.constant;
      case VARIABLE -> narrowed(term, variables.applyAsLong(term.name));
      case NOT -> 1 - operand(term, 0);
      case AND -> operand(term, 0) == 0 ? 0 : operand(term, 1);
      case OR -> operand(term, 0) != 0 ? 1 : operand(term, 1);
      case EQUAL -> truth(operand(term, 0) == operand(term, 1));
      case BELOW -> truth(Long.compareUnsigned(operand(term, 0), operand(term, 1)) < 0);
      case LESS -> truth(operand(term, 0) < operand(term, 1));
      case CHOICE -> value(operands.get(operand(term, 0) != 0 ? 1 : 2));
      case ADD -> narrowed(term, operand(term, 0) + operand(term, 1));
      case SUBTRACT -> narrowed(term, operand(term, 0) - operand(term, 1));
      case MULTIPLY -> narrowed(term, operand(term, 0) * operand(term, 1));
      case BIT_AND -> operand(term, 0) & operand(term, 1);
      case BIT_OR -> operand(term, 0) | operand(term, 1);
      case BIT_XOR -> operand(term, 0) ^ operand(term, 1);
      case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_SIGNED ->
          Words.shifted(term.op, term.width, operand(term, 0), (int) operand(term, 1));
      case SIGN_EXTEND -> operand(term, 0);
      case ZERO_EXTEND -> operand(term, 0) & 0xffff_ffffL;
      case LOW_HALF -> (int) operand(term, 0);
      case READ -> memory.applyAsLong(operand(term, 1));
      case STORE, FILL -> throw new IllegalArgumentException("reads are pushed through " + term.op);
    };
  }

  private long operand(Term term, int index) {
    return value(term.operand(index));
  }

  private static long truth(boolean value) {
    return value ? 1 : 0;
  }

  private static long narrowed(Term term, long value) {
    return term.width == Integer.SIZE ? (int) value : value;
  }
}
