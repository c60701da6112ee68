package maplet.harness.conform;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Watches a campaign in this process: a subject that hangs can't be stopped, but left alone.
final class Watch {
  private static final long POLL_MILLIS = 100;
  private static final int FRAMES = 3;

  private final FlightRecorder recorder;
  private final Duration patience;

  Watch(FlightRecorder recorder, Duration patience) {
    this.recorder = recorder;
    this.patience = patience;
  }

  /// Runs the work in a thread of its own.
  ///
  /// @return where it hangs, when it didn't begin a step for as long as the patience lasts; it may
  ///   still run. Empty when it came to its end
  Optional<String> run(Runnable work) throws InterruptedException {
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    Thread thread = Thread.ofPlatform().daemon().name("campaign").start(task);
    long beats = recorder.beats();
    long since = System.nanoTime();
    while (true) {
      try {
        task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        return Optional.empty();
      } catch (TimeoutException e) {
        if (recorder.beats() != beats) {
          beats = recorder.beats();
          since = System.nanoTime();
        } else if (System.nanoTime() - since > patience.toNanos()) {
          String frames =
              Arrays.stream(thread.getStackTrace())
                  .limit(FRAMES)
                  .map(StackTraceElement::toString)
                  .collect(Collectors.joining(", "));
          return Optional.of("none for %d s, in %s".formatted(patience.toSeconds(), frames));
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("the campaign failed: " + e.getCause(), e.getCause());
      }
    }
  }
}
