package maplet.harness.verdict;

import java.util.List;

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
  public Finding {
    report = List.copyOf(report);
  }

  /// The same with another count.
  public Finding withCount(long newCount) {
    return new Finding(name, newCount, sequence, seed, operations, expected, actual, trace, report);
  }
}
