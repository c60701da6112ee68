package maplet.harness.prove;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;

/// What a term is, where its variables are known: ties formulas to the JVM, which computes the same
/// from the same values.
///
/// A term is evaluated once for each assignment, from its operands up and without recursion: terms
/// can be deeper than the stack.
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
  long value(Term root) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.getFirst();
      Term missing = missing(term);
      if (missing != term) {
        open.push(missing);
      } else {
        known.computeIfAbsent(term, this::computed);
        open.pop();
      }
    }
    return known(root);
  }

  /// The next operand that must be known before a term can be computed; the term itself where there
  /// is none. What doesn't matter isn't computed: the alternative that a choice doesn't take, the
  /// right side of an "and" or "or" that the left side decides.
  private Term missing(Term term) {
    for (int i = 0; i < term.operands.size() && !known.containsKey(term); i++) {
      Term operand = term.operand(i);
      if (operand.width != Term.MEMORY && !known.containsKey(operand) && matters(term, i)) {
        return operand;
      }
    }
    return term;
  }

  /// Whether an operand matters, where the first one is known.
  private boolean matters(Term term, int index) {
    return index == 0
        || switch (term.op) {
          case CHOICE -> operand(term, 0) == 2 - index;
          case AND -> operand(term, 0) != 0;
          case OR -> operand(term, 0) == 0;
          default -> true;
        };
  }

  private long computed(Term term) {
    return switch (term.op) {
      case CONSTANT -> term.constant;
      case VARIABLE -> narrowed(term, variables.applyAsLong(term.name));
      case NOT -> 1 - operand(term, 0);
      case AND -> operand(term, 0) == 0 ? 0 : operand(term, 1);
      case OR -> operand(term, 0) != 0 ? 1 : operand(term, 1);
      case EQUAL -> truth(operand(term, 0) == operand(term, 1));
      case BELOW -> truth(Long.compareUnsigned(operand(term, 0), operand(term, 1)) < 0);
      case LESS -> truth(operand(term, 0) < operand(term, 1));
      case CHOICE -> operand(term, operand(term, 0) != 0 ? 1 : 2);
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
    return known(term.operand(index));
  }

  private long known(Term term) {
    return Objects.requireNonNull(known.get(term));
  }

  private static long truth(boolean value) {
    return value ? 1 : 0;
  }

  private static long narrowed(Term term, long value) {
    return term.width == Integer.SIZE ? (int) value : value;
  }
}
