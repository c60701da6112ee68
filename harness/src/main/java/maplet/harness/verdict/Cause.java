package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings that are alike but for the operation and the regime that show them: one bug more often
/// than not. They keep their names, for each may be expected by itself.
///
/// @param lead the one with the fewest operations
/// @param others by name
record Cause(Finding lead, List<Finding> others) {
  Cause {
    others = List.copyOf(others);
  }

  /// Groups findings, in the order of their names.
  static List<Cause> of(List<Finding> findings) {
    Map<List<String>, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : findings) {
      FindingName name = finding.name();
      List<String> key = List.of(name.kind(), name.rule(), name.symptom(), name.place());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(finding);
    }
    return groups.values().stream().map(Cause::ofGroup).toList();
  }

  private static Cause ofGroup(List<Finding> group) {
    Finding lead = group.stream().min(Comparator.comparingInt(Finding::operations)).orElseThrow();
    return new Cause(lead, group.stream().filter(each -> !each.equals(lead)).toList());
  }
}
