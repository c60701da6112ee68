package maplet.harness.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
      assertFalse(bug.exhibits(Half.IMPL).isEmpty(), bug + " isn't planted in Maplet's own");
      boolean isReasoned = bug.note().orElse("").startsWith("not in C: ");
      assertEquals(isReasoned, bug.exhibits(Half.C).isEmpty(), bug + " in the C starter");
    }
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
        assertTrue(origin.matches("-|D[0-9]+|[0-9]+(, [0-9]+)*"), exhibit + ": " + origin);
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
        for (Exhibit exhibit : bug.exhibits(half)) {
          assertTrue(row.contains("`" + exhibit + "`"), exhibit + " isn't in the README: " + row);
        }
      }
    }
  }
}
