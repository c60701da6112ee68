package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import maplet.harness.attest.Answer;
import maplet.harness.attest.Deviation;
import maplet.harness.attest.Machine;
import maplet.harness.attest.OutsideMemoryException;
import maplet.harness.attest.Probe;
import maplet.harness.attest.ProbeJudge;
import maplet.harness.attest.TableImage;
import maplet.harness.attest.Verdict;
import maplet.model.Access;
import maplet.model.arch.Regime;

/// Has one emulator walk the vectors of its architecture, and notes on each vector what came of it.
final class WalkAttestation implements Attestor {
  private static final int BATCH = 400;

  private final Machine machine;
  private final String emulator;
  private final Function<String, Regime> regimes;
  private final Map<String, Regime> known = new HashMap<>();
  private final ProbeJudge judge;
  private final List<List<String>> differences = new ArrayList<>();

  /// What to do with a vector.
  private sealed interface Plan {}

  private record Ask(Probe probe) implements Plan {}

  private record Leave(NotAttested why) implements Plan {}

  /// A vector that the emulator is asked.
  private record Asked(ObjectNode vector, Probe probe) {}

  /// @param architecture of all vectors
  /// @param deviations of all emulators
  /// @param regimes the description, by the words of a regime's name
  WalkAttestation(
      String architecture,
      Machine machine,
      List<Deviation> deviations,
      Function<String, Regime> regimes) {
    this.machine = machine;
    this.regimes = regimes;
    String[] numbers = machine.version().split("\\.", -1);
    emulator = machine.name() + " " + numbers[0] + "." + numbers[1];
    judge = new ProbeJudge(architecture, machine, deviations, regimes);
  }

  /// What was found where an emulator contradicts a vector, each in lines; none is explained by a
  /// known deviation.
  List<List<String>> differences() {
    return List.copyOf(differences);
  }

  @Override
  public void attest(Regime regime, long root, List<ObjectNode> vectors) throws IOException {
    List<Asked> asked = new ArrayList<>();
    for (ObjectNode vector : vectors) {
      switch (plan(regime, root, vector)) {
        case Ask(Probe probe) -> asked.add(new Asked(vector, probe));
        case Leave(NotAttested why) -> vector.put(VectorFields.NOT_ATTESTED, why.toString());
      }
    }
    for (int from = 0; from < asked.size(); from += BATCH) {
      List<Asked> batch = asked.subList(from, Math.min(asked.size(), from + BATCH));
      List<Answer> answers = machine.answer(batch.stream().map(Asked::probe).toList());
      for (int i = 0; i < batch.size(); i++) {
        note(regime, batch.get(i), answers.get(i));
      }
    }
  }

  private Regime regime(String id) {
    return known.computeIfAbsent(id, regimes);
  }

  private Plan plan(Regime regime, long root, ObjectNode vector) {
    Regime standIn = regime(StandIn.of(regime));
    Access access = VectorVerifier.access(vector);
    long gpa = Json.number(vector, VectorFields.GPA);
    if (machine.whyNot(standIn.id(), access).isPresent()) {
      return new Leave(NotAttested.NO_EMULATOR);
    }
    VectorMemory memory = VectorMemory.of(root, vector.path(VectorFields.MEMORY));
    if (!endsAlike(standIn, vector, root, memory.words())) {
      return new Leave(NotAttested.OTHER_WIDTH);
    }
    int bits = machine.memory(standIn.id()).gpaBits();
    if (bits < Long.SIZE && gpa >>> bits != 0) {
      return new Leave(NotAttested.GUEST_ADDRESS);
    }
    return probe(standIn, root, vector, memory)
        .filter(probe -> judge.whyNot(probe).isEmpty())
        .<Plan>map(Ask::new)
        .orElse(new Leave(NotAttested.NO_MEMORY));
  }

  /// The vector as a probe, with the page that the emulator's guest needs; empty where these tables
  /// have no room for it.
  private Optional<Probe> probe(Regime regime, long root, ObjectNode vector, VectorMemory memory) {
    long gpa = Json.number(vector, VectorFields.GPA);
    OptionalLong page = machine.memory(regime.id()).companionPage();
    if (page.isEmpty()) {
      TableImage image =
          new TableImage(regime, root, OptionalLong.empty(), new TreeMap<>(memory.words()));
      return Optional.of(new Probe(image, gpa, VectorVerifier.access(vector)));
    }
    return CompanionPage.add(
            regime,
            root,
            memory.words(),
            page.getAsLong(),
            words -> endsAlike(regime, vector, root, words))
        .map(found -> new TableImage(regime, root, OptionalLong.of(found.gpa()), found.words()))
        .map(image -> new Probe(image, gpa, VectorVerifier.access(vector)));
  }

  /// Whether a walk of these words ends as the vector says, but for the words of the rule.
  private static boolean endsAlike(
      Regime regime, ObjectNode vector, long root, Map<Long, Long> words) {
    VectorMemory memory = new VectorMemory(root);
    words.forEach(memory::put);
    long gpa = Json.number(vector, VectorFields.GPA);
    try {
      ObjectNode other =
          WalkMeaning.described(regime, memory, root, gpa, VectorVerifier.access(vector));
      ObjectNode expected = ((ObjectNode) vector.path(VectorFields.EXPECT)).deepCopy();
      return other.without(VectorFields.REASON).equals(expected.without(VectorFields.REASON));
    } catch (OutsideMemoryException _) {
      return false;
    }
  }

  private void note(Regime regime, Asked asked, Answer answer) {
    switch (judge.judge(asked.probe(), answer)) {
      case Verdict.Agrees _ -> {
        ObjectNode by = asked.vector().putObject(VectorFields.ATTESTED_BY);
        by.put("emulator", emulator);
        String standIn = asked.probe().image().regime();
        if (!standIn.equals(regime.id())) {
          by.put(VectorFields.REGIME, standIn);
        }
        if (!showsAddress(answer)) {
          by.put("only", VectorFields.OUTCOME);
        }
      }
      case Verdict.Deviates(List<String> names) ->
          asked
              .vector()
              .put(
                  VectorFields.NOT_ATTESTED,
                  NotAttested.DEVIATION + ": " + String.join(", ", names));
      case Verdict.Differs(_, List<String> lines) -> {
        List<String> told = new ArrayList<>();
        told.add("vector: " + asked.vector().path(VectorFields.ID).asText());
        told.addAll(lines);
        differences.add(told);
      }
    }
  }

  /// Whether an access that arrived was seen to arrive at its address; faults always tell what they
  /// are.
  private static boolean showsAddress(Answer answer) {
    return switch (answer) {
      case Answer.Reached reached -> reached.known() != 0;
      case Answer.Nowhere _ -> false;
      case Answer.Faulted _, Answer.Unexpected _ -> true;
    };
  }
}
