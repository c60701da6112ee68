package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Random;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.TableFormat;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The executor against the JVM, on the loops over a table's entries.
class WholeTablesAgainstJvmTest {
  private static final int RUNS = Integer.getInteger("maplet.runs", 500) / 50 + 1;
  private static final int FRAMES = 4;
  private static final int MOST_ROUNDS = 600;
  private static final String OPERANDS =
      "(Lmaplet/impl/memory/PhysicalMemory;Lmaplet/impl/table/TableFormat;";

  private final Random random = new Random(7);
  private final Heap heap = Heap.of(Term.variable("memory", Term.MEMORY));

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  private static Program program(String id) {
    return new Program(Regimes.find(id), new MethodCode.Library(), MOST_ROUNDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ept-4-mbe-ad", "aarch64-4k-ipa40-l1", "riscv-sv39x4-svadu-svnapot"})
  void aTableIsEmptyWhereItsFormulaSays(String id) throws ReflectiveOperationException {
    Program program = program(id);
    Method method =
        Class.forName("maplet.impl.table.TableCore")
            .getDeclaredMethod("isEmpty", PhysicalMemory.class, TableFormat.class, long.class);
    Term last = Words.shift(Term.Op.SHIFT_LEFT, Term.variable("entry", Long.SIZE), Words.of(3));
    Outcome outcome =
        program.call(
            "maplet/impl/table/TableCore",
            "isEmpty",
            OPERANDS + "J)Z",
            heap,
            new Reference.Memory(),
            new Reference.Live(program.format()),
            last);
    AimedWords words = new AimedWords(program.regime(), random);
    try (PhysicalMemory memory = words.memory(FRAMES)) {
      for (int run = 0; run < RUNS; run++) {
        long entry = random.nextLong(memory.size() / Long.BYTES);
        long some = random.nextLong(memory.size() / Long.BYTES) * Long.BYTES;
        memory.guestWrite(some, words.word());
        JvmRun.of(method, program, memory, program.format(), entry * Long.BYTES)
            .check(outcome, new Evaluator(Map.of("entry", entry)::get, memory::read));
        memory.guestWrite(some, 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ept-4-mbe-ad", "aarch64-4k-ipa40-l1", "riscv-sv39x4-svadu-svnapot"})
  void aTableOfPiecesHoldsWhatItsFormulasSay(String id) throws ReflectiveOperationException {
    Program program = program(id);
    Method method =
        Class.forName("maplet.impl.table.TableCore")
            .getDeclaredMethod(
                "fillPieces",
                PhysicalMemory.class,
                TableFormat.class,
                long.class,
                long.class,
                int.class);
    long granule = program.regime().capabilities().granule();
    for (int height = 1; height < program.regime().levels(); height++) {
      Outcome outcome =
          program.call(
              "maplet/impl/table/TableCore",
              "fillPieces",
              OPERANDS + "JJI)V",
              heap,
              new Reference.Memory(),
              new Reference.Live(program.format()),
              Words.of(granule),
              Term.variable("word", Long.SIZE),
              Words.of(height));
      AimedWords words = new AimedWords(program.regime(), random);
      try (PhysicalMemory memory = words.memory(FRAMES)) {
        for (int run = 0; run < RUNS; run++) {
          long word = words.word();
          Evaluator values = new Evaluator(Map.of("word", word)::get, _ -> 0);
          JvmRun.of(method, program, memory, program.format(), granule, word, height)
              .check(outcome, values);
          for (long at = 0; at < memory.size(); at += Long.BYTES) {
            Term expected = Memories.read(outcome.heap().memory(), Words.of(at));
            assertEquals(values.value(expected), memory.read(at));
          }
        }
      }
    }
  }
}
