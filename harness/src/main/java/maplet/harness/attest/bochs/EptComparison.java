package maplet.harness.attest.bochs;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compares answers with a description, and keeps count.
final class EptComparison {
  private static final int MOST_SHOWN = 5;

  private final EptDescription manual;
  private final List<EptDeviation> deviations;
  private final EptDescription deviating;
  private final SortedMap<String, Long> explained = new TreeMap<>();
  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private final List<List<String>> shown = new ArrayList<>();
  private long probes;
  private long differences;

  /// @param manual the description to attest
  /// @param deviations of the emulator from it
  EptComparison(EptDescription manual, List<EptDeviation> deviations) {
    this.manual = manual;
    this.deviations = List.copyOf(deviations);
    deviating = EptDeviation.all(deviations, manual);
    deviations.forEach(each -> explained.put(each.id(), 0L));
  }

  void compare(EptProbe probe, EptAnswer actual) {
    probes++;
    outcomes.merge(probe.access() + ": " + actual.kind(), 1L, Long::sum);
    EptAnswer expected = manual.answer(probe);
    if (expected.equals(actual)) {
      // An emulator that follows the manual where it is said to deviate is a finding too.
      if (!deviating.answer(probe).equals(expected)) {
        differs(probe, expected, actual, "a known deviation doesn't show");
      }
      return;
    }
    if (!deviating.answer(probe).equals(actual)) {
      differs(probe, expected, actual, "no known deviation explains it");
      return;
    }
    for (EptDeviation each : deviations) {
      if (!each.answer(probe, manual).equals(expected)) {
        explained.merge(each.id(), 1L, Long::sum);
      }
    }
  }

  private void differs(EptProbe probe, EptAnswer expected, EptAnswer actual, String why) {
    differences++;
    if (shown.size() < MOST_SHOWN) {
      shown.add(
          List.of(
              "probe: " + probe, "expected: " + expected, "actual: " + actual, "because: " + why));
    }
  }

  /// How many answers were compared.
  long probes() {
    return probes;
  }

  /// How many were neither the description's nor a known deviation's.
  long differences() {
    return differences;
  }

  /// The first differences, each in lines.
  List<List<String>> shown() {
    return List.copyOf(shown);
  }

  /// How often each deviation explained an answer.
  SortedMap<String, Long> explained() {
    return new TreeMap<>(explained);
  }

  /// How often the emulator answered how.
  SortedMap<String, Long> outcomes() {
    return new TreeMap<>(outcomes);
  }
}
