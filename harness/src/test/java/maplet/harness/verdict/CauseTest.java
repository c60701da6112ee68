package maplet.harness.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CauseTest {
  private static Finding finding(String operation, String symptom, int operations) {
    FindingName name = new FindingName("ept-4", "translation", operation, "none", symptom, "");
    Example example = new Example(name.word() + ".jsonl", 0, 1, operations, operation);
    return new Finding(
        name,
        2,
        true,
        Replay.SHOWN,
        "nothing",
        "something",
        List.of(),
        0,
        "",
        List.of(example),
        List.of("report of " + operation));
  }

  private static ConformReport report(Finding... findings) {
    return ConformReport.of(
        "mine 1", "mine", 1, List.of(), List.of(findings), List.of(), List.of());
  }

  @Test
  void whatIsAlikeButForTheOperationIsOneCauseWhoseSmallestIsShown() {
    ConformReport report = report(finding("protect", "wider", 3), finding("unmap", "wider", 2));
    List<String> lines = TextReport.lines(report);
    assertTrue(lines.contains("report of unmap"), lines::toString);
    assertTrue(lines.stream().noneMatch(line -> line.equals("report of protect")));
    assertEquals(
        1, lines.stream().filter(line -> line.startsWith("UNEXPECTED: ")).count(), lines::toString);
    assertTrue(
        lines.contains("  same in protect on ept-4, 2 times: ept-4.translation.protect.wider"),
        lines::toString);
    assertTrue(report.line().contains("2 unexpected of 1 cause,"), report.line());
  }

  @Test
  void anotherSymptomIsAnotherCause() {
    ConformReport report = report(finding("unmap", "lost", 2), finding("unmap", "wider", 2));
    long causes =
        TextReport.lines(report).stream().filter(line -> line.startsWith("UNEXPECTED: ")).count();
    assertEquals(2, causes);
    assertTrue(report.line().contains("2 unexpected, 0 expected"), report.line());
  }
}
