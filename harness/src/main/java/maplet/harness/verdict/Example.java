package maplet.harness.verdict;

import maplet.harness.text.PlainText;

/// One more sequence that shows a finding, in other ways than those before.
///
/// @param trace the file that replays it, relative to the findings' folder
/// @param sequence number of the sequence in which it was found
/// @param seed of that sequence
/// @param operations of the trace
/// @param steps kinds of the trace's operations, as in `map-linear, unmap`
public record Example(String trace, long sequence, long seed, int operations, String steps) {
  public Example {
    trace = PlainText.line(trace);
    steps = PlainText.line(steps);
  }
}
