package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.text.PlainText;

/// A bug that a run found.
///
/// @param count how many sequences showed it
/// @param minimised whether somebody has tried to make its trace smaller
/// @param replay whether it shows again
/// @param expected what should be, in words
/// @param actual what is, in words
/// @param also the less grave differences of the same step, as in `frame: leak`
/// @param since number of the first sequence of the process that showed it
/// @param history how the process came to show it, where its trace alone doesn't; else empty
/// @param examples sequences that show it, each in another way; never empty, the first is the one
///   that the words are about
/// @param report everything that is known, line by line
public record Finding(
    FindingName name,
    long count,
    boolean minimised,
    Replay replay,
    String expected,
    String actual,
    List<String> also,
    long since,
    String history,
    List<Example> examples,
    List<String> report) {
  /// Examples that are kept of a finding.
  public static final int MOST_EXAMPLES = 3;

  /// How lines of a report begin that are about its trace.
  private static final String MINIMISED = "minimised:";

  private static final String STEP = "  step";

  /// Characters of the longest line of a report: the command that replays it is there in full.
  private static final int LONGEST_LINE = 20_000;

  public Finding {
    expected = PlainText.line(expected);
    actual = PlainText.line(actual);
    also = also.stream().map(PlainText::line).toList();
    history = PlainText.line(history);
    examples = List.copyOf(examples);
    report = report.stream().map(line -> PlainText.line(line, LONGEST_LINE)).toList();
  }

  /// The first sequence that showed it.
  public Example first() {
    return examples.getFirst();
  }

  /// The file that replays it, relative to the findings' folder.
  public String trace() {
    return first().trace();
  }

  /// Operations of the smallest sequence that shows it.
  public int operations() {
    return first().operations();
  }

  /// The same with another count.
  public Finding withCount(long newCount) {
    return new Finding(
        name, newCount, minimised, replay, expected, actual, also, since, history, examples,
        report);
  }

  /// The same with other examples.
  public Finding withExamples(List<Example> newExamples) {
    return new Finding(
        name,
        count,
        minimised,
        replay,
        expected,
        actual,
        also,
        since,
        history,
        newExamples,
        report);
  }

  /// The same, after it turned out that only the whole sequence shows it again.
  ///
  /// @param operations of that sequence
  public Finding withWhole(int operations) {
    Example first = first();
    Example whole =
        new Example(first.trace(), first.sequence(), first.seed(), operations, first.steps());
    List<Example> wholes = new ArrayList<>(examples);
    wholes.set(0, whole);
    List<String> lines = new ArrayList<>();
    for (String line : report) {
      if (line.startsWith(MINIMISED)) {
        lines.add(
            "%s no, the trace has all %d operations of the sequence: fewer show it only in a"
                    .formatted(MINIMISED, operations)
                + " process that has done more");
      } else if (!line.startsWith(STEP)) {
        lines.add(line);
      }
    }
    return new Finding(
        name,
        count,
        minimised,
        Replay.WHOLE_SEQUENCE,
        expected,
        actual,
        also,
        since,
        "",
        wholes,
        lines);
  }

  /// The same, after nobody could make it smaller.
  public Finding withMinimised() {
    return new Finding(
        name, count, true, replay, expected, actual, also, since, history, examples, report);
  }

  /// The same, after somebody has tried whether it shows again.
  public Finding withReplay(Replay newReplay, String newHistory) {
    return new Finding(
        name,
        count,
        minimised,
        newReplay,
        expected,
        actual,
        also,
        since,
        newHistory,
        examples,
        report);
  }
}
