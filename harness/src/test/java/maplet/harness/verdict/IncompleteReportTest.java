package maplet.harness.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What reports say of a run that wasn't one of everything.
class IncompleteReportTest {
  private static final Exercise COMPLETE = new Exercise(7, 0, List.of());
  private static final Exercise LACKING =
      new Exercise(7, 2, List.of(new Exercise.Gap("page size 2MiB with unmap", "run longer")));

  @TempDir private Path folder = Path.of("");

  private static ConformReport report(Exercise exercise, List<String> faults, String... notes) {
    RegimeVerdict regime = new RegimeVerdict("ept-4", 3, 60, 0.5, List.of(), exercise, faults);
    return ConformReport.of(
        "mine 1", "mine", 1, List.of(regime), List.of(), List.of(), List.of(notes));
  }

  private static Finding finding() {
    FindingName name = new FindingName("ept-4", "crash", "unmap", "none", "none", "");
    Example example = new Example("trace", 0, 1, 2, "map-linear, unmap");
    return new Finding(
        name,
        1,
        true,
        Replay.SHOWN,
        "an answer",
        "none",
        List.of(),
        0,
        "",
        List.of(example),
        List.of());
  }

  @Test
  void theWordIsConformsOnlyWhereAllWasExercisedAndNothingIsWrong() {
    assertEquals(Verdict.CONFORMS, report(COMPLETE, List.of()).verdict());
    assertEquals(Verdict.INCOMPLETE, report(LACKING, List.of()).verdict());
    assertEquals(Verdict.NO_VERDICT, report(LACKING, List.of("0 operations")).verdict());
    ConformReport.Judged unexpected = new ConformReport.Judged(finding(), Optional.empty());
    ConformReport worst =
        new ConformReport(
            "mine 1",
            "mine",
            1,
            report(LACKING, List.of("0 operations")).regimes(),
            List.of(unexpected),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            true);
    assertEquals(Verdict.DIVERGES, worst.verdict());
    assertFalse(worst.passes());
  }

  @Test
  void whatWasAllowedIsSaid() {
    ConformReport report = report(LACKING, List.of());
    assertFalse(report.passes());
    assertTrue(report.line().startsWith("INCOMPLETE: 60 operations"), report.line());
    assertTrue(report.line().contains("2 of 7 claims not exercised"), report.line());
    ConformReport allowed = report.allowingIncomplete(true);
    assertTrue(allowed.passes());
    assertTrue(allowed.line().startsWith("INCOMPLETE (allowed): 60"), allowed.line());
    assertTrue(allowed.line().contains("2 of 7 claims not exercised"), allowed.line());
    assertFalse(report(LACKING, List.of("wrong")).allowingIncomplete(true).passes());
  }

  @Test
  void everyFormatCarriesIt() throws Exception {
    ConformReport report = report(LACKING, List.of(), "not judged: the order of stores");
    String text = String.join("\n", TextReport.lines(report));
    String gap = "page size 2MiB with unmap";
    assertTrue(text.contains("NOT EXERCISED on ept-4: " + gap + "; fix: run longer"), text);
    assertTrue(text.contains("NOTE: not judged: the order of stores"), text);
    String junit = JUnitReport.write(report);
    assertTrue(junit.contains("failures=\"1\""), junit);
    assertTrue(junit.contains(gap), junit);
    assertTrue(junit.contains("2 of 7 claims not exercised"), junit);
    assertTrue(
        JUnitReport.write(report.allowingIncomplete(true)).contains("failures=\"0\""), junit);
    String sarif = SarifReport.write(report, "findings");
    assertTrue(sarif.contains("\"ruleId\" : \"incomplete\""), sarif);
    assertTrue(sarif.contains(gap), sarif);
    String markdown = MarkdownReport.write(report);
    assertTrue(markdown.contains(gap), markdown);
    for (String each : List.of(text, junit, sarif, markdown, report.line())) {
      assertFalse(each.contains("CONFORMS"), each);
    }
    Path json = Files.writeString(folder.resolve("report.json"), ReportJson.write(report));
    assertTrue(Files.readString(json).contains("\"verdict\" : \"incomplete\""));
    assertEquals(report, ReportJson.read(json));
  }

  @Test
  void countsThatCannotBeRightAreFailuresInEveryFormat() {
    ConformReport report = report(COMPLETE, List.of("0 operations in 3 sequences"));
    String line = "COUNTS of ept-4 can't be right: 0 operations in 3 sequences";
    assertTrue(TextReport.lines(report).contains(line), TextReport.lines(report).toString());
    assertTrue(JUnitReport.write(report).contains("type=\"counts\""));
    assertTrue(SarifReport.write(report, "x").contains("ept-4: 0 operations in 3 sequences"));
    assertTrue(MarkdownReport.write(report).contains(line));
    assertTrue(report.line().startsWith("NO VERDICT: "), report.line());
  }

  @Test
  void manyGapsAreCutInTextAndKeptInJson() {
    List<Exercise.Gap> many =
        IntStream.range(0, 12)
            .mapToObj(i -> new Exercise.Gap("attributes " + i, "run longer"))
            .toList();
    ConformReport report = report(new Exercise(20, 12, many), List.of());
    List<String> lines = TextReport.lines(report);
    assertTrue(lines.contains("NOT EXERCISED: 7 more; --json lists them"), lines.toString());
    assertTrue(ReportJson.write(report).contains("attributes 11"));
  }
}
