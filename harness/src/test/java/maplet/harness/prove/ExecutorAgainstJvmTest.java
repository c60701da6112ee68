package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.Attributes;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The executor against the JVM: what a formula is for random values is what the method returns for
/// them. `-Dmaplet.runs=N` sets the number of runs of each method in each regime.
class ExecutorAgainstJvmTest {
  private static final int RUNS = Integer.getInteger("maplet.runs", 2_000);
  private static final int RUNS_IN_A_MEMORY = 500;
  private static final int FRAMES = 16;

  private final EventLog events = new EventLog();
  private final Random random = new Random(7);

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  /// A method of a format whose operands are words.
  private record Subject(String name, Class<?> result, Class<?>... operands) {}

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("isPresent", boolean.class, long.class),
          new Subject("isTable", boolean.class, long.class),
          new Subject("isPlainTable", boolean.class, long.class),
          new Subject("table", long.class, long.class),
          new Subject("moved", long.class, long.class, long.class),
          new Subject("child", long.class, long.class),
          new Subject("attributes", int.class, long.class),
          new Subject("permissions", int.class, long.class),
          new Subject("tablePermissions", int.class, long.class),
          new Subject("kept", long.class, long.class, long.class));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ept-4-mbe-ad",
        "aarch64-4k-ipa52-lm1-lpa2-fwb-xnx-hd",
        "riscv-sv48x4-svadu-svnapot-svpbmt",
        "aarch64-64k-ipa52-l1-lpa"
      })
  void methodsOnWordsComputeWhatTheirFormulasSay(String regime)
      throws ReflectiveOperationException {
    Program program = new Program(Regimes.find(regime), new MethodCode.Library(), 8);
    for (Subject subject : SUBJECTS) {
      Method method = TableFormat.class.getDeclaredMethod(subject.name(), subject.operands());
      method.setAccessible(true);
      Value[] terms = new Value[subject.operands().length];
      for (int i = 0; i < terms.length; i++) {
        terms[i] = Term.variable("operand" + i, Long.SIZE);
      }
      String descriptor = "J".repeat(terms.length) + ")" + subject.result().descriptorString();
      Term formula =
          program
              .ofFormat(
                  subject.name(), "(" + descriptor, Heap.of(Term.variable("memory", -1)), terms)
              .word();
      for (int run = 0; run < RUNS; run++) {
        Map<String, Long> values = new HashMap<>();
        Object[] operands = new Object[terms.length];
        for (int i = 0; i < terms.length; i++) {
          long word = word(program);
          operands[i] = word;
          values.put("operand" + i, word);
        }
        long expected = number(method.invoke(program.format(), operands));
        long actual = new Evaluator(values::get, _ -> 0).value(formula);
        assertEquals(expected, actual, () -> subject + " of " + Arrays.toString(operands));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ept-4",
        "aarch64-4k-ipa40-l1",
        "riscv-sv39x4-svadu-svnapot",
        "aarch64-16k-ipa47-l1"
      })
  void walksOfRandomMemoryEndWhereTheirFormulasSay(String regime)
      throws ReflectiveOperationException {
    Program program = new Program(Regimes.find(regime), new MethodCode.Library(), 8);
    Method walk =
        method(PhysicalMemory.class, TableFormat.class, long.class, long.class, int.class);
    Term walked = walkFormula(program);
    long granule = program.regime().capabilities().granule();
    int reached = 0;
    try (PhysicalMemory memory = new PhysicalMemory(0, FRAMES * granule, granule, events)) {
      for (int run = 0; run < RUNS; run++) {
        if (run % RUNS_IN_A_MEMORY == 0) {
          fill(program, memory, granule);
        }
        long at = random.nextLong() & program.regime().capabilities().inputLimit() - 1;
        int needed = 1 << random.nextInt(3);
        Map<String, Long> values = Map.of("root", 0L, "gpa", at, "permission", (long) needed);
        long result = (Long) walk.invoke(null, memory, program.format(), 0L, at, needed);
        assertEquals(result, new Evaluator(values::get, memory::read).value(walked));
        reached += result >>> 60 == 0 ? 1 : 0;
      }
    }
    assertNotEquals(0, reached, "no walk reached a page");
  }

  private static Term walkFormula(Program program) {
    return program
        .call(
            "maplet/impl/table/TableWalk",
            "walk",
            "(Lmaplet/impl/memory/PhysicalMemory;Lmaplet/impl/table/TableFormat;JJI)J",
            Heap.of(Term.variable("memory", Term.MEMORY)),
            new Reference.Memory(),
            new Reference.Live(program.format()),
            Term.variable("root", Long.SIZE),
            Term.variable("gpa", Long.SIZE),
            Term.variable("permission", Integer.SIZE))
        .word();
  }

  /// Words that lead to other tables of this memory, and leaves, absent and broken entries.
  private void fill(Program program, PhysicalMemory memory, long granule) {
    List<Attributes> attributes = program.regime().capabilities().alternatives();
    for (long address = 0; address < memory.size(); address += Long.BYTES) {
      int height = random.nextInt(program.regime().capabilities().pageShifts().size());
      Attributes some = attributes.get(random.nextInt(attributes.size()));
      long leaf = program.regime().encodeLeaf(0, some, height);
      long table = program.regime().encodeTable(random.nextInt(FRAMES) * granule, 1);
      memory.guestWrite(
          address,
          switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1, 2 -> leaf;
            case 3 -> leaf ^ 1L << random.nextInt(8);
            default -> table;
          });
    }
  }

  private long word(Program program) {
    long any = random.nextLong();
    return switch (random.nextInt(4)) {
      case 0 -> any;
      case 1 -> any & program.regime().capabilities().outputLimit() - 1;
      case 2 -> any & 0xffff;
      default ->
          program
                  .regime()
                  .encodeLeaf(0, program.regime().capabilities().alternatives().getFirst(), 0)
              | any & any >>> 7;
    };
  }

  private static Method method(Class<?>... operands) throws ReflectiveOperationException {
    Method method = TableWalk.class.getDeclaredMethod("walk", operands);
    method.setAccessible(true);
    return method;
  }

  private static long number(Object result) {
    return switch (result) {
      case Boolean truth -> truth ? 1 : 0;
      case Integer word -> word;
      default -> (Long) result;
    };
  }
}
