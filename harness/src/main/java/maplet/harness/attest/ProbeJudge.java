package maplet.harness.attest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// Judges answers of one machine by the description and by the machine's known deviations.
public final class ProbeJudge {
  private static final Verdict AGREES = new Verdict.Agrees();

  private final Machine machine;
  private final Function<String, Regime> judged;
  private final KnownDeviations deviations;
  private final Map<String, Regime> regimes = new HashMap<>();
  private final Map<String, MachineMemory> memories = new HashMap<>();

  /// @param architecture of all probes
  /// @param known deviations of all emulators
  public ProbeJudge(String architecture, Machine machine, List<Deviation> known) {
    this(architecture, machine, known, Regimes::ofWords);
  }

  /// @param judged makes the regimes that are compared with the machine, of the words of a name in
  ///   any order
  public ProbeJudge(
      String architecture,
      Machine machine,
      List<Deviation> known,
      Function<String, Regime> judged) {
    this.machine = machine;
    this.judged = judged;
    deviations = new KnownDeviations(known, architecture, machine, judged);
  }

  /// The names of the deviations of this machine's version.
  List<String> deviations() {
    return deviations.names();
  }

  /// Why the machine must not be asked; empty where it may be. By the description and by the known
  /// deviations, walk and access must keep out of forbidden memory, and accesses out of tables.
  public Optional<String> whyNot(Probe probe) {
    Optional<String> unable = machine.whyNot(probe.image().regime(), probe.access());
    if (unable.isPresent()) {
      return unable;
    }
    Regime regime = regime(probe);
    MachineMemory memory = memory(probe);
    Expected plain = Expected.of(regime, memory, probe);
    return whyNot(plain, memory)
        .or(() -> whyNot(deviations.expected(regime, probe, plain), memory));
  }

  private static Optional<String> whyNot(Expected expected, MachineMemory memory) {
    return switch (expected) {
      case Expected.Faulted _ -> Optional.empty();
      case Expected.Fatal _ -> Optional.of("the emulator would end itself");
      case Expected.Outside(_, long address) ->
          memory.use(address) == MachineMemory.Use.NOWHERE
              ? Optional.empty()
              : Optional.of("the walk reads where there is something else than tables");
      case Expected.Reached(long hpa, _, _) ->
          switch (memory.use(hpa)) {
            case TELLING, NOWHERE -> Optional.empty();
            case TABLES, FORBIDDEN ->
                Optional.of("the access goes where there is something else than telling memory");
          };
    };
  }

  /// Judges an answer.
  public Verdict judge(Probe probe, Answer answer) {
    return judged(probe, answer).verdict();
  }

  /// A verdict, with the end that the description expects, in a few words.
  record Judged(String outcome, Verdict verdict) {}

  Judged judged(Probe probe, Answer answer) {
    Regime regime = regime(probe);
    MachineMemory memory = memory(probe);
    Expected plain = Expected.of(regime, memory, probe);
    Expected expected = deviations.expected(regime, probe, plain);
    Optional<String> difference = Comparison.difference(expected, answer, memory);
    Verdict verdict = AGREES;
    if (difference.isPresent()) {
      verdict =
          new Verdict.Differs(
              difference.get(),
              Explanation.lines(regime, memory, probe, plain, expected, answer, difference.get()));
    } else if (!expected.equals(plain)
        && Comparison.difference(plain, answer, memory).isPresent()) {
      verdict = new Verdict.Deviates(deviations.explaining(regime, probe, plain));
    }
    return new Judged(Explanation.outcome(plain), verdict);
  }

  private Regime regime(Probe probe) {
    return regimes.computeIfAbsent(probe.image().regime(), judged);
  }

  private MachineMemory memory(Probe probe) {
    return memories.computeIfAbsent(probe.image().regime(), machine::memory);
  }
}
