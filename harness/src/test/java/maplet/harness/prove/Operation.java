package maplet.harness.prove;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import maplet.harness.prove.Term.Op;

/// A constructor of terms, and what the JVM computes in its place.
///
/// @param width of the result
/// @param operands widths of the operands
/// @param make the constructor
/// @param jvm from the operands' values; truth is 1, words of 32 bits are sign-extended
record Operation(
    String name,
    int width,
    List<Integer> operands,
    Function<List<Term>, Term> make,
    ToLongFunction<List<Long>> jvm) {

  private static final List<Integer> TRUTHS = List.of(Term.TRUTH, Term.TRUTH);

  /// Masks for `Long.compress`: none, all, one run, several.
  private static final long[] MASKS = {0, -1, 1, 0xff0, Long.MIN_VALUE, 0x8000_0000_0000_0ff1L, -8};

  /// All constructors but those of memories.
  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    Collections.addAll(
        all,
        truth("not", List.of(Term.TRUTH), terms -> Logic.not(terms.get(0)), v -> v.get(0) == 0),
        truth("and", TRUTHS, both(Logic::and), v -> (v.get(0) & v.get(1)) != 0),
        truth("or", TRUTHS, both(Logic::or), v -> (v.get(0) | v.get(1)) != 0),
        truth("implies", TRUTHS, both(Logic::implies), v -> v.get(0) <= v.get(1)),
        truth("equal", TRUTHS, both(Logic::equal), v -> v.get(0).equals(v.get(1))),
        choice(Term.TRUTH),
        ints("add", Words::add, (x, y) -> x + y),
        ints("subtract", Words::subtract, (x, y) -> x - y),
        ints("multiply", Words::multiply, (x, y) -> x * y),
        ints("and", Words::and, (x, y) -> x & y),
        ints("or", Words::or, (x, y) -> x | y),
        ints("xor", Words::xor, (x, y) -> x ^ y),
        ints("<<", shift(Op.SHIFT_LEFT), (x, y) -> x << y),
        ints(">>", shift(Op.SHIFT_RIGHT_SIGNED), (x, y) -> x >> y),
        ints(">>>", shift(Op.SHIFT_RIGHT), (x, y) -> x >>> y),
        longs("add", Words::add, (x, y) -> x + y),
        longs("subtract", Words::subtract, (x, y) -> x - y),
        longs("multiply", Words::multiply, (x, y) -> x * y),
        longs("and", Words::and, (x, y) -> x & y),
        longs("or", Words::or, (x, y) -> x | y),
        longs("xor", Words::xor, (x, y) -> x ^ y),
        longShift("<<", Op.SHIFT_LEFT, (x, y) -> x << y),
        longShift(">>", Op.SHIFT_RIGHT_SIGNED, (x, y) -> x >> y),
        longShift(">>>", Op.SHIFT_RIGHT, (x, y) -> x >>> y),
        one("signExtend", Long.SIZE, Integer.SIZE, Words::signExtend, x -> (int) x),
        one("zeroExtend", Long.SIZE, Integer.SIZE, Words::zeroExtend, x -> x & 0xffff_ffffL),
        one("lowHalf", Integer.SIZE, Long.SIZE, Words::lowHalf, x -> (int) x),
        one("ofTruth", Integer.SIZE, Term.TRUTH, Words::ofTruth, x -> x),
        new Operation(
            "compare",
            Integer.SIZE,
            List.of(Long.SIZE, Long.SIZE),
            both(Words::compare),
            v -> Long.compare(v.get(0), v.get(1))));
    Stream.of(Integer.SIZE, Long.SIZE).forEach(width -> addRelations(all, width));
    for (long mask : MASKS) {
      String name = "compress by " + Long.toHexString(mask);
      Function<Term, Term> make = word -> Words.compress(word, mask);
      all.add(one(name, Long.SIZE, Long.SIZE, make::apply, x -> Long.compress(x, mask)));
    }
    return all;
  }

  private static void addRelations(List<Operation> all, int width) {
    List<Integer> words = List.of(width, width);
    all.add(choice(width));
    all.add(truth("equal", words, both(Logic::equal), v -> v.get(0).equals(v.get(1))));
    all.add(truth("less", words, both(Logic::less), v -> v.get(0) < v.get(1)));
    all.add(
        truth(
            "below", words, both(Logic::below), v -> Long.compareUnsigned(v.get(0), v.get(1)) < 0));
    all.add(
        truth(
            "isNotZero",
            List.of(width),
            terms -> Words.isNotZero(terms.get(0)),
            v -> v.get(0) != 0));
  }

  private interface Truth {
    boolean of(List<Long> values);
  }

  private interface OfOne {
    Term of(Term operand);
  }

  private interface Value {
    long of(long operand);
  }

  private static Operation truth(
      String name, List<Integer> operands, Function<List<Term>, Term> make, Truth jvm) {
    return new Operation(name, Term.TRUTH, operands, make, v -> jvm.of(v) ? 1 : 0);
  }

  private static Operation choice(int width) {
    return new Operation(
        "choice",
        width,
        List.of(Term.TRUTH, width, width),
        terms -> Logic.choice(terms.get(0), terms.get(1), terms.get(2)),
        v -> v.get(0) != 0 ? v.get(1) : v.get(2));
  }

  private static Operation ints(String name, BinaryOperator<Term> make, IntBinaryOperator jvm) {
    return new Operation(
        name + " of ints",
        Integer.SIZE,
        List.of(Integer.SIZE, Integer.SIZE),
        both(make),
        v -> jvm.applyAsInt(v.get(0).intValue(), v.get(1).intValue()));
  }

  private static Operation longs(String name, BinaryOperator<Term> make, LongBinaryOperator jvm) {
    return new Operation(
        name + " of longs",
        Long.SIZE,
        List.of(Long.SIZE, Long.SIZE),
        both(make),
        v -> jvm.applyAsLong(v.get(0), v.get(1)));
  }

  private static Operation longShift(String name, Op op, LongBinaryOperator jvm) {
    return new Operation(
        name + " of a long",
        Long.SIZE,
        List.of(Long.SIZE, Integer.SIZE),
        both(shift(op)),
        v -> jvm.applyAsLong(v.get(0), v.get(1)));
  }

  private static Operation one(String name, int width, int operand, OfOne make, Value jvm) {
    return new Operation(
        name, width, List.of(operand), terms -> make.of(terms.get(0)), v -> jvm.of(v.get(0)));
  }

  private static BinaryOperator<Term> shift(Op op) {
    return (word, amount) -> Words.shift(op, word, amount);
  }

  private static Function<List<Term>, Term> both(BinaryOperator<Term> make) {
    return terms -> make.apply(terms.get(0), terms.get(1));
  }
}
