package maplet.harness.museum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import maplet.harness.check.Text;

/// What a visit has shown, as Markdown.
public final class MuseumMarkdown {
  static final String BEGIN = "<!-- museum -->";
  static final String END = "<!-- /museum -->";

  private MuseumMarkdown() {}

  /// The whole result, times included, for the summary page of a CI system.
  public static String write(MuseumResult result) {
    StringBuilder text = new StringBuilder("## Maplet's bug museum\n\n");
    text.append(MuseumText.figures(result)).append(".\n\n");
    text.append("| origin | in | bug | oracle | operations | time to kill | to minimise |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (Showing showing : result.showings()) {
      Exhibit exhibit = showing.exhibit();
      String kill =
          showing
              .kill()
              .map(each ->
                  "%s | %d | %s | %s"
                      .formatted(
                          each.oracle(),
                          each.operations(),
                          MuseumText.seconds(each.toKill()),
                          MuseumText.seconds(each.toMinimise())))
              .orElse("**survived** | | |");
      text.append(
          "| %s | %s | `%s` | %s |%n"
              .formatted(exhibit.originInWords().orElse(""), exhibit.half(), exhibit, kill));
    }
    return text.toString();
  }

  /// The table of real bugs with the bugs planted for each, without anything that differs from one
  /// machine to another.
  public static String table(MuseumResult result) {
    StringBuilder text = new StringBuilder();
    text.append("| | real bug | what went wrong | in the C starter | in Maplet's own |\n");
    text.append("|---|---|---|---|---|\n");
    for (RealBug bug : RealBugs.all()) {
      String note = bug.note().map(each -> " (*" + each + "*)").orElse("");
      text.append(
          "| %d | %s | %s%s | %s | %s |%n"
              .formatted(
                  bug.row(),
                  bug.where(),
                  bug.what().replace("|", "\\|"),
                  note,
                  cell(result, bug, Half.C),
                  cell(result, bug, Half.IMPL)));
    }
    long others =
        result.showings().stream()
            .map(Showing::exhibit)
            .filter(each -> each.realBugs().isEmpty() && each.standsInFor().isEmpty())
            .count();
    text.append(
        """

        And %d bugs that no row names: defects of the seed crate, rules of the manuals, crashes.
        In all %d bugs, %d killed, %d of the %d real ones among them; and %s for real bugs that
        can't be planted here as they were, %d killed. Minimised to %s in the median.
        """
            .formatted(
                others,
                result.bugs(),
                result.killed(),
                result.realBugsKilled(),
                RealBugs.all().size(),
                Text.count(result.standIns(), "stand-in"),
                result.standInsKilled(),
                Text.count(result.medianOperations(), "operation")));
    return text.toString();
  }

  private static String cell(MuseumResult result, RealBug bug, Half half) {
    String planted = list(result, half, exhibit -> exhibit.realBugs().contains(bug));
    String standIns = list(result, half, exhibit -> exhibit.standsInFor().contains(bug));
    if (standIns.isEmpty()) {
      return planted;
    }
    return (planted.isEmpty() ? "" : planted + "; ") + "*stand-in:* " + standIns;
  }

  private static String list(MuseumResult result, Half half, Predicate<Exhibit> wanted) {
    return result.showings().stream()
        .filter(each -> each.exhibit().half() == half && wanted.test(each.exhibit()))
        .map(MuseumMarkdown::planted)
        .collect(Collectors.joining(", "));
  }

  private static String planted(Showing showing) {
    String fate =
        showing.kill().map(kill -> kill.oracle() + " " + kill.operations()).orElse("**survived**");
    return "`%s` %s".formatted(showing.exhibit(), fate);
  }

  /// Puts the table between the two markers of a file.
  ///
  /// @throws IllegalArgumentException when the file hasn't got both markers
  public static void publish(MuseumResult result, Path file) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "%s: expected a line %s and, below it, %s".formatted(file, BEGIN, END));
    }
    String before = text.substring(0, begin + BEGIN.length());
    Files.writeString(file, before + "\n" + table(result) + text.substring(end));
  }
}
