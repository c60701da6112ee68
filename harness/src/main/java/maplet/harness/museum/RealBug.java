package maplet.harness.museum;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A bug that a public hypervisor, or a processor's walker, really had.
///
/// @param row its number in the museum, from 1
/// @param where the project, and how it names the bug there
/// @param what went wrong, and what is seen
/// @param note in what the planted bugs differ from it, or why one of the halves has none
public record RealBug(int row, String where, String what, Optional<String> note) {
  /// The bugs of one half that stand for it.
  public List<Exhibit> exhibits(Half half) {
    return Stream.of(Exhibit.of(half))
        .flatMap(List::stream)
        .filter(each -> each.realBugs().contains(this))
        .toList();
  }
}
