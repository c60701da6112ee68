package maplet.harness.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads lines in a thread of its own, a few ahead of who takes them: a subject that writes more
/// than it was asked for has to wait.
final class LineReader implements AutoCloseable {
  /// Bytes of the longest line that is read.
  static final int LONGEST = 8 << 20;

  private static final int CHUNK = 1 << 16;
  private static final int MOST_AHEAD = 16;

  /// What was found.
  sealed interface Read permits Line, TooLong, End {}

  /// A line without its end.
  ///
  /// @param nanos when it was there, by [System#nanoTime]
  record Line(ByteBuffer text, long nanos) implements Read {}

  /// More than [#LONGEST] bytes; nothing is read after that.
  record TooLong() implements Read {}

  /// There are no more lines.
  record End() implements Read {}

  private final BlockingQueue<Read> lines = new ArrayBlockingQueue<>(MOST_AHEAD);
  private final Thread thread;

  LineReader(InputStream input) {
    thread = Thread.ofPlatform().daemon().start(() -> listen(input));
  }

  /// The next thing that was found; nothing where none comes in time.
  @Nullable Read poll(long millis) throws InterruptedException {
    return lines.poll(millis, TimeUnit.MILLISECONDS);
  }

  private void listen(InputStream input) {
    try (input) {
      lines.put(readLines(input));
    } catch (IOException e) {
      boolean ignored = lines.offer(new End()); // it was closed here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Read readLines(InputStream input) throws IOException, InterruptedException {
    byte[] chunk = new byte[CHUNK];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        if (chunk[i] == '\n') {
          line.write(chunk, start, i - start);
          start = i + 1;
          lines.put(new Line(ByteBuffer.wrap(line.toByteArray()), System.nanoTime()));
          line.reset();
        }
      }
      line.write(chunk, start, read - start);
      if (line.size() > LONGEST) {
        return new TooLong();
      }
    }
    return new End();
  }

  /// Stops reading.
  @Override
  public void close() {
    thread.interrupt();
  }
}
