package maplet.harness.prove;

/// Which bits of a word can be set, whatever the variables are: what masks and shifts tell at a
/// glance, so that alignment needs no solver.
final class PossibleBits {
  private static final long LOW_HALF = 0xffff_ffffL;

  private PossibleBits() {}

  /// A superset of the bits that can be set. Words of 32 bits have none above bit 31.
  static long of(Term term) {
    long all = term.width == Integer.SIZE ? LOW_HALF : -1;
    return all
        & switch (term.op) {
          case CONSTANT -> term.constant;
          case BIT_AND -> bits(term, 0) & bits(term, 1);
          case BIT_OR, BIT_XOR -> bits(term, 0) | bits(term, 1);
          case CHOICE -> term.width > 0 ? bits(term, 1) | bits(term, 2) : all;
          case SHIFT_LEFT -> shifted(term, all);
          case SHIFT_RIGHT -> shifted(term, all);
          case ZERO_EXTEND -> bits(term, 0);
          case SIGN_EXTEND -> bits(term, 0) <= Integer.MAX_VALUE ? bits(term, 0) : -1;
          case LOW_HALF -> bits(term, 0);
          case ADD -> sum(bits(term, 0), bits(term, 1), all);
          default -> all;
        };
  }

  private static long bits(Term term, int operand) {
    return term.operand(operand).mayBits();
  }

  private static long shifted(Term term, long all) {
    Term amount = term.operand(1);
    if (!amount.isConstant() || amount.constant < 0 || amount.constant >= term.width) {
      return all;
    }
    long bits = bits(term, 0);
    return term.op == Term.Op.SHIFT_LEFT ? bits << amount.constant : bits >>> amount.constant;
  }

  /// A sum sets no bit below the lowest of its operands; without carries it sets no others.
  private static long sum(long left, long right, long all) {
    if ((left & right) == 0) {
      return left | right;
    }
    long low = Long.lowestOneBit(left | right);
    return all & -low;
  }
}
