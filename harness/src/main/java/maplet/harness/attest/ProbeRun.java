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
  private final ProbeJudge judge;
  private final ProbeJudge aim;
  private final List<ProbeGenerator> generators = new ArrayList<>();
  private final TreeMap<String, Long> outcomes = new TreeMap<>();
  private final TreeMap<String, Long> deviations = new TreeMap<>();
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
    String architecture = probed.getFirst().architecture();
    judge = new ProbeJudge(architecture, machine, known, judged);
    aim = new ProbeJudge(architecture, machine, known);
    judge.deviations().forEach(name -> deviations.put(name, 0L));
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
      List<Probe> next = batch(0);
      for (int turn = 1; compared < probes && !(stopAtDifference && differences > 0); turn++) {
        List<Probe> current = next;
        Future<List<Answer>> answers = asking.submit(() -> machine.answer(current));
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
        deviations,
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

  /// Probes that the machine may be asked.
  ///
  /// @param index of the regime
  private List<Probe> batch(int index) {
    List<Probe> batch = new ArrayList<>(2 * BATCH);
    while (batch.size() < BATCH) {
      for (Probe probe : generators.get(index).next()) {
        if (aim.whyNot(probe).isEmpty()) {
          batch.add(probe);
        }
      }
    }
    return batch;
  }

  private void compare(List<Probe> probes, List<Answer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      ProbeJudge.Judged judged = judge.judged(probes.get(i), answers.get(i));
      compared++;
      outcomes.merge(judged.outcome(), 1L, Long::sum);
      switch (judged.verdict()) {
        case Verdict.Agrees _ -> {}
        case Verdict.Deviates(List<String> names) ->
            names.forEach(name -> deviations.merge(name, 1L, Long::sum));
        case Verdict.Differs(String difference, List<String> lines) -> {
          differences++;
          // One of each kind: the first hundred would be all alike.
          if (shown.size() < MOST_SHOWN && kinds.add(judged.outcome() + ": " + difference)) {
            shown.add(lines);
          }
        }
      }
    }
  }
}
