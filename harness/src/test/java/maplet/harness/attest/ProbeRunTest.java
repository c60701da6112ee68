package maplet.harness.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import maplet.harness.attest.Deviation.Bits;
import maplet.harness.attest.Deviation.Change;
import maplet.harness.attest.Deviation.Condition;
import maplet.harness.attest.Deviation.EntryBits;
import maplet.harness.attest.Deviation.EntryChange;
import maplet.harness.attest.Deviation.Fault;
import maplet.harness.attest.Deviation.Instead;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.arch.Citation;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run finds, with machines whose answers are known.
class ProbeRunTest {
  private static final Condition RISCV =
      new Condition(List.of("riscv"), List.of(), Set.of(), new Bits(0, 0), List.of(), false);

  @ParameterizedTest
  @ValueSource(strings = {"ept", "aarch64", "riscv"})
  void aMachineThatFollowsTheDescriptionIsAttested(String architecture) throws IOException {
    AttestationResult result = run(Regimes.of(architecture), new FollowingMachine(), List.of());
    assertEquals(List.of(), result.shown());
    assertEquals(0, result.differences());
    assertTrue(result.probes() >= 45_000);
    assertTrue(
        result
            .outcomes()
            .keySet()
            .containsAll(
                Set.of("reached", "translation fault", "permission fault", "walk left memory")));
  }

  @Test
  void whatTheMachineCannotAnswerIsSaid() throws IOException {
    AttestationResult result = run(Regimes.of("aarch64"), new FollowingMachine(), List.of());
    assertEquals(6, result.notRun().size());
  }

  /// Each falsifies one thing that a machine shows.
  static Stream<UnaryOperator<Answer>> lies() {
    return Stream.of(
        lie(
            Answer.Reached.class,
            r -> new Answer.Reached(r.hpa() ^ 8, r.known(), r.type(), r.updates())),
        lie(
            Answer.Reached.class,
            r ->
                new Answer.Reached(
                    r.hpa(), r.known(), Optional.of(MemoryType.WRITE_PROTECTED), r.updates())),
        lie(Answer.Reached.class, r -> new Answer.Reached(r.hpa(), r.known(), r.type(), List.of())),
        lie(
            Answer.Reached.class,
            r -> faulted(FaultKind.TRANSLATION, 0, new Syndrome(0, 0), r.updates())),
        lie(Answer.Nowhere.class, n -> new Answer.Nowhere(!n.walk(), n.level(), n.updates())),
        lie(
            Answer.Nowhere.class,
            n -> new Answer.Nowhere(n.walk(), OptionalInt.of(7), n.updates())),
        lie(Answer.Nowhere.class, n -> new Answer.Unexpected("lost", n.updates())));
  }

  /// Each falsifies one thing of a fault.
  static Stream<UnaryOperator<Answer>> liesOfFaults() {
    return Stream.of(
        lie(
            Answer.Faulted.class,
            f -> faulted(FaultKind.ACCESS_FLAG, level(f), f.syndrome(), f.updates())),
        lie(Answer.Faulted.class, f -> faulted(kind(f), 4, f.syndrome(), f.updates())),
        lie(
            Answer.Faulted.class,
            f ->
                faulted(
                    kind(f),
                    level(f),
                    new Syndrome(f.syndrome().cause() ^ 1, f.syndrome().detail()),
                    f.updates())),
        lie(
            Answer.Faulted.class,
            f ->
                faulted(
                    kind(f),
                    level(f),
                    new Syndrome(f.syndrome().cause(), f.syndrome().detail() ^ 16),
                    f.updates())),
        lie(
            Answer.Faulted.class,
            f -> faulted(kind(f), level(f), f.syndrome(), List.of(new Update(0x4800_0000L, 1)))),
        lie(Answer.Faulted.class, f -> new Answer.Reached(0, 0, Optional.empty(), f.updates())));
  }

  /// Changes the answers of one kind.
  private static <A extends Answer> UnaryOperator<Answer> lie(
      Class<A> kind, Function<A, Answer> change) {
    return answer -> kind.isInstance(answer) ? change.apply(kind.cast(answer)) : answer;
  }

  private static FaultKind kind(Answer.Faulted fault) {
    return fault.kind().orElseThrow();
  }

  private static int level(Answer.Faulted fault) {
    return fault.level().orElseThrow();
  }

  private static Answer faulted(
      FaultKind kind, int level, Syndrome syndrome, List<Update> updates) {
    return new Answer.Faulted(Optional.of(kind), OptionalInt.of(level), syndrome, -1, -1, updates);
  }

  @ParameterizedTest
  @MethodSource({"lies", "liesOfFaults"})
  void everyFalseAnswerIsADifference(UnaryOperator<Answer> lie) throws IOException {
    AttestationResult result =
        run(
            List.of(Regimes.find("riscv-sv39x4-svadu")),
            new FollowingMachine(UnaryOperator.identity(), lie),
            List.of());
    assertTrue(result.differences() > 0);
    List<String> shown = result.shown().getFirst();
    assertTrue(shown.contains("regime: riscv-sv39x4-svadu"), shown.toString());
    assertTrue(shown.getLast().startsWith("difference: "), shown.toString());
  }

