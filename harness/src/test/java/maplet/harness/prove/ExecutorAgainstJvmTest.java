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
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The executor against the JVM: what a formula is for random values is what the method returns for
/// them. `-Dmaplet.runs=N` sets the number of runs of each method in each regime.
class ExecutorAgainstJvmTest {
  private static final int RUNS = Integer.getInteger("maplet.runs", 2_000);
  private static final int FRAMES = 64;

  private final EventLog events = new EventLog();
  private final Random random = new Random(7);

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  /// A method of the implementation whose operands are words.
  ///
  /// @param hasMemory whether memory and format come first
  private record Subject(
      String type, String name, Class<?> result, boolean isStatic, Class<?>... operands) {}

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("TableFormat", "isPresent", boolean.class, false, long.class),
          new Subject("TableFormat", "isTable", boolean.class, false, long.class),
          new Subject("TableFormat", "isPlainTable", boolean.class, false, long.class),
          new Subject("TableFormat", "table", long.class, false, long.class),
          new Subject("TableFormat", "moved", long.class, false, long.class, long.class),
          new Subject("TableFormat", "child", long.class, false, long.class),
          new Subject("TableFormat", "attributes", int.class, false, long.class),
          new Subject("TableFormat", "permissions", int.class, false, long.class),
          new Subject("TableFormat", "tablePermissions", int.class, false, long.class),
          new Subject("TableFormat", "kept", long.class, false, long.class, long.class));

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
        method(
            "TableWalk",
            "walk",
            PhysicalMemory.class,
            TableFormat.class,
            long.class,
            long.class,
            int.class);
    Method locate =
        method(
            "TableCore", "locate", PhysicalMemory.class, TableFormat.class, long.class, long.class);
    Heap heap = Heap.of(Term.variable("memory", Term.MEMORY));
    Term root = Term.variable("root", Long.SIZE);
    Term gpa = Term.variable("gpa", Long.SIZE);
    String types = "(Lmaplet/impl/memory/PhysicalMemory;Lmaplet/impl/table/TableFormat;JJ";
    Value[] both = {new Reference.Memory(), new Reference.Live(program.format()), root, gpa};
    Term located =
        program.call("maplet/impl/table/TableCore", "locate", types + ")J", heap, both).word();
    Term permission = Term.variable("permission", Integer.SIZE);
    Term walked =
        program
            .call(
                "maplet/impl/table/TableWalk",
                "walk",
                types + "I)J",
                heap,
                both[0],
                both[1],
                root,
                gpa,
                permission)
            .word();
    long granule = program.regime().capabilities().granule();
    int faults = 0;
    try (PhysicalMemory memory = new PhysicalMemory(0, FRAMES * granule, granule, events)) {
      for (int run = 0; run < RUNS; run++) {
        fill(program, memory, granule);
        long at = random.nextLong() & program.regime().capabilities().inputLimit() - 1;
        int needed = 1 << random.nextInt(3);
        Map<String, Long> values = Map.of("root", 0L, "gpa", at, "permission", (long) needed);
        Evaluator evaluator = new Evaluator(values::get, memory::read);
        Object result = walk.invoke(null, memory, program.format(), 0L, at, needed);
        assertEquals(result, evaluator.value(walked));
        assertEquals(
            locate.invoke(null, memory, program.format(), 0L, at), evaluator.value(located));
        faults += (long) result >>> 60 == 0 ? 0 : 1;
      }
    }
    assertNotEquals(RUNS, faults, "no walk reached a page");
  }

  /// Tables that lead to each other more often than not, so that walks get deep.
  private void fill(Program program, PhysicalMemory memory, long granule) {
    events.clear();
    for (long address = 0; address < memory.size(); address += granule / 2) {
      for (int i = 0; i < 8; i++) {
        long at = address + (random.nextLong() & granule / 2 - Long.BYTES);
        memory.guestWrite(at, 0);
      }
    }
    for (long address = 0; address < memory.size(); address += Long.BYTES) {
      if (memory.read(address) == 0) {
        memory.guestWrite(address, word(program) & granule * FRAMES - 1 | tableBits(program));
      }
    }
  }

  private static long tableBits(Program program) {
    return program.regime().encodeTable(0, 1);
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

  private static Method method(String type, String name, Class<?>... operands)
      throws ReflectiveOperationException {
    Method method = Class.forName("maplet.impl.table." + type).getDeclaredMethod(name, operands);
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
