package maplet.harness.prove;

import java.util.function.UnaryOperator;
import maplet.harness.prove.Term.Op;

/// Words of 32 and 64 bits, with the JVM's arithmetic: makes terms, simplified where that is plain
/// to see.
final class Words {
  private Words() {}

  static Term of(int value) {
    return Term.constant(Integer.SIZE, value);
  }

  static Term of(long value) {
    return Term.constant(Long.SIZE, value);
  }

  /// Whether an operation is to be done on both alternatives of an operand: where that is a choice
  /// between constants, so that what depends on a height is a choice between simple terms.
  private static boolean isOpen(Term operand, Term other) {
    return operand.op == Op.CHOICE && operand.isTree() && (!other.isTree() || other.isConstant());
  }

  /// An operation on both alternatives of a choice.
  private static Term onBoth(Term choice, UnaryOperator<Term> operation) {
    return Logic.choice(
        choice.operand(0), operation.apply(choice.operand(1)), operation.apply(choice.operand(2)));
  }

  static Term add(Term left, Term right) {
    if (isOpen(left, right)) {
      return onBoth(left, one -> add(one, right));
    }
    if (isOpen(right, left)) {
      return onBoth(right, one -> add(left, one));
    }
    if (left.isConstant() && !right.isConstant()) {
      return add(right, left);
    }
    if (right.isConstant(0)) {
      return left;
    }
    if (left.isConstant()) {
      return Term.constant(left.width, left.constant + right.constant);
    }
    // Constants gather on the right, so that equal sums are one term.
    if (left.op == Op.ADD && left.operand(1).isConstant()) {
      Term constant = left.operand(1);
      return right.isConstant()
          ? add(left.operand(0), Term.constant(left.width, constant.constant + right.constant))
          : add(add(left.operand(0), right), constant);
    }
    if (right.op == Op.ADD && right.operand(1).isConstant()) {
      return add(add(left, right.operand(0)), right.operand(1));
    }
    if (right.op == Op.SUBTRACT && right.operand(1) == left) {
      return right.operand(0);
    }
    if (left.op == Op.SUBTRACT && left.operand(1) == right) {
      return left.operand(0);
    }
    return Term.of(Op.ADD, left.width, left, right);
  }

  static Term subtract(Term left, Term right) {
    if (isOpen(left, right)) {
      return onBoth(left, one -> subtract(one, right));
    }
    if (isOpen(right, left)) {
      return onBoth(right, one -> subtract(left, one));
    }
    if (left == right) {
      return Term.constant(left.width, 0);
    }
    if (right.isConstant()) {
      return add(left, Term.constant(right.width, -right.constant));
    }
    if (left.op == Op.ADD) {
      if (left.operand(1).isConstant()) {
        return add(subtract(left.operand(0), right), left.operand(1));
      }
      if (left.operand(0) == right) {
        return left.operand(1);
      }
      if (left.operand(1) == right) {
        return left.operand(0);
      }
    }
    if (right.op == Op.ADD) {
      if (right.operand(1).isConstant()) {
        long constant = -right.operand(1).constant;
        return add(subtract(left, right.operand(0)), Term.constant(left.width, constant));
      }
      if (right.operand(0) == left || right.operand(1) == left) {
        Term rest = right.operand(right.operand(0) == left ? 1 : 0);
        return subtract(Term.constant(left.width, 0), rest);
      }
    }
    return Term.of(Op.SUBTRACT, left.width, left, right);
  }

  static Term multiply(Term left, Term right) {
    if (isOpen(left, right)) {
      return onBoth(left, one -> multiply(one, right));
    }
    if (isOpen(right, left)) {
      return onBoth(right, one -> multiply(left, one));
    }
    if (left.isConstant() && !right.isConstant()) {
      return multiply(right, left);
    }
    if (left.isConstant()) {
      return Term.constant(left.width, left.constant * right.constant);
    }
    if (right.isConstant() && Long.bitCount(right.constant) == 1) {
      int amount = Long.numberOfTrailingZeros(right.constant);
      return shift(Op.SHIFT_LEFT, left, of(amount));
    }
    return right.isConstant(0) ? right : Term.of(Op.MULTIPLY, left.width, left, right);
  }

  static Term and(Term left, Term right) {
    if (isOpen(left, right)) {
      return onBoth(left, one -> and(one, right));
    }
    if (isOpen(right, left)) {
      return onBoth(right, one -> and(left, one));
    }
    if (left.isConstant() && !right.isConstant()) {
      return and(right, left);
    }
    if (left == right) {
      return left;
    }
    if (left.isConstant()) {
      return Term.constant(left.width, left.constant & right.constant);
    }
    if ((left.mayBits() & right.mayBits()) == 0) {
      return Term.constant(left.width, 0);
    }
    if (right.isConstant()) {
      if ((left.mayBits() & ~right.constant) == 0) {
        return left;
      }
      if (left.op == Op.BIT_AND && left.operand(1).isConstant()) {
        long mask = left.operand(1).constant & right.constant;
        return and(left.operand(0), Term.constant(left.width, mask));
      }
      if (left.op == Op.ADD && left.operand(1).isConstant()) {
        Term inner = left.operand(0);
        boolean wraps = right.constant > 0 && (right.constant & right.constant + 1) == 0;
        if (wraps && inner.op == Op.BIT_AND && inner.operand(1) == right) {
          return and(add(inner.operand(0), left.operand(1)), right);
        }
      }
      if (left.op == Op.BIT_OR || left.op == Op.BIT_XOR) {
        return maskedParts(left, right);
      }
      if (left.op == Op.ADD && (left.operand(0).mayBits() & left.operand(1).mayBits()) == 0) {
        return or(and(left.operand(0), right), and(left.operand(1), right));
      }
    }
    return Term.of(Op.BIT_AND, left.width, left, right);
  }

