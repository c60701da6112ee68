package maplet.harness.museum;

import java.util.List;
import java.util.Optional;

/// A bug that a public hypervisor, or a processor's walker, really had.
///
/// @param row its number in the museum, from 1
/// @param where the project, and how it names the bug there
/// @param what went wrong, and what is seen
/// @param note why it can't be planted as it was, in both halves or in one, or what of it is
public record RealBug(int row, String where, String what, Optional<String> note) {
  /// What is planted of it in one half.
  public List<Exhibit> exhibits(Half half) {
    return Exhibit.of(half).stream().filter(each -> each.realBugs().contains(this)).toList();
  }

  /// What stands in for it in one half.
  public List<Exhibit> standIns(Half half) {
    return Exhibit.of(half).stream().filter(each -> each.standsInFor().contains(this)).toList();
  }
}
