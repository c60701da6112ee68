package maplet.harness.attest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongConsumer;
import maplet.harness.sequence.SeededChoices;
import maplet.model.Access;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// Random probes of some regimes, answered by a machine and compared with the description.
///
/// While the machine answers one batch, the next is made.
public final class ProbeRun {
  /// Probes of a batch: enough that a conversation's cost doesn't count, few enough that all
  /// regimes have their turn.
  private static final int BATCH = 800;

  private static final int MOST_SHOWN = 8;

  private final Machine machine;
  private final List<Regime> regimes;
  private final Function<String, Regime> judged;
  private final KnownDeviations deviations;
  private final KnownDeviations aiming;
  private final List<ProbeGenerator> generators = new ArrayList<>();
  private final TreeMap<String, Long> outcomes = new TreeMap<>();
  private final List<List<String>> shown = new ArrayList<>();
  private final Set<String> kinds = new HashSet<>();
  private final List<String> notRun = new ArrayList<>();
  private long differences;
  private long compared;

  /// @param probed the regimes, of one architecture; those that the machine can't answer are left
  ///   out
  /// @param judged makes the regimes that are compared with the machine, of the words of a name in
  ///   any order: [Regimes#ofWords] but in tests
  /// @param known deviations of all emulators
  public ProbeRun(
      List<Regime> probed,
      Machine machine,
      Function<String, Regime> judged,
      List<Deviation> known,
      long seed) {
    this.machine = machine;
    this.judged = judged;
    String architecture = probed.getFirst().architecture();
    deviations = new KnownDeviations(known, architecture, machine, judged);
    aiming = new KnownDeviations(known, architecture, machine, Regimes::ofWords);
    List<Regime> answered = new ArrayList<>();
    for (Regime regime : probed) {
      machine
          .whyNot(regime.id(), Access.READ)
          .ifPresentOrElse(why -> notRun.add(regime.id() + ": " + why), () -> answered.add(regime));
    }
    regimes = List.copyOf(answered);
    for (int i = 0; i < regimes.size(); i++) {
      Regime regime = regimes.get(i);
      generators.add(
          new ProbeGenerator(regime, machine.memory(regime.id()), SeededChoices.split(seed, i)));
    }
  }

  /// Runs until so many probes have been compared, or a difference has been found.
  ///
  /// @param probes at least 1
  /// @param stopAtDifference whether the first batch with a difference is the last
  /// @param progress is told how many have been compared
  public AttestationResult run(long probes, boolean stopAtDifference, LongConsumer progress)
      throws IOException {
    try (ExecutorService asking = Executors.newSingleThreadExecutor()) {
      Batch next = batch(0);
      for (int turn = 1; compared < probes && !(stopAtDifference && differences > 0); turn++) {
        Batch current = next;
        Future<List<Answer>> answers = asking.submit(() -> machine.answer(current.probes()));
        next = batch(turn % regimes.size());
        compare(current, get(answers));
        progress.accept(compared);
      }
    }
    return new AttestationResult(
        regimes.getFirst().architecture(),
        machine.name() + " " + machine.version(),
        compared,
        differences,
        shown,
        deviations.shown(),
        outcomes,
        notRun);
  }

  private static List<Answer> get(Future<List<Answer>> answers) throws IOException {
    try {
      return answers.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the emulator answered", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /// @param regime index of the regime
  private record Batch(int regime, List<Probe> probes) {}

  /// Probes that keep out of forbidden memory, by the description and by the known deviations.
  private Batch batch(int index) {
    Regime regime = regimes.get(index);
    MachineMemory memory = machine.memory(regime.id());
    List<Probe> batch = new ArrayList<>(2 * BATCH);
    while (batch.size() < BATCH) {
      for (Probe probe : generators.get(index).next()) {
        Expected plain = Expected.of(regime, memory, probe);
        if (isAllowed(plain, memory) && isAllowed(aiming.expected(regime, probe, plain), memory)) {
          batch.add(probe);
        }
      }
    }
    return new Batch(index, batch);
  }

  /// Stores and fetches must not hit tables either.
  private static boolean isAllowed(Expected expected, MachineMemory memory) {
    return switch (expected) {
      case Expected.Faulted _ -> true;
      case Expected.Fatal _ -> false;
      case Expected.Outside(_, long address) -> memory.use(address) == MachineMemory.Use.NOWHERE;
      case Expected.Reached(long hpa, _, _) ->
          switch (memory.use(hpa)) {
            case TELLING, NOWHERE -> true;
            case TABLES, FORBIDDEN -> false;
          };
    };
  }

  private void compare(Batch batch, List<Answer> answers) {
    Regime regime = judged.apply(regimes.get(batch.regime()).id());
    MachineMemory memory = machine.memory(regime.id());
    for (int i = 0; i < answers.size(); i++) {
      Probe probe = batch.probes().get(i);
      Answer answer = answers.get(i);
      Expected plain = Expected.of(regime, memory, probe);
      Expected expected = deviations.expected(regime, probe, plain);
      var difference = Comparison.difference(expected, answer, memory);
      compared++;
      outcomes.merge(Explanation.outcome(plain), 1L, Long::sum);
      if (difference.isPresent()) {
        differences++;
        String kind = Explanation.outcome(plain) + ": " + difference.get();
        if (shown.size() < MOST_SHOWN && kinds.add(kind)) {
          shown.add(
              Explanation.lines(regime, memory, probe, plain, expected, answer, difference.get()));
        }
      } else if (!expected.equals(plain)
          && Comparison.difference(plain, answer, memory).isPresent()) {
        deviations.note(regime, probe, plain);
      }
    }
  }
}
