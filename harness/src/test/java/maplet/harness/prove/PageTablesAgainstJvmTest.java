package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import maplet.harness.prove.LivePageTable.Call;
import maplet.impl.memory.EventLog;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The executor against the JVM on whole operations of page tables: after a random history, the
/// formulas of an operation give the memory, the result, the invalidations and the frees that the
/// JVM makes of it, with whatever frames the allocator hands out or refuses.
class PageTablesAgainstJvmTest {
  private static final int RUNS = Integer.getInteger("maplet.runs", 500) / 5 + 1;
  private static final int RUNS_OF_A_TABLE = 20;
  private static final int CODES = 128;
  private static final String TYPICAL = "riscv-sv39x4";

  private final Random random = new Random(11);

  @AfterEach
  void forget() {
    Term.forgetAll();
  }

  static Stream<Arguments> operations() {
    List<String> regimes =
        Integer.getInteger("maplet.runs", 0) > 0
            ? List.of("ept-4", "aarch64-4k-ipa40-l1", "riscv-sv39x4")
            : List.of(TYPICAL);
    return regimes.stream()
        .flatMap(id ->
            Stream.of(TableTheorem.values())
                .flatMap(kind ->
                    IntStream.of(0, 1)
                        .filter(kind::concernsHeight)
                        .mapToObj(height -> Arguments.of(id, kind, height))));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationLeavesWhatItsFormulasSay(String id, TableTheorem kind, int height) {
    compare(new MethodCode.Library(), id, kind, height);
  }

  /// Formulas of code that isn't what the JVM runs don't fit.
  @ParameterizedTest
  @CsvSource({
    "MAP, PageTable.entryIn",
    "POPULATE, PageTable.mapFresh",
    "UNMAP, PageTable.doom",
    "PROTECT, TableFormat.leaf",
    "REMAP, TableFormat.leaf",
    "SPLIT, TableCore.firstPiece"
  })
  void otherCodeIsCaught(TableTheorem kind, String method) {
    int height = kind == TableTheorem.SPLIT ? 1 : 0;
    String id = "ept-4";
    MethodCode.Library library = new MethodCode.Library();
    Program whole = new Program(Regimes.find(id), library, kind.mostRounds());
    kind.step(new TableWorld(whole), height);
    MethodCode code =
        library.used().stream()
            .filter(each -> each.name().contains("/" + method + "("))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("not executed: " + method));
    Mutation mutation = Mutation.of(code).getFirst();
    assertThrows(
        AssertionError.class,
        () -> compare(new MethodCode.Library(mutation), id, kind, height),
        mutation.text());
  }

  private void compare(MethodCode.Library library, String id, TableTheorem kind, int height) {
    Program program = new Program(Regimes.find(id), library, kind.mostRounds());
    TableWorld world = new TableWorld(program);
    AllocatorQuestions questions = new AllocatorQuestions(world);
    TableStep step = kind.step(world, height);
    int[] codes = legalCodes(program);
    try (LivePageTable live = new LivePageTable(program, codes, random)) {
      for (int run = 1; run <= RUNS; run++) {
        compare(live, live.next(kind, height), world, step, questions);
        if (run % RUNS_OF_A_TABLE == 0) {
          live.reset();
        }
      }
    }
  }

  private static int[] legalCodes(Program program) {
    TableWorld world = new TableWorld(program);
    Term legal = new Operands(world, 0).isLegal();
    return IntStream.range(0, CODES)
        .filter(
            code -> new Evaluator(Map.of("attributes", (long) code)::get, _ -> 0).value(legal) != 0)
        .toArray();
  }

  private void compare(
      LivePageTable live,
      Call call,
      TableWorld world,
      TableStep step,
      AllocatorQuestions questions) {
    long[] before = live.words();
    JvmRun done = live.run(call);
    Map<String, Long> variables = new HashMap<>();
    variables.put("root", live.table().root());
    variables.put("gpa", call.gpa());
    variables.put("hpa", call.hpa());
    variables.put("attributes", (long) call.code());
    Evaluator values =
        new Evaluator(
            name -> {
              Long value = variables.get(name);
              if (value == null) {
                throw new AssertionError("a formula asks for " + name);
              }
              return value;
            },
            address -> before[(int) (address / Long.BYTES)]);
    questions.answer(live, values, variables);
    String what = call.toString();
    assertEquals(1, values.value(step.done().returns()), what);
    step.done()
        .value()
        .map(Term.class::cast)
        .ifPresent(value ->
            assertEquals(JvmRun.number(done.returned().orElseThrow()), values.value(value), what));
    assertEquals(told(live.log()), told(world, values), what);
    Set<Long> touched = new HashSet<>(stored(live));
    addStores(step.after(), values, touched, live.memory().frameSize());
    for (long address : touched) {
      Term word = Memories.read(step.after(), Words.of(address));
      assertEquals(
          live.memory().read(address), values.value(word), what + Long.toHexString(address));
    }
    for (Term counter : world.counters(step.done().heap())) {
      assertEquals(0, values.value(counter), what);
    }
  }

  /// The stores into memory that were taken: single words, and whole frames.
  private static void addStores(
      Term memory, Evaluator values, Set<Long> addresses, long frameSize) {
    Term at = memory;
    while (at.op != Term.Op.VARIABLE) {
      switch (at.op) {
        case STORE -> addresses.add(values.value(at.operand(1)));
        case FILL -> addFrame(values.value(at.operand(1)), addresses, frameSize);
        default -> {}
      }
      boolean isChoice = at.op == Term.Op.CHOICE;
      at = at.operand(isChoice && values.value(at.operand(0)) == 0 ? 2 : isChoice ? 1 : 0);
    }
  }

  private static void addFrame(long frame, Set<Long> addresses, long frameSize) {
    for (long at = frame; at < frame + frameSize; at += Long.BYTES) {
      addresses.add(at);
    }
  }

  /// The words that the JVM's operation stored into.
  private static Set<Long> stored(LivePageTable live) {
    EventLog log = live.log();
    Set<Long> addresses = new HashSet<>();
    for (int i = 0; i < log.size(); i++) {
      switch (log.kind(i)) {
        case EventLog.STORE -> addresses.add(log.first(i));
        case EventLog.ZERO -> addFrame(log.first(i), addresses, live.memory().frameSize());
        default -> {}
      }
    }
    return addresses;
  }

  /// What hardware and the allocator were told.
  private static List<String> told(EventLog log) {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      int kind = log.kind(i);
      if (isTold(kind)) {
        told.add(kind + " " + Long.toHexString(log.first(i)));
      }
    }
    return told;
  }

  private static List<String> told(TableWorld world, Evaluator values) {
    List<String> told = new ArrayList<>();
    for (TableWorld.Event event : world.events()) {
      if (isTold(event.kind()) && values.value(event.guard()) != 0) {
        told.add(event.kind() + " " + Long.toHexString(values.value(event.operand())));
      }
    }
    return told;
  }

  private static boolean isTold(int kind) {
    return kind == EventLog.FREE
        || kind == EventLog.INVALIDATE_ADDRESS
        || kind == EventLog.INVALIDATE_ALL;
  }
}
