package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import maplet.harness.prove.RandomTerms.Valued;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;

/// However terms are simplified, they stay what the JVM computes.
class TermProperties {
  private static final int STEPS = 60;
  private static final int LOW_WORDS = 63;

  private static final List<Operation> OPERATIONS = Operation.all();
  private static final List<Operation> AIMED = AimedOperation.all();

  /// Any memory: what is at an address depends on nothing else.
  private static final LongUnaryOperator INITIAL = address -> address * 0x9e37_79b9_7f4a_7c15L >> 3;

  @AfterTry
  void forget() {
    Term.forgetAll();
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void eachConstructorMakesATermWithTheValueThatTheJvmComputes(@ForAll long seed) {
    Random random = new Random(seed);
    RandomTerms terms = new RandomTerms(random);
    for (int step = 0; step < STEPS; step++) {
      Operation operation = any(random);
      check(terms, operation.name(), terms.result(operation));
    }
  }

  private static Operation any(Random random) {
    List<Operation> some = random.nextInt(3) == 0 ? AIMED : OPERATIONS;
    return some.get(random.nextInt(some.size()));
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void aReadFindsWhatWasStoredLast(@ForAll long seed) {
    Random random = new Random(seed);
    RandomTerms terms = new RandomTerms(random);
    List<ValuedMemory> memories = new ArrayList<>();
    memories.add(ValuedMemory.initial(INITIAL));
    for (int step = 0; step < STEPS / 2; step++) {
      terms.result(any(random));
      ValuedMemory memory = last(memories, random);
      Valued word = terms.any(Long.SIZE);
      memories.add(
          switch (random.nextInt(4)) {
            case 0, 1 -> memory.store(address(terms), word);
            case 2 -> memory.fill(address(terms), 8L * random.nextInt(20), word, random.nextInt(4));
            default -> memory.or(terms.any(Term.TRUTH), last(memories, random));
          });
      check(terms, "read", terms.add(last(memories, random).read(address(terms))));
    }
  }

  private static ValuedMemory last(List<ValuedMemory> memories, Random random) {
    return memories.get(memories.size() - 1 - random.nextInt(Math.min(3, memories.size())));
  }

  /// One of few addresses, so that reads meet stores.
  private static Valued address(RandomTerms terms) {
    Valued any = terms.any(Long.SIZE);
    Term masked = Words.shift(Term.Op.SHIFT_LEFT, Words.and(any.term(), low()), Words.of(3));
    return new Valued(
        masked, any.values().stream().map(value -> (value & LOW_WORDS) << 3).toList(), any.depth());
  }

  private static Term low() {
    return Words.of((long) LOW_WORDS);
  }

  private static void check(RandomTerms terms, String operation, Valued made) {
    for (int i = 0; i < RandomTerms.ASSIGNMENTS; i++) {
      long expected = made.values().get(i);
      var assignment = terms.assignment(i);
      long actual = new Evaluator(assignment::get, INITIAL).value(made.term());
      assertEquals(expected, actual, () -> operation + ": " + made + " for " + assignment);
      if (made.term().width > 0) {
        long bits = made.term().width == Integer.SIZE ? expected & 0xffff_ffffL : expected;
        assertEquals(
            0,
            bits & ~made.term().mayBits(),
            () -> operation + " has other bits: " + made + " for " + assignment);
      }
    }
  }
}
