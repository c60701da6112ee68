package maplet.harness.attest.bochs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares Bochs with a description, probe by probe.
public final class EptAttestation {
  private static final int MOST_DIFFERENCES = 5;

  private final BochsMachine machine;
  private final EptDescription manual;
  private final EptDescription deviating;
  private final Map<BochsDeviation, Long> explained = new EnumMap<>(BochsDeviation.class);
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private long probes;
  private long unexplained;

  /// A probe that Bochs and the description answer differently, and no deviation says so.
  ///
  /// @param number of the probe, from 0
  public record Difference(long number, EptProbe probe, EptAnswer expected, EptAnswer actual) {
    /// Facts, one a line.
    public List<String> lines() {
      return List.of("probe: " + number + ", " + probe, "expected: " + expected, "actual: " + actual);
    }
  }

  /// What came of a run.
  ///
  /// @param probes that were compared
  /// @param unexplained how many were different and no deviation says so
  /// @param differences the first of them
  /// @param explained how often each deviation explained one; 0 where it is stale
  /// @param outcomes how often Bochs answered how
  public record Result(
      long probes,
      long unexplained,
      List<Difference> differences,
      Map<BochsDeviation, Long> explained,
      Map<String, Long> outcomes) {
    public Result {
      differences = List.copyOf(differences);
      explained = Map.copyOf(explained);
      outcomes = Map.copyOf(outcomes);
    }

    /// The deviations that no probe met.
    public List<BochsDeviation> stale() {
      return explained.keySet().stream().filter(each -> explained.get(each) == 0).sorted().toList();
    }
  }

  /// @param description the one to attest
  public EptAttestation(BochsMachine machine, EptDescription description) {
    this.machine = machine;
    manual = description;
    deviating = BochsDeviation.all(description);
    for (BochsDeviation each : BochsDeviation.values()) {
      explained.put(each, 0L);
    }
  }

  /// Runs random probes, in batches.
  ///
  /// @param count 1 or more
  /// @param seed of the probes
  /// @param stopAtDifference whether the batch with the first difference is the last
  /// @throws IOException when Bochs fails
  public Result run(long count, long seed, boolean stopAtDifference) throws IOException {
    EptProbes source = new EptProbes(machine.processor(), seed);
    while (probes < count && !(stopAtDifference && unexplained > 0)) {
      List<EptProbe> batch =
          source.next((int) Math.min(count - probes, BochsMachine.MOST_PROBES));
      List<EptAnswer> answers = machine.answer(batch);
      for (int i = 0; i < batch.size(); i++) {
        compare(batch.get(i), answers.get(i));
        probes++;
      }
    }
    return new Result(probes, unexplained, differences, explained, outcomes);
  }

  private void compare(EptProbe probe, EptAnswer actual) {
    outcomes.merge(probe.access() + " " + actual.kind(), 1L, Long::sum);
    EptAnswer expected = manual.answer(probe);
    if (expected.equals(actual)) {
      return;
    }
    if (deviating.answer(probe).equals(actual)) {
      for (BochsDeviation each : BochsDeviation.values()) {
        if (!each.answer(probe, manual).equals(expected)) {
          explained.merge(each, 1L, Long::sum);
        }
      }
      return;
    }
    unexplained++;
    if (differences.size() < MOST_DIFFERENCES) {
      differences.add(new Difference(probes, probe, expected, actual));
    }
  }
}