  @Test
  void aKnownDeviationExplainsWhatItSaysAndIsCounted() throws IOException {
    List<Regime> plain = List.of(Regimes.find("riscv-sv39x4"));
    Machine deviating = new FollowingMachine(name -> name + "-svadu", UnaryOperator.identity());
    assertTrue(run(plain, deviating, List.of()).differences() > 0);

    Deviation known = deviation("sets-a-d", RISCV, change(List.of("svadu"), Optional.empty()));
    AttestationResult result = run(plain, deviating, List.of(known));
    assertEquals(List.of(), result.shown());
    assertTrue(result.deviations().get("sets-a-d") > 0);
    assertEquals(List.of(), result.stale());
  }

  @Test
  void aMachineThatFollowsTheManualDespiteADeviationIsADifference() throws IOException {
    Deviation known = deviation("sets-a-d", RISCV, change(List.of("svadu"), Optional.empty()));
    AttestationResult result =
        run(List.of(Regimes.find("riscv-sv39x4")), new FollowingMachine(), List.of(known));
    assertTrue(result.differences() > 0);
    assertEquals(List.of("sets-a-d"), result.stale());
  }

  @Test
  void deviationsOfOtherVersionsDoNotCount() throws IOException {
    Deviation other =
        new Deviation(
            "other",
            "following",
            "2.9",
            "2.10",
            RISCV,
            change(List.of("svadu"), Optional.empty()),
            "m",
            "d",
            Citation.of("manual", "section"));
    AttestationResult result =
        run(List.of(Regimes.find("riscv-sv39x4")), new FollowingMachine(), List.of(other));
    assertEquals(0, result.differences());
    assertEquals(new TreeMap<>(), result.deviations());
  }

  @Test
  void aDeviationCanAskForAnEntryAndFaultAfterTheFlags() throws IOException {
    EntryBits napot = new EntryBits(Set.of(1, 2), new Bits(1L << 63, 1L << 63));
    Change change =
        new Change(
            List.of(),
            List.of(),
            0,
            List.of(new EntryChange(napot, 1L << 63, 0, false)),
            Optional.of(new Fault(FaultKind.TRANSLATION, 0, Instead.REACHED)),
            OptionalInt.empty(),
            0,
            false);
    Condition when =
        new Condition(List.of("riscv"), List.of(), Set.of(), new Bits(0, 0), List.of(napot), false);
    KnownDeviations deviations =
        new KnownDeviations(
            List.of(deviation("late", when, change)),
            "riscv",
            new FollowingMachine(),
            Regimes::ofWords);
    Regime regime = Regimes.find("riscv-sv39x4-svadu");
    Probe probe = superpage(regime, 1L << 63 | 0x8L << 28 | 0x1f);
    Expected plain = Expected.of(regime, new FollowingMachine().memory(""), probe);
    assertEquals(List.of(), ((Expected.Faulted) plain).updates());
    Expected expected = deviations.expected(regime, probe, plain);
    assertEquals(
        List.of(new Update(0x4800_0000L, 1L << 63 | 0x8L << 28 | 0x5f)),
        ((Expected.Faulted) expected).updates());
  }

  @Test
  void theSameSeedGivesTheSameProbes() {
    assertEquals(text(1), text(1));
    assertNotEquals(text(1), text(2));
  }

  private static String text(long seed) {
    Regime regime = Regimes.find("aarch64-4k-ipa40-l1");
    StringBuilder text = new StringBuilder();
    for (Probe probe : new ProbeGenerator(regime, new FollowingMachine().memory(""), seed).next()) {
      text.append(probe.access()).append(probe.gpa());
      for (int i = 0; i < probe.image().size(); i++) {
        text.append(' ').append(probe.image().address(i)).append(probe.image().word(i));
      }
    }
    return text.toString();
  }

  private static Probe superpage(Regime regime, long word) {
    TreeMap<Long, Long> words = new TreeMap<>();
    words.put(0x4800_0000L, word);
    TableImage image = new TableImage(regime, 0x4800_0000L, OptionalLong.empty(), words);
    return new Probe(image, 0x1000, Access.READ);
  }

  private static Change change(List<String> words, Optional<Fault> fault) {
    return new Change(words, List.of(), 0, List.of(), fault, OptionalInt.empty(), 0, false);
  }

  private static Deviation deviation(String name, Condition when, Change instead) {
    return new Deviation(
        name, "following", "2.9", "", when, instead, "m", "d", Citation.of("manual", "section"));
  }

  private static AttestationResult run(List<Regime> regimes, Machine machine, List<Deviation> known)
      throws IOException {
    return new ProbeRun(regimes, machine, Regimes::ofWords, known, 1)
        .run(regimes.size() == 1 ? 8_000 : 45_000, regimes.size() == 1, _ -> {});
  }
}
