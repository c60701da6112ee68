package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.Opcode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.Attributes;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The executor against the JVM, on words: what the formulas of a method are for random operands is
/// what the method returns or throws for them. `-Dmaplet.runs=N` sets the number of runs of each
/// method in each regime; 2500 make a million together with those over walks and tables.
class ExecutorAgainstJvmTest {
  private static final int RUNS = Integer.getInteger("maplet.runs", 500);
  private static final int LEAST_METHODS = 45;

  /// Heights and cuts that make no sense go round a loop until a shift comes back to 0.
  private static final int MOST_ROUNDS = 80;

  private static final List<String> REGIMES =
      List.of(
          "ept-4-mbe-ad",
          "aarch64-4k-ipa52-lm1-lpa2-fwb-xnx-hd",
          "aarch64-64k-ipa52-l1-lpa",
          "aarch64-16k-ipa47-l1",
          "riscv-sv48x4-svadu-svnapot-svpbmt",
          "riscv-sv39x4");

  private final Random random = new Random(7);

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  @TestFactory
  Stream<DynamicTest> methodsOfTheImplementation() throws ReflectiveOperationException {
    List<Method> methods = methods();
    assertTrue(methods.size() >= LEAST_METHODS, "only " + methods.size() + " methods");
    return REGIMES.stream()
        .map(id ->
            DynamicTest.dynamicTest(
                id,
                () -> {
                  Program program = program(id, code -> code);
                  for (Method method : methods) {
                    compare(program, program.format(), method);
                  }
                }));
  }

  /// An executor that takes one instruction for another is found out.
  @ParameterizedTest
  @CsvSource({
    "LUSHR, LSHR",
    "LUSHR, LSHL",
    "LSHL, LUSHR",
    "LAND, LXOR",
    "LOR, LADD",
    "IMUL, IADD",
    "ISUB, IADD",
    "IFNE, IFGT",
    "IF_ICMPGT, IF_ICMPGE"
  })
  void aWrongRuleIsCaught(Opcode right, Opcode wrong) throws ReflectiveOperationException {
    List<Method> methods = methods();
    Program program = program(REGIMES.get(1), new WrongRule(right, wrong));
    AssertionError difference =
        assertThrows(
            AssertionError.class,
            () -> {
              for (Method method : methods) {
                compare(program, program.format(), method);
              }
            });
    assertTrue(difference.getMessage().contains("expected"), difference.getMessage());
  }

  private static List<Method> methods() throws ClassNotFoundException {
    return Stream.of(
            TableFormat.class, TableWalk.class, Class.forName("maplet.impl.table.TableCore"))
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> !method.isSynthetic() && takesWords(method))
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private static boolean takesWords(Method method) {
    return Stream.of(method.getParameterTypes())
        .allMatch(type -> type == long.class || type == int.class || type == TableFormat.class);
  }

  @TestFactory
  Stream<DynamicTest> methodsOfTheDescription() {
    return REGIMES.stream()
        .map(id ->
            DynamicTest.dynamicTest(
                id,
                () -> {
                  Program program = program(id, code -> code);
                  Class<?> type = program.regime().getClass();
                  for (int height = 0; height < program.regime().levels(); height++) {
                    compareAt(height, program, type.getMethod("decode", long.class, int.class));
                    compareAt(
                        height, program, type.getMethod("encodeTable", long.class, int.class));
                  }
                  compareLeaves(program);
                }));
  }

  private static Program program(String id, UnaryOperator<MethodCode> change) {
    return new Program(Regimes.find(id), new MethodCode.Library(change), MOST_ROUNDS);
  }

  /// Compares a method whose operands are all variables, but for the format.
  private void compare(Program program, Object receiver, Method method) {
    Class<?>[] types = method.getParameterTypes();
    Value[] terms = new Value[types.length];
    for (int i = 0; i < types.length; i++) {
      terms[i] =
          types[i] == TableFormat.class
              ? new Reference.Live(program.format())
              : Term.variable("operand" + i, types[i] == long.class ? Long.SIZE : Integer.SIZE);
    }
    Outcome outcome = outcome(program, receiver, method, terms);
    AimedWords words = new AimedWords(program.regime(), random);
    for (int run = 0; run < RUNS; run++) {
      Object[] operands = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        operands[i] = types[i] == TableFormat.class ? program.format() : words.operand(types[i]);
      }
      check(outcome, receiver, method, operands);
    }
  }

  /// Compares a method of the description that takes a word and a height.
  private void compareAt(int height, Program program, Method method) {
    Regime regime = program.regime();
    Term word = Term.variable("operand0", Long.SIZE);
    Outcome outcome = outcome(program, regime, method, word, Words.of(height));
    AimedWords words = new AimedWords(regime, random);
    for (int run = 0; run < RUNS; run++) {
      check(outcome, regime, method, words.word(), height);
    }
  }

  private void compareLeaves(Program program) throws NoSuchMethodException {
    Regime regime = program.regime();
    Method method =
        regime.getClass().getMethod("encodeLeaf", long.class, Attributes.class, int.class);
    AimedWords words = new AimedWords(regime, random);
    for (int height = 0; height < regime.levels(); height++) {
      Entries entries = new Entries(program, height);
      Outcome outcome =
          entries.encodeLeaf(
              Term.variable("operand0", Long.SIZE), Term.variable("code", Integer.SIZE));
      for (int run = 0; run < RUNS; run++) {
        int code = random.nextInt(Attributes.CODES);
        if (Attributes.isCode(code)) {
          long hpa = random.nextInt(4) == 0 ? words.word() : words.gpa();
          Map<String, Long> values = Map.of("operand0", hpa, "code", (long) code);
          JvmRun.of(method, regime, hpa, Attributes.of(code), height)
              .check(outcome, new Evaluator(values::get, _ -> 0));
        }
      }
    }
  }

  private static Outcome outcome(Program program, Object receiver, Method method, Value... terms) {
    Value[] all = terms;
    if (!Modifier.isStatic(method.getModifiers())) {
      all = new Value[terms.length + 1];
      all[0] = new Reference.Live(receiver);
      System.arraycopy(terms, 0, all, 1, terms.length);
    }
    String type =
        Modifier.isStatic(method.getModifiers())
            ? method.getDeclaringClass().getName()
            : receiver.getClass().getName();
    Heap heap = Heap.of(Term.variable("memory", Term.MEMORY));
    return program.call(type.replace('.', '/'), method.getName(), descriptor(method), heap, all);
  }

  private static String descriptor(Method method) {
    return java.lang.invoke.MethodType.methodType(
            method.getReturnType(), method.getParameterTypes())
        .descriptorString();
  }

  private static void check(Outcome outcome, Object receiver, Method method, Object... operands) {
    Map<String, Long> values = new HashMap<>();
    for (int i = 0; i < operands.length; i++) {
      if (operands[i] instanceof Number number) {
        values.put("operand" + i, number.longValue());
      }
    }
    try {
      JvmRun.of(method, receiver, operands).check(outcome, new Evaluator(values::get, _ -> 0));
    } catch (AssertionError e) {
      throw new AssertionError(method + " of " + Arrays.toString(operands) + ": " + e, e);
    }
  }
}
