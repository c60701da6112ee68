package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The executor on small methods: it does what the JVM does, or refuses.
class SamplesTest {
  private static final String SAMPLES = "maplet/harness/prove/Samples";
  private static final int RUNS = 300;
  private static final int MOST_ROUNDS = 12;

  private final Random random = new Random(7);

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  private static Method method(String name) {
    return Stream.of(Samples.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome outcome(String name) {
    Method method = method(name);
    Class<?>[] types = method.getParameterTypes();
    Value[] operands = new Value[types.length];
    for (int i = 0; i < types.length; i++) {
      operands[i] =
          types[i].isPrimitive()
              ? Term.variable("x" + i, types[i] == long.class ? Long.SIZE : Integer.SIZE)
              : new Reference.Unknown("object");
    }
    Executor executor = new Executor(new MethodCode.Library(), MOST_ROUNDS, Contracts.basic());
    String descriptor = MethodType.methodType(method.getReturnType(), types).descriptorString();
    Heap heap = Heap.of(Term.variable("memory", Term.MEMORY));
    return executor.run(SAMPLES, name, descriptor, Logic.yes(), heap, operands);
  }

  private Object operand(Class<?> type) {
    long value = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(12) - 3;
    if (random.nextInt(10) == 0) {
      value = new long[] {1000, -100_000, Long.MIN_VALUE, Integer.MIN_VALUE}[random.nextInt(4)];
    }
    return type == long.class ? (Object) value : (Object) (int) value;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "switched",
        "dense",
        "narrowed",
        "compared",
        "comparedInts",
        "unsigned",
        "element",
        "nestedRounds",
        "fields",
        "assigned",
        "alternatives",
        "cast",
        "castOfOther",
        "nullPointer",
        "fieldOfNull",
        "assignedElement",
        "required",
        "isSample",
        "same",
        "thrown"
      })
  void aMethodDoesWhatItsFormulasSay(String name) {
    Outcome outcome = outcome(name);
    Method method = method(name);
    for (int run = 0; run < RUNS; run++) {
      Object[] operands = Stream.of(method.getParameterTypes()).map(this::operand).toArray();
      Map<String, Long> values = new HashMap<>();
      for (int i = 0; i < operands.length; i++) {
        values.put("x" + i, JvmRun.number(operands[i]));
      }
      try {
        JvmRun.of(method, outcome, operands).check(outcome, new Evaluator(values::get, _ -> 0));
      } catch (AssertionError e) {
        throw new AssertionError(name + " of " + Arrays.toString(operands) + ": " + e, e);
      }
    }
  }

  /// The bound is never trusted: going round once more counts as an exception of its own.
  @Test
  void aLoopThatGoesRoundMoreOftenThanTheBoundIsToldApart() {
    Outcome outcome = outcome("rounds");
    String unwind = Executor.UNWIND + " in " + SAMPLES + ".rounds(I)J";
    assertEquals(java.util.Set.of(unwind), outcome.thrown().keySet());
    for (long count = -2; count < 3 * MOST_ROUNDS; count++) {
      Evaluator values = new Evaluator(Map.of("x0", count)::get, _ -> 0);
      boolean isWithin = count <= MOST_ROUNDS;
      assertEquals(isWithin ? 0 : 1, values.value(outcome.anyThrown()), "rounds: " + count);
      assertEquals(isWithin ? 1 : 0, values.value(outcome.returns()), "rounds: " + count);
      if (isWithin) {
        assertEquals(Samples.rounds((int) count), values.value(outcome.word()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "storesStatically, a store into a static field",
    "divides, an operator that isn't known",
    "converted, a call of java/lang/Math.toIntExact with arguments that aren't known",
    "floats, a conversion that isn't known",
    "locks, an instruction that isn't known",
    "lambda, a dynamic call of run",
    "storesIntoATable, a store into an array",
    "deep, calls nest too deeply"
  })
  void whatIsntKnownIsRefused(String name, String why) {
    RefusedException refused = assertThrows(RefusedException.class, () -> outcome(name));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertTrue(refused.getMessage().contains(name), refused.getMessage());
  }

  /// Of a text nothing is known, so a number that comes out of it may be any.
  @Test
  void aNumberThatComesFromATextCanBeAny() {
    Term length = outcome("textLength").word();
    assertEquals(Term.Op.SIGN_EXTEND, length.op);
    assertEquals(Term.Op.VARIABLE, length.operand(0).op);
  }
}
