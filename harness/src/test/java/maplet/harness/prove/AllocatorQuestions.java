package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import maplet.impl.memory.EventLog;

/// What an execution leaves open: which frames the allocator hands out and when it refuses, and
/// which tables are empty. With one run on the JVM they have answers.
final class AllocatorQuestions {
  private static final String ALLOCATOR = "maplet/impl/memory/FrameAllocator";
  private static final String CORE = "maplet/impl/table/TableCore";

  private final TableWorld world;
  private final List<Question> questions = new ArrayList<>();

  /// A question of the code.
  ///
  /// @param guard holds where it is asked
  /// @param number of the frame, or of the answer about emptiness
  private record Question(Term guard, boolean isFrame, int number) {}

  /// Notes the questions from now on.
  AllocatorQuestions(TableWorld world) {
    this.world = world;
    Contracts contracts = world.program().contracts();
    Contracts.Contract allocate = contracts.find(ALLOCATOR, "allocate").orElseThrow();
    contracts.put(
        ALLOCATOR + ".allocate",
        (arguments, state, exits) -> {
          questions.add(new Question(state.guard(), true, world.frames().size()));
          allocate.apply(arguments, state, exits);
        });
    Contracts.Contract isEmpty = contracts.find(CORE, "isEmpty").orElseThrow();
    contracts.put(
        CORE + ".isEmpty",
        (arguments, state, exits) -> {
          questions.add(new Question(state.guard(), false, world.emptiness().size()));
          isEmpty.apply(arguments, state, exits);
        });
  }

  /// Answers all questions in their order, from what the JVM's allocator did.
  ///
  /// @param live on which the operation was run
  /// @param variables gets the answers
  void answer(LivePageTable live, Evaluator values, Map<String, Long> variables) {
    EventLog log = live.log();
    int next = 0;
    long asked = questions.stream().filter(Question::isFrame).count();
    // A table that was taken before the operation is the allocator's first answer.
    for (int spare = 0; spare < world.frames().size() - asked; spare++) {
      next = nextRequest(log, next);
      variables.put("frame" + spare, log.first(next++));
    }
    for (Question question : questions) {
      if (values.value(question.guard()) == 0) {
        variables.put((question.isFrame() ? "frame" : "empty") + question.number(), 0L);
        variables.put("refused" + question.number(), 0L);
      } else if (question.isFrame()) {
        next = nextRequest(log, next);
        boolean refused = log.kind(next) == EventLog.REFUSE;
        variables.put("refused" + question.number(), refused ? 1L : 0);
        variables.put("frame" + question.number(), refused ? 0 : log.first(next));
        next++;
      } else {
        boolean empty = isEmpty(live, world.emptiness().get(question.number()), values);
        variables.put("empty" + question.number(), empty ? 1L : 0);
      }
    }
  }

  private static int nextRequest(EventLog log, int from) {
    int next = from;
    while (log.kind(next) != EventLog.ALLOCATE && log.kind(next) != EventLog.REFUSE) {
      next++;
    }
    return next;
  }

  /// Looks at every entry of a table.
  private boolean isEmpty(LivePageTable live, TableWorld.Emptiness answer, Evaluator values) {
    long frame = values.value(answer.table());
    for (int i = 0; i < world.program().regime().entriesPerTable(); i++) {
      Term address = Words.of(frame + (long) i * Long.BYTES);
      if (live.table().isPresent(values.value(Memories.read(answer.memory(), address)))) {
        return false;
      }
    }
    return true;
  }
}
