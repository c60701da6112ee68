package maplet.harness.attest;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an attestation found.
///
/// @param architecture its name
/// @param emulator name and version, as in `qemu 7.2.22`
/// @param probes that were compared
/// @param differences how many had an answer that is neither the description's nor a known
///   deviation's
/// @param shown the first of them, each explained in lines
/// @param deviations how often each known deviation of this version showed, by its name; 0 is stale
/// @param outcomes how often probes ended how, for people
/// @param notRun what this emulator can't attest, each with its reason
public record AttestationResult(
    String architecture,
    String emulator,
    long probes,
    long differences,
    List<List<String>> shown,
    SortedMap<String, Long> deviations,
    SortedMap<String, Long> outcomes,
    List<String> notRun) {
  public AttestationResult {
    shown = List.copyOf(shown);
    deviations = new TreeMap<>(deviations);
    outcomes = new TreeMap<>(outcomes);
    notRun = List.copyOf(notRun);
  }

  /// The names of the known deviations that never showed.
  public List<String> stale() {
    return deviations.entrySet().stream()
        .filter(each -> each.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
