package maplet.harness.verdict;

import java.util.List;
import maplet.harness.text.PlainText;

/// A bug that a run found.
///
/// @param count in how many sequences it ended the sequence
/// @param sequence number of the first of them
/// @param seed of that sequence
/// @param operations of the smallest sequence that shows it
/// @param expected what should be, in words
/// @param actual what is, in words
/// @param trace the file that replays it, relative to the findings' folder
/// @param report everything that is known, line by line
public record Finding(
    FindingName name,
    long count,
    long sequence,
    long seed,
    int operations,
    String expected,
    String actual,
    String trace,
    List<String> report) {
  /// Characters of the longest line of a report: the command that replays it is there in full.
  private static final int LONGEST_LINE = 20_000;

  public Finding {
    expected = PlainText.line(expected);
    actual = PlainText.line(actual);
    trace = PlainText.line(trace);
    report = report.stream().map(line -> PlainText.line(line, LONGEST_LINE)).toList();
  }

  /// The same with another count.
  public Finding withCount(long newCount) {
    return new Finding(name, newCount, sequence, seed, operations, expected, actual, trace, report);
  }
}
