package maplet.harness.museum;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/// One planted bug. Its text is its name, in lower case with dashes.
public sealed interface Exhibit permits PlantedBug, StarterBug {
  /// Where the bug comes from: numbers of [RealBug]s as in `1, 30`, or the seed system's defect as
  /// in `D24`, or `-` for a rule of a manual that nobody is known to have broken.
  String origin();

  /// The id of the regime that shows it.
  String regime();

  /// Where it is planted.
  Half half();

  /// The real bugs that it stands for; none where it has another origin.
  default List<RealBug> realBugs() {
    return Stream.of(StringUtils.split(origin(), ", "))
        .filter(StringUtils::isNumeric)
        .map(row -> RealBugs.row(Integer.parseInt(row)))
        .toList();
  }

  /// The origin in words, as in `Xen CVE-2020-15567`; empty where there is none.
  default Optional<String> originInWords() {
    if (origin().startsWith("D")) {
      return Optional.of("axaddrspace, defect " + origin().substring(1));
    }
    String words = realBugs().stream().map(RealBug::where).collect(Collectors.joining("; "));
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
