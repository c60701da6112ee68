package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.prove.Term.Op;

/// Terms of the shapes that simplifications look for, which single operations on random operands
/// seldom make.
final class AimedOperation {
  private static final List<Integer> THREE_TRUTHS = List.of(Term.TRUTH, Term.TRUTH, Term.TRUTH);
  private static final int[] WIDTHS = {Integer.SIZE, Long.SIZE};

  private AimedOperation() {}

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (int width : WIDTHS) {
      all.add(maskedTwice(width));
      all.add(step(width));
      all.add(equalSums(width));
      for (int order = 0; order < 4; order++) {
        all.add(differenceAndItsPart(width, order));
      }
      for (Op op : List.of(Op.SHIFT_LEFT, Op.SHIFT_RIGHT, Op.SHIFT_RIGHT_SIGNED)) {
        for (int first = 1; first < width; first += 7) {
          all.add(shiftedTwice(width, op, first, width - first - 1));
          all.add(shiftedTwice(width, op, first, width - first));
        }
      }
    }
    for (int order = 0; order < 4; order++) {
      all.add(commonFactor(order));
    }
    all.add(longestStep());
    for (long constant : new long[] {0, 5, -1, 1L << 31, 5 + (1L << 32), Long.MIN_VALUE}) {
      all.add(extended(constant));
    }
    return all;
  }

  private static long narrowed(int width, long value) {
    return width == Integer.SIZE ? (int) value : value;
  }

  /// `((x & m) + y) & m`
  private static Operation maskedTwice(int width) {
    return new Operation(
        "masked sum of a masked word",
        width,
        List.of(width, width, width),
        t -> Words.and(Words.add(Words.and(t.get(0), t.get(2)), t.get(1)), t.get(2)),
        v -> narrowed(width, (v.get(0) & v.get(2)) + v.get(1)) & v.get(2));
  }

  /// `x >>> n < (x >>> n) + y`, whose sum can carry into the sign.
  private static Operation step(int width) {
    return new Operation(
        "small step",
        Term.TRUTH,
        List.of(width, width, Integer.SIZE),
        t -> {
          Term word = Words.shift(Op.SHIFT_RIGHT, t.get(0), Words.and(t.get(2), Words.of(3)));
          return Logic.less(word, Words.add(word, t.get(1)));
        },
        v -> {
          int by = v.get(2).intValue() & 3;
          long word = Words.shifted(Op.SHIFT_RIGHT, width, v.get(0), by);
          return word < narrowed(width, word + v.get(1)) ? 1 : 0;
        });
  }

  /// `x >>> 1 < (x >>> 1) + 2^62 - 1`
  private static Operation longestStep() {
    long step = (1L << 62) - 1;
    return new Operation(
        "longest step",
        Term.TRUTH,
        List.of(Long.SIZE),
        t -> {
          Term word = Words.shift(Op.SHIFT_RIGHT, t.get(0), Words.of(1));
          return Logic.less(word, Words.add(word, Words.of(step)));
        },
        v -> v.get(0) >>> 1 < (v.get(0) >>> 1) + step ? 1 : 0);
  }

  /// `x + y == x + z`
  private static Operation equalSums(int width) {
    return new Operation(
        "equal sums",
        Term.TRUTH,
        List.of(width, width, width),
        t -> Logic.equal(Words.add(t.get(0), t.get(1)), Words.add(t.get(0), t.get(2))),
        v -> v.get(1).equals(v.get(2)) ? 1 : 0);
  }

  /// `x - y` and `x` or `y`, added in each order.
  private static Operation differenceAndItsPart(int width, int order) {
    return new Operation(
        "difference and its part",
        width,
        List.of(width, width),
        t -> {
          Term difference = Words.subtract(t.get(0), t.get(1));
          Term part = t.get(order & 1);
          return order < 2 ? Words.add(difference, part) : Words.add(part, difference);
        },
        v -> narrowed(width, v.get(0) - v.get(1) + v.get(order & 1)));
  }

  /// Two shifts, together about the width.
  private static Operation shiftedTwice(int width, Op op, int first, int second) {
    return new Operation(
        op + " by " + first + " and " + second,
        width,
        List.of(width),
        t -> Words.shift(op, Words.shift(op, t.get(0), Words.of(first)), Words.of(second)),
        v -> {
          long once = Words.shifted(op, width, v.get(0), first);
          return second == 0 ? once : Words.shifted(op, width, once, second);
        });
  }

  /// `x & y | x & z`, with the operands in each order.
  private static Operation commonFactor(int order) {
    return new Operation(
        "common factor",
        Term.TRUTH,
        THREE_TRUTHS,
        t -> {
          boolean first = (order & 1) == 0;
          boolean second = (order & 2) == 0;
          Term x = t.get(0);
          Term left = first ? Logic.and(x, t.get(1)) : Logic.and(t.get(1), x);
          return Logic.or(left, second ? Logic.and(x, t.get(2)) : Logic.and(t.get(2), x));
        },
        v -> v.get(0) & (v.get(1) | v.get(2)));
  }

  /// An int as a long, compared with a constant.
  private static Operation extended(long constant) {
    return new Operation(
        "equal to " + constant,
        Term.TRUTH,
        List.of(Integer.SIZE),
        t -> Logic.equal(Words.signExtend(t.get(0)), Words.of(constant)),
        v -> v.get(0) == constant ? 1 : 0);
  }
}
