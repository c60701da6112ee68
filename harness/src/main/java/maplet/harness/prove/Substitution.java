package maplet.harness.prove;

import java.util.HashMap;
import java.util.Map;

/// Puts a term in the place of a variable.
final class Substitution {
  private final String variable;
  private final Term replacement;
  private final Map<Term, Term> done = new HashMap<>();

  private Substitution(String variable, Term replacement) {
    this.variable = variable;
    this.replacement = replacement;
  }

  /// A word with another term for one of its variables.
  static Term of(Term word, String variable, Term replacement) {
    return new Substitution(variable, replacement).in(word);
  }

  private Term in(Term term) {
    if (term.operands.isEmpty()) {
      return term.name.equals(variable) ? replacement : term;
    }
    Term known = done.get(term);
    if (known == null) {
      known = rebuilt(term);
      done.put(term, known);
    }
    return known;
  }

  private Term rebuilt(Term term) {
    if (term.operands.stream().allMatch(operand -> in(operand) == operand)) {
      return term;
    }
    Term first = in(term.operand(0));
    Term second = term.operands.size() > 1 ? in(term.operand(1)) : first;
    return switch (term.op) {
      case NOT -> Logic.not(first);
      case AND -> Logic.and(first, second);
      case OR -> Logic.or(first, second);
      case EQUAL -> Logic.equal(first, second);
      case BELOW -> Logic.below(first, second);
      case LESS -> Logic.less(first, second);
      case CHOICE -> Logic.choice(first, second, in(term.operand(2)));
      case ADD -> Words.add(first, second);
      case SUBTRACT -> Words.subtract(first, second);
      case MULTIPLY -> Words.multiply(first, second);
      case BIT_AND -> Words.and(first, second);
      case BIT_OR -> Words.or(first, second);
      case BIT_XOR -> Words.xor(first, second);
      case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_SIGNED -> shifted(term, first, second);
      case SIGN_EXTEND -> Words.signExtend(first);
      case ZERO_EXTEND -> Words.zeroExtend(first);
      case LOW_HALF -> Words.lowHalf(first);
      case READ -> Memories.read(first, second);
      case CONSTANT, VARIABLE, STORE, FILL ->
          throw new RefusedException("a substitution in " + term.op);
    };
  }

  private static Term shifted(Term term, Term word, Term amount) {
    Term by = word.width == Long.SIZE ? Words.lowHalf(amount) : amount;
    return Words.shift(term.op, word, by);
  }
}
