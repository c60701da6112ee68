package maplet.harness.museum;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

  /// How many bugs were hunted; those that only stand in for a real bug aren't counted.
  public int bugs() {
    return count(each -> !each.exhibit().isStandIn());
  }

  /// How many of [#bugs] were killed.
  public int killed() {
    return count(each -> !each.exhibit().isStandIn() && each.kill().isPresent());
  }

  /// How many were hunted that only stand in for a real bug.
  public int standIns() {
    return count(each -> each.exhibit().isStandIn());
  }

  /// How many of [#standIns] were killed.
  public int standInsKilled() {
    return count(each -> each.exhibit().isStandIn() && each.kill().isPresent());
  }

  /// How many real bugs are planted as they were, and all that is planted of them was killed.
  public int realBugsKilled() {
    return (int)
        RealBugs.all().stream()
            .filter(bug -> {
              List<Showing> planted =
                  showings.stream()
                      .filter(each -> each.exhibit().realBugs().contains(bug))
                      .toList();
              return !planted.isEmpty()
                  && planted.stream().allMatch(each -> each.kill().isPresent());
            })
            .count();
  }

  /// Whether everything was killed that was hunted.
  public boolean isClean() {
    return kills().size() == showings.size();
  }

  private int count(Predicate<Showing> wanted) {
    return (int) showings.stream().filter(wanted).count();
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
