package maplet.harness.prove;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongUnaryOperator;
import maplet.harness.prove.RandomTerms.Valued;
import maplet.harness.prove.Term.Op;

/// A memory as a term, and what is at each address under each assignment.
record ValuedMemory(Term term, List<LongUnaryOperator> words) {
  /// The memory that nothing was stored in.
  static ValuedMemory initial(LongUnaryOperator words) {
    return new ValuedMemory(
        Term.variable("memory", Term.MEMORY), Collections.nCopies(RandomTerms.ASSIGNMENTS, words));
  }

  private static List<LongUnaryOperator> each(IntFunction<LongUnaryOperator> words) {
    List<LongUnaryOperator> all = new ArrayList<>();
    for (int i = 0; i < RandomTerms.ASSIGNMENTS; i++) {
      all.add(words.apply(i));
    }
    return all;
  }

  ValuedMemory store(Valued address, Valued word) {
    return new ValuedMemory(
        Memories.store(term, address.term(), word.term()),
        each(i -> {
          LongUnaryOperator before = words.get(i);
          long stored = word.values().get(i);
          return at -> at == address.values().get(i) ? stored : before.applyAsLong(at);
        }));
  }

  /// Fills with words that depend on their distance from the start and on one word.
  ///
  /// @param way 0 to 3: how they depend
  ValuedMemory fill(Valued start, long size, Valued word, int way) {
    Term offset = Memories.offset();
    Term filling =
        switch (way) {
          case 0 -> word.term();
          case 1 -> Words.xor(word.term(), Words.multiply(offset, Words.of(24L)));
          case 2 -> Words.shift(Op.SHIFT_LEFT, offset, Words.lowHalf(word.term()));
          default ->
              Logic.choice(
                  Logic.below(offset, word.term()),
                  word.term(),
                  Words.signExtend(Words.lowHalf(offset)));
        };
    return new ValuedMemory(
        Memories.fill(term, start.term(), size, filling),
        each(i -> {
          LongUnaryOperator before = words.get(i);
          long from = start.values().get(i);
          long base = word.values().get(i);
          return at ->
              Long.compareUnsigned(at - from, size) < 0
                  ? filled(base, at - from, way)
                  : before.applyAsLong(at);
        }));
  }

  private static long filled(long base, long offset, int way) {
    return switch (way) {
      case 0 -> base;
      case 1 -> base ^ offset * 24;
      case 2 -> offset << base;
      default -> Long.compareUnsigned(offset, base) < 0 ? base : (int) offset;
    };
  }

  /// This memory where a condition holds, another one elsewhere.
  ValuedMemory or(Valued condition, ValuedMemory other) {
    return new ValuedMemory(
        Logic.choice(condition.term(), term, other.term),
        each(i -> condition.values().get(i) != 0 ? words.get(i) : other.words.get(i)));
  }

  Valued read(Valued address) {
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < RandomTerms.ASSIGNMENTS; i++) {
      values.add(words.get(i).applyAsLong(address.values().get(i)));
    }
    return new Valued(Memories.read(term, address.term()), values, address.depth() + 1);
  }
}
