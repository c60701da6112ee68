package maplet.harness.museum;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a visit has shown.
///
/// @param showings in the plan's order
/// @param lack what this machine hasn't got, so that the C half wasn't run; empty: nothing
/// @param elapsed wall-clock time
public record MuseumResult(
    List<Showing> showings, Optional<String> lack, long seed, Duration elapsed) {
  public MuseumResult {
    showings = List.copyOf(showings);
  }

  private List<Kill> kills() {
    return showings.stream().flatMap(each -> each.kill().stream()).toList();
  }

  /// How many bugs were killed.
  public int killed() {
    return kills().size();
  }

  /// Operations of the minimised sequence in the middle; 0 where nothing was killed.
  public int medianOperations() {
    List<Integer> sizes = kills().stream().map(Kill::operations).sorted().toList();
    return sizes.isEmpty() ? 0 : sizes.get(sizes.size() / 2);
  }

  /// The longest time that a kill took.
  public Duration slowestKill() {
    return kills().stream().map(Kill::toKill).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /// The time that minimising took in the middle.
  public Duration medianMinimising() {
    List<Duration> times = kills().stream().map(Kill::toMinimise).sorted().toList();
    return times.isEmpty() ? Duration.ZERO : times.get(times.size() / 2);
  }

  /// The longest time that minimising took.
  public Duration slowestMinimising() {
    return kills().stream()
        .map(Kill::toMinimise)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
