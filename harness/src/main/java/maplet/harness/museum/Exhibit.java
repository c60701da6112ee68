package maplet.harness.museum;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/// One planted bug. Its text is its name, in lower case with dashes.
public sealed interface Exhibit permits PlantedBug, StarterBug {
  /// Before the number of a real bug that it only stands in for.
  String STAND_IN = "~";

  /// Where the bug comes from: numbers of [RealBug]s as in `1, 30`, with a `~` before those that it
  /// only stands in for (`~17`: the same consequence, by something else that goes wrong), or the
  /// seed system's defect as in `D24`, or `-` for a rule of a manual that nobody is known to have
  /// broken.
  String origin();

  /// The id of the regime that shows it.
  String regime();

  /// Where it is planted.
  Half half();

  /// The real bugs that it is; none where it has another origin.
  default List<RealBug> realBugs() {
    return Stream.of(StringUtils.split(origin(), ", "))
        .filter(StringUtils::isNumeric)
        .map(row -> RealBugs.row(Integer.parseInt(row)))
        .toList();
  }

  /// The real bugs that can't be planted as they were, and that it stands in for. To find it says
  /// that their consequence would be noticed, and nothing more.
  default List<RealBug> standsInFor() {
    return Stream.of(StringUtils.split(origin(), ", "))
        .filter(row -> row.startsWith(STAND_IN))
        .map(row -> RealBugs.row(Integer.parseInt(row.substring(STAND_IN.length()))))
        .toList();
  }

  /// Whether it is no real bug itself, and only stands in for one.
  default boolean isStandIn() {
    return realBugs().isEmpty() && !standsInFor().isEmpty();
  }

  /// The origin in words, as in `Xen CVE-2020-15567`; empty where there is none.
  default Optional<String> originInWords() {
    if (origin().startsWith("D")) {
      return Optional.of("axaddrspace, defect " + origin().substring(1));
    }
    String words =
        Stream.concat(
                realBugs().stream().map(RealBug::where),
                standsInFor().stream().map(bug -> "stands in for " + bug.where()))
            .collect(Collectors.joining("; "));
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  /// All bugs of one half, in the order in which they are declared.
  static List<Exhibit> of(Half half) {
    return switch (half) {
      case C -> List.of(StarterBug.values());
      case IMPL -> List.of(PlantedBug.values());
    };
  }
}
