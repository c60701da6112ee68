package maplet.harness.museum;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import maplet.harness.check.Text;

/// What a visit has shown, for the terminal.
public final class MuseumText {
  private static final String LINE = "%-8s %-4s %-38s %-8s %-12s %3s %8s %8s  %s";

  private MuseumText() {}

  /// One line for each bug.
  public static List<String> lines(MuseumResult result) {
    List<String> lines = new ArrayList<>();
    String head =
        LINE.formatted("origin", "in", "bug", "verdict", "oracle", "ops", "kill", "minimise", "of");
    lines.add(head.strip());
    for (Showing showing : result.showings()) {
      lines.add(line(showing).stripTrailing());
    }
    return lines;
  }

  private static String line(Showing showing) {
    Exhibit exhibit = showing.exhibit();
    String words = exhibit.originInWords().orElse("");
    return showing
        .kill()
        .map(kill ->
            LINE.formatted(
                exhibit.origin(),
                exhibit.half(),
                exhibit,
                "killed",
                kill.oracle(),
                kill.operations(),
                seconds(kill.toKill()),
                seconds(kill.toMinimise()),
                words))
        .orElse(
            LINE.formatted(
                exhibit.origin(), exhibit.half(), exhibit, "SURVIVED", "", "", "", "", words));
  }

  /// The figures, in one sentence.
  public static String figures(MuseumResult result) {
    int bugs = result.bugs();
    return String.format(
        Locale.ROOT,
        "%s, %d killed (%.0f %%), %d of %d real bugs among them, and %s, %d killed; %s in the"
            + " median, slowest kill %s, minimised in %s in the median and %s at most, seed %d",
        Text.count(bugs, "bug"),
        result.killed(),
        bugs == 0 ? 0.0 : Math.floor(100.0 * result.killed() / bugs),
        result.realBugsKilled(),
        RealBugs.all().size(),
        Text.count(result.standIns(), "stand-in"),
        result.standInsKilled(),
        Text.count(result.medianOperations(), "operation"),
        seconds(result.slowestKill()),
        seconds(result.medianMinimising()),
        seconds(result.slowestMinimising()),
        result.seed());
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }
}