  /// Drops the operands of an or that the mask takes away whole.
  private static Term maskedParts(Term parts, Term mask) {
    Term left = parts.operand(0);
    Term right = parts.operand(1);
    if ((left.mayBits() & mask.constant) == 0) {
      return and(right, mask);
    }
    if ((right.mayBits() & mask.constant) == 0) {
      return and(left, mask);
    }
    return Term.of(Op.BIT_AND, parts.width, parts, mask);
  }

  static Term or(Term left, Term right) {
    if (left.isConstant() && !right.isConstant()) {
      return or(right, left);
    }
    if (left.isConstant()) {
      return Term.constant(left.width, left.constant | right.constant);
    }
    return right.isConstant(0) || left == right
        ? left
        : Term.of(Op.BIT_OR, left.width, left, right);
  }

  static Term xor(Term left, Term right) {
    if (left.isConstant() && !right.isConstant()) {
      return xor(right, left);
    }
    if (left.isConstant()) {
      return Term.constant(left.width, left.constant ^ right.constant);
    }
    if (left == right) {
      return Term.constant(left.width, 0);
    }
    return right.isConstant(0) ? left : Term.of(Op.BIT_XOR, left.width, left, right);
  }

  /// A shift as the JVM does it: the amount is an int, taken modulo the width.
  static Term shift(Op op, Term word, Term amount) {
    if (isOpen(amount, word)) {
      return onBoth(amount, one -> shift(op, word, one));
    }
    if (isOpen(word, amount)) {
      return onBoth(word, one -> shift(op, one, amount));
    }
    if (!amount.isConstant()) {
      Term within = and(amount, of(word.width - 1));
      return Term.of(op, word.width, word, word.width == Long.SIZE ? zeroExtend(within) : within);
    }
    int by = (int) amount.constant & word.width - 1;
    if (by == 0) {
      return word;
    }
    if (word.isConstant()) {
      return Term.constant(word.width, shifted(op, word.width, word.constant, by));
    }
    if (op == Op.SHIFT_RIGHT && word.mayBits() >>> by == 0) {
      return Term.constant(word.width, 0);
    }
    if (op == word.op && word.operand(1).isConstant()) {
      long sum = by + word.operand(1).constant;
      if (sum < word.width) {
        return shift(op, word.operand(0), of((int) sum));
      }
    }
    return Term.of(op, word.width, word, Term.constant(word.width, by));
  }

  /// The value of a shift by less than the width.
  static long shifted(Op op, int width, long word, int by) {
    boolean half = width == Integer.SIZE;
    return switch (op) {
      case SHIFT_LEFT -> half ? (int) word << by : word << by;
      case SHIFT_RIGHT -> half ? (int) word >>> by : word >>> by;
      case SHIFT_RIGHT_SIGNED -> word >> by;
      default -> throw new IllegalArgumentException(op + " isn't a shift");
    };
  }

  static Term signExtend(Term word) {
    if (word.isConstant()) {
      return of(word.constant);
    }
    if (word.op == Op.CHOICE && word.isTree()) {
      return onBoth(word, Words::signExtend);
    }
    // Where the sign is known to be clear both extensions are one.
    return word.mayBits() <= Integer.MAX_VALUE
        ? zeroExtend(word)
        : Term.of(Op.SIGN_EXTEND, Long.SIZE, word);
  }

  static Term zeroExtend(Term word) {
    if (word.isConstant()) {
      return of(word.constant & 0xffff_ffffL);
    }
    return Term.of(Op.ZERO_EXTEND, Long.SIZE, word);
  }

  static Term lowHalf(Term word) {
    if (word.isConstant()) {
      return of((int) word.constant);
    }
    if (word.op == Op.SIGN_EXTEND || word.op == Op.ZERO_EXTEND) {
      return word.operand(0);
    }
    if (word.op == Op.CHOICE && word.operand(1).isConstant()) {
      return Logic.choice(word.operand(0), lowHalf(word.operand(1)), lowHalf(word.operand(2)));
    }
    return Term.of(Op.LOW_HALF, Integer.SIZE, word);
  }

  /// -1, 0 or 1, as the instruction `lcmp`.
  static Term compare(Term left, Term right) {
    return Logic.choice(
        Logic.less(left, right), of(-1), Logic.choice(Logic.equal(left, right), of(0), of(1)));
  }

  /// As [Long#compress], for a mask that is known.
  static Term compress(Term word, long mask) {
    Term result = of(0L);
    int taken = 0;
    long rest = mask;
    while (rest != 0) {
      int from = Long.numberOfTrailingZeros(rest);
      int count = Long.numberOfTrailingZeros(~(rest >>> from));
      long run = count == Long.SIZE ? -1 : (1L << count) - 1;
      Term bits = and(shift(Op.SHIFT_RIGHT, word, of(from)), of(run));
      result = or(result, shift(Op.SHIFT_LEFT, bits, of(taken)));
      taken += count;
      rest = count == Long.SIZE ? 0 : rest & ~(run << from);
    }
    return result;
  }

  /// A truth value as the JVM has it: 0 or 1.
  static Term ofTruth(Term truth) {
    return Logic.choice(truth, of(1), of(0));
  }

  static Term isNotZero(Term word) {
    return Logic.not(Logic.equal(word, Term.constant(word.width, 0)));
  }
}
