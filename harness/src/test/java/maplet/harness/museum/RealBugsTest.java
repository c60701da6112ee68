package maplet.harness.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import maplet.model.arch.Regimes;
import org.junit.jupiter.api.Test;

/// The museum's table is complete, and the README has it.
class RealBugsTest {
  private static final int ROWS = 35;
  private static final Pattern PLANT = Pattern.compile("X\\(([A-Z_]+), \"([a-z-]+)\"\\)");

  @Test
  void everyRealBugIsPlantedInBothHalvesOrSaysWhyNot() {
    assertEquals(ROWS, RealBugs.all().size());
    for (RealBug bug : RealBugs.all()) {
      for (Half half : Half.values()) {
        boolean planted = !bug.exhibits(half).isEmpty();
        boolean stoodInFor = !bug.standIns(half).isEmpty();
        assertTrue(planted || bug.note().isPresent(), bug + " isn't planted in " + half);
        boolean isReasoned = bug.note().orElse("").startsWith("not in C: ") && half == Half.C;
        assertEquals(isReasoned, !planted && !stoodInFor, bug + " in " + half);
      }
    }
  }

  @Test
  void whatOnlyStandsInForARealBugIsNotCounted() {
    Kill kill = new Kill("outcome", 1, Duration.ofSeconds(1), Duration.ZERO);
    Showing real = new Showing(StarterBug.NON_SHAREABLE, Optional.of(kill));
    Showing standIn = new Showing(StarterBug.OPERAND_CUT, Optional.of(kill));
    Showing rule = new Showing(StarterBug.GARBAGE, Optional.empty());
    MuseumResult result =
        new MuseumResult(List.of(real, standIn, rule), Optional.empty(), 1, Duration.ZERO);
    assertEquals(List.of(2, 1), List.of(result.bugs(), result.killed()));
    assertEquals(List.of(1, 1), List.of(result.standIns(), result.standInsKilled()));
    assertEquals(1, result.realBugsKilled());
    assertFalse(result.isClean());
    assertEquals(
        Optional.of("stands in for FreeBSD D55860"), StarterBug.OPERAND_CUT.originInWords());
    String table = MuseumMarkdown.table(result);
    assertTrue(table.contains("| *stand-in:* `operand-cut` outcome 1 |  |"), table);
    assertTrue(table.contains("| `non-shareable` outcome 1 |  |"), table);
    assertTrue(
        table.contains("2 bugs, 1 killed, 1 of the 35 real ones among them; and 1 stand-in"));
  }

  @Test
  void aRealBugOfWhichOnePlantSurvivesIsNotKilled() {
    Kill kill = new Kill("frame", 1, Duration.ofSeconds(1), Duration.ZERO);
    Showing found = new Showing(StarterBug.UNMAP_SHORT, Optional.of(kill));
    Showing missed = new Showing(StarterBug.EMPTY_TABLES, Optional.empty());
    MuseumResult result =
        new MuseumResult(List.of(found, missed), Optional.empty(), 1, Duration.ZERO);
    assertEquals(0, result.realBugsKilled());
    assertEquals(1, result.killed());
  }

  @Test
  void theBugsOfTheStarterAreThoseOfItsHeader() throws Exception {
    String header = Files.readString(Path.of("src/main/native/starters/c/plants.h"));
    List<String> names =
        PLANT
            .matcher(header.substring(0, header.indexOf("#define S2_FREEDOMS")))
            .results()
            .map(each -> each.group(1) + " " + each.group(2))
            .toList();
    assertEquals(
        names, Arrays.stream(StarterBug.values()).map(each -> each.name() + " " + each).toList());
  }

  @Test
  void everyOriginIsARowADefectOrNothing() {
    for (Half half : Half.values()) {
      for (Exhibit exhibit : Exhibit.of(half)) {
        String origin = exhibit.origin();
        assertTrue(origin.matches("-|D[0-9]+|~?[0-9]+(, ~?[0-9]+)*"), exhibit + ": " + origin);
        assertEquals(exhibit.regime(), Regimes.find(exhibit.regime()).id());
      }
    }
  }

  @Test
  void thereAreAtLeastFortyBugsOfRealHypervisors() {
    Set<Exhibit> planted =
        RealBugs.all().stream()
            .flatMap(bug -> Arrays.stream(Half.values()).map(bug::exhibits))
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    assertTrue(planted.size() >= 40, planted.size() + " bugs");
  }

  @Test
  void theReadmeNamesEachBugInItsRow() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String table =
        readme.substring(readme.indexOf(MuseumMarkdown.BEGIN), readme.indexOf(MuseumMarkdown.END));
    for (RealBug bug : RealBugs.all()) {
      String row =
          table
              .lines()
              .filter(line -> line.startsWith("| " + bug.row() + " | " + bug.where() + " |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(bug + " isn't in the README"));
      for (Half half : Half.values()) {
        List<Exhibit> all = new ArrayList<>(bug.exhibits(half));
        all.addAll(bug.standIns(half));
        for (Exhibit exhibit : all) {
          assertTrue(row.contains("`" + exhibit + "`"), exhibit + " isn't in the README: " + row);
        }
      }
    }
  }
}
