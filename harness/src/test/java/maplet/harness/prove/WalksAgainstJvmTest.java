package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.Access;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The executor against the JVM, on walks: over random tables in a memory of a few frames.
class WalksAgainstJvmTest {
  private static final int RUNS = Integer.getInteger("maplet.runs", 500);
  private static final int RUNS_IN_A_MEMORY = 400;
  private static final int FRAMES = 16;
  private static final String OPERANDS =
      "(Lmaplet/impl/memory/PhysicalMemory;Lmaplet/impl/table/TableFormat;";

  private final Random random = new Random(7);
  private final Heap heap = Heap.of(Term.variable("memory", Term.MEMORY));

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  private static Program program(String id, int mostRounds) {
    return new Program(Regimes.find(id), new MethodCode.Library(), mostRounds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ept-4",
        "ept-5-mbe",
        "aarch64-4k-ipa40-l1",
        "aarch64-16k-ipa47-l1",
        "riscv-sv39x4-svadu-svnapot"
      })
  void walksEndWhereTheirFormulasSay(String id) throws ReflectiveOperationException {
    Program program = program(id, 8);
    Class<?> core = Class.forName("maplet.impl.table.TableCore");
    List<Subject> subjects =
        List.of(
            subject(program, TableWalk.class, "walk", long.class, int.class),
            subject(program, core, "locate", long.class),
            subject(program, core, "locateAt", long.class, int.class));
    AimedWords words = new AimedWords(program.regime(), random);
    int reached = 0;
    for (int batch = 0; batch < RUNS; batch += RUNS_IN_A_MEMORY) {
      try (PhysicalMemory memory = words.memory(FRAMES)) {
        words.fill(memory);
        for (int run = 0; run < Math.min(RUNS, RUNS_IN_A_MEMORY); run++) {
          long gpa = random.nextLong() & program.regime().capabilities().inputLimit() - 1;
          int permission = 1 << random.nextInt(4);
          Object walked = subjects.get(0).check(program, memory, gpa, permission);
          reached += TableWalk.isFault((Long) walked) ? 0 : 1;
          long located = (Long) subjects.get(1).check(program, memory, gpa);
          // `locateAt` is asked only for heights that the walk comes to.
          int height = (int) (located & 7);
          int above = height + random.nextInt(program.regime().levels() - height);
          subjects.get(2).check(program, memory, gpa, above);
        }
      }
    }
    assertNotEquals(0, reached, "no walk reached a page");
  }

  /// A method and its formulas; the memory, the format and the root are its first operands.
  private record Subject(Method method, Outcome outcome) {
    Object check(Program program, PhysicalMemory memory, Object... operands) {
      Object[] all = new Object[operands.length + 3];
      all[0] = memory;
      all[1] = program.format();
      all[2] = 0L;
      System.arraycopy(operands, 0, all, 3, operands.length);
      Map<String, Long> values = new HashMap<>();
      for (int i = 0; i < operands.length; i++) {
        values.put("operand" + i, JvmRun.number(operands[i]));
      }
      JvmRun run = JvmRun.of(method, program, all);
      run.check(outcome, new Evaluator(values::get, memory::read));
      return run.returned().orElseThrow();
    }
  }

  private Subject subject(Program program, Class<?> type, String name, Class<?>... operands)
      throws NoSuchMethodException {
    Class<?>[] types = new Class<?>[operands.length + 3];
    Value[] terms = new Value[types.length];
    types[0] = PhysicalMemory.class;
    terms[0] = new Reference.Memory();
    types[1] = TableFormat.class;
    terms[1] = new Reference.Live(program.format());
    types[2] = long.class;
    terms[2] = Words.of(0L);
    StringBuilder descriptor = new StringBuilder(OPERANDS).append('J');
    for (int i = 0; i < operands.length; i++) {
      types[i + 3] = operands[i];
      int width = operands[i] == long.class ? Long.SIZE : Integer.SIZE;
      terms[i + 3] = Term.variable("operand" + i, width);
      descriptor.append(operands[i].descriptorString());
    }
    String owner = type.getName().replace('.', '/');
    return new Subject(
        type.getDeclaredMethod(name, types),
        program.call(owner, name, descriptor.append(")J").toString(), heap, terms));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ept-4-mbe-ad",
        "aarch64-4k-ipa52-lm1-lpa2-fwb-xnx-hd",
        "aarch64-64k-ipa52-l1-lpa",
        "riscv-sv48x4-svadu-svnapot-svpbmt"
      })
  void describedWalksEndWhereTheirFormulasSay(String id) throws ReflectiveOperationException {
    Program program = program(id, 8);
    Regime regime = program.regime();
    Method method =
        regime.getClass().getMethod("walk", WordMemory.class, long.class, long.class, Access.class);
    AimedWords words = new AimedWords(regime, random);
    for (Access access : Access.values()) {
      Outcome outcome =
          program.describe(
              "walk",
              "(Lmaplet/model/arch/WordMemory;JJLmaplet/model/Access;)"
                  + WalkResult.class.descriptorString(),
              heap,
              new Reference.Memory(),
              Words.of(0L),
              Term.variable("gpa", Long.SIZE),
              new Reference.Live(access));
      for (int batch = 0; batch < RUNS; batch += RUNS_IN_A_MEMORY) {
        try (PhysicalMemory memory = words.memory(FRAMES)) {
          words.fill(memory);
          WordMemory read = memory::read;
          for (int run = 0; run < Math.min(RUNS, RUNS_IN_A_MEMORY); run++) {
            long gpa = random.nextLong() & regime.capabilities().inputLimit() - 1;
            JvmRun.of(method, regime, read, 0L, gpa, access)
                .check(outcome, new Evaluator(Map.of("gpa", gpa)::get, memory::read));
          }
        }
      }
    }
  }
}
