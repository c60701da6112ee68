package maplet.harness.prove;

import java.util.List;
import maplet.harness.prove.Term.Op;

/// Truth values: makes terms, simplified where that is plain to see.
final class Logic {
  private Logic() {}

  static Term yes() {
    return Term.constant(Term.TRUTH, 1);
  }

  static Term no() {
    return Term.constant(Term.TRUTH, 0);
  }

  static Term of(boolean value) {
    return value ? yes() : no();
  }

  static boolean isYes(Term term) {
    return term.isConstant(1);
  }

  static boolean isNo(Term term) {
    return term.isConstant(0);
  }

  static Term not(Term term) {
    if (term.isConstant()) {
      return of(term.constant == 0);
    }
    return term.op == Op.NOT ? term.operand(0) : Term.of(Op.NOT, Term.TRUTH, term);
  }

  static Term and(Term left, Term right) {
    if (isNo(left) || isNo(right) || left == not(right)) {
      return no();
    }
    if (isYes(left) || left == right || has(right, Op.AND, left)) {
      return right;
    }
    if (isYes(right) || has(left, Op.AND, right)) {
      return left;
    }
    return Term.of(Op.AND, Term.TRUTH, left, right);
  }

  static Term or(Term left, Term right) {
    if (isYes(left) || isYes(right) || left == not(right)) {
      return yes();
    }
    if (isNo(left) || left == right || has(right, Op.OR, left)) {
      return right;
    }
    if (isNo(right) || has(left, Op.OR, right)) {
      return left;
    }
    return factored(left, right);
  }

  private static boolean has(Term term, Op op, Term operand) {
    return term.op == op && (term.operand(0) == operand || term.operand(1) == operand);
  }

  /// `a & b | a & c` is `a & (b | c)`: that is how the two sides of a branch become one again.
  private static Term factored(Term left, Term right) {
    if (left.op == Op.AND && right.op == Op.AND) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          if (left.operand(i) == right.operand(j)) {
            return and(left.operand(i), or(left.operand(1 - i), right.operand(1 - j)));
          }
        }
      }
    }
    return Term.of(Op.OR, Term.TRUTH, left, right);
  }

  static Term implies(Term premise, Term conclusion) {
    return or(not(premise), conclusion);
  }

  static Term all(List<Term> terms) {
    return terms.stream().reduce(yes(), Logic::and);
  }

  static Term all(Term... terms) {
    return all(List.of(terms));
  }

  /// `condition ? left : right`, of any width.
  static Term choice(Term condition, Term left, Term right) {
    if (condition.isConstant()) {
      return isYes(condition) ? left : right;
    }
    if (left == right) {
      return left;
    }
    if (condition.op == Op.NOT) {
      return choice(condition.operand(0), right, left);
    }
    if (left.width == Term.TRUTH) {
      if (left.isConstant()) {
        return isYes(left) ? or(condition, right) : and(not(condition), right);
      }
      if (right.isConstant()) {
        return isYes(right) ? or(not(condition), left) : and(condition, left);
      }
    }
    if (left.op == Op.CHOICE && left.operand(0) == condition) {
      return choice(condition, left.operand(1), right);
    }
    if (right.op == Op.CHOICE && right.operand(0) == condition) {
      return choice(condition, left, right.operand(2));
    }
    return Term.of(Op.CHOICE, left.width, condition, left, right);
  }

  static Term equal(Term left, Term right) {
    if (left == right) {
      return yes();
    }
    if (left.isConstant() && !right.isConstant()) {
      return equal(right, left);
    }
    if (right.isConstant()) {
      return equalsConstant(left, right);
    }
    if (left.width == Integer.SIZE || left.width == Long.SIZE) {
      Term difference = Words.subtract(left, right);
      if (difference.isConstant()) {
        return of(difference.constant == 0);
      }
      // `x + y == x + 8` is `y == 8`.
      boolean shorter = difference.op == Op.ADD && difference.operand(1).isConstant();
      if (shorter && left.op == Op.ADD && left.operands.contains(difference.operand(0))) {
        return equalsConstant(difference, Term.constant(left.width, 0));
      }
    }
    return Term.of(Op.EQUAL, Term.TRUTH, left, right);
  }

  private static Term equalsConstant(Term term, Term value) {
    if (term.isConstant()) {
      return of(term.constant == value.constant);
    }
    if (term.width == Term.TRUTH) {
      return isYes(value) ? term : not(term);
    }
    if ((unsigned(value) & ~term.mayBits()) != 0) {
      return no();
    }
    boolean decided =
        term.op == Op.CHOICE && (term.operand(1).isConstant() || term.operand(2).isConstant());
    if (decided) {
      return choice(term.operand(0), equal(term.operand(1), value), equal(term.operand(2), value));
    }
    if (term.op == Op.SIGN_EXTEND && value.constant == (int) value.constant) {
      return equal(term.operand(0), Words.of((int) value.constant));
    }
    if (term.op == Op.ADD && term.operand(1).isConstant()) {
      long rest = value.constant - term.operand(1).constant;
      return equal(term.operand(0), Term.constant(term.width, rest));
    }
    return Term.of(Op.EQUAL, Term.TRUTH, term, value);
  }

  /// A constant's bits, without those of its sign above its width.
  private static long unsigned(Term value) {
    return value.width == Integer.SIZE
        ? Integer.toUnsignedLong((int) value.constant)
        : value.constant;
  }

  /// Unsigned `left < right`.
  static Term below(Term left, Term right) {
    if (left == right || right.isConstant(0)) {
      return no();
    }
    if (left.isConstant() && right.isConstant()) {
      return of(Long.compareUnsigned(left.constant, right.constant) < 0);
    }
    if (right.isConstant() && Long.compareUnsigned(left.mayBits(), unsigned(right)) < 0) {
      return yes();
    }
    return Term.of(Op.BELOW, Term.TRUTH, left, right);
  }

  /// Signed `left < right`.
  static Term less(Term left, Term right) {
    if (left == right) {
      return no();
    }
    if (left.isConstant() && right.isConstant()) {
      return of(left.constant < right.constant);
    }
    if (right.isConstant(0) && isNotNegative(left)) {
      return no();
    }
    if (right.op == Op.ADD && right.operand(0) == left && isSmallStep(left, right.operand(1))) {
      return yes();
    }
    if (left.op == Op.CHOICE && right.isConstant() && left.isTree()) {
      return choice(left.operand(0), less(left.operand(1), right), less(left.operand(2), right));
    }
    if (right.op == Op.CHOICE && left.isConstant() && right.isTree()) {
      return choice(right.operand(0), less(left, right.operand(1)), less(left, right.operand(2)));
    }
    return Term.of(Op.LESS, Term.TRUTH, left, right);
  }

  /// Whether a word grows by a step without a carry into the sign.
  private static boolean isSmallStep(Term word, Term step) {
    return word.width == Long.SIZE
        && step.isConstant()
        && step.constant > 0
        && step.constant < 1L << 62
        && word.mayBits() >>> 62 == 0;
  }

  private static boolean isNotNegative(Term term) {
    return (term.mayBits() >>> term.width - 1 & 1) == 0;
  }
}
