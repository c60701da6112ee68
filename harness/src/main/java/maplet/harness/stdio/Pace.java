package maplet.harness.stdio;

import java.time.Duration;

/// How many operations a request has: as many as a subject does in a fraction of a second, so that
/// one that is fast is asked seldom, and one that is slow doesn't hang for that.
final class Pace {
  /// Operations of the largest request.
  private static final int MOST = 128;

  private static final long SHORT_NANOS = 100_000_000;
  private static final long LONG_NANOS = 500_000_000;

  /// What a request with several operations may take besides the patience for one.
  private static final Duration MORE = Duration.ofSeconds(2);

  private int batch = 1;
  private long before = System.nanoTime();
  private long last = before;

  /// Operations of the next request.
  int batch() {
    return batch;
  }

  /// Time for a reply besides the patience.
  ///
  /// @param operations of the request
  Duration patience(int operations) {
    return operations > 1 ? MORE : Duration.ZERO;
  }

  /// A line has arrived.
  void arrived(long nanos) {
    before = last;
    last = nanos;
  }

  /// It was the answer to so many operations.
  void answered(int operations) {
    long took = last - before; // or less, where the subject had nothing to do at first
    if (took < SHORT_NANOS) {
      batch = Math.clamp(2L * operations, batch, MOST);
    } else if (took > LONG_NANOS) {
      batch = Math.clamp(operations * LONG_NANOS / took, 1, MOST);
    }
  }
}
