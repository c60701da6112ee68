package maplet.harness.conform;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Watches a campaign in this process: a subject that hangs can't be stopped, but left alone.
final class Watch {
  private static final long POLL_MILLIS = 100;

  private final FlightRecorder recorder;
  private final Duration patience;

  Watch(FlightRecorder recorder, Duration patience) {
    this.recorder = recorder;
    this.patience = patience;
  }

  /// Runs the work in a thread of its own.
  ///
  /// @return false when it didn't begin a step for as long as the patience lasts; it may still run
  boolean ends(Runnable work) throws InterruptedException {
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    Thread.ofPlatform().daemon().name("campaign").start(task);
    long beats = recorder.beats();
    long since = System.nanoTime();
    while (true) {
      try {
        return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (recorder.beats() != beats) {
          beats = recorder.beats();
          since = System.nanoTime();
        } else if (System.nanoTime() - since > patience.toNanos()) {
          return false;
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("the campaign failed: " + e.getCause(), e.getCause());
      }
    }
  }
}
