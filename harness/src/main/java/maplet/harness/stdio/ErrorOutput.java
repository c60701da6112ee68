package maplet.harness.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import maplet.harness.text.PlainText;

/// What a subject writes to its error output: read at once whatever comes, so that it never waits;
/// kept in a log up to its limit, and the last words for reports.
final class ErrorOutput {
  private static final int CHUNK = 1 << 16;

  /// Bytes at the end that the last words are sought in.
  private static final int KEPT = 4096;

  /// A subject that has ended has said all that it will.
  private static final long WAIT_MILLIS = 500;

  private static final int MOST_WORDS = 200;

  private final Thread thread;
  private String end = "";

  ErrorOutput(InputStream input, ErrorLog log) {
    thread = Thread.ofPlatform().daemon().start(() -> drain(input, log));
  }

  private void drain(InputStream input, ErrorLog log) {
    byte[] chunk = new byte[CHUNK];
    try (input) {
      for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
        String text = new String(chunk, 0, read, StandardCharsets.UTF_8);
        log.add(text);
        keep(text);
      }
    } catch (IOException e) {
      return; // it was closed here
    }
  }

  private synchronized void keep(String text) {
    String all = end + text;
    end = all.substring(Math.max(0, all.length() - KEPT));
  }

  /// The last line that isn't blank, harmless and not long; may be empty.
  String lastLine() throws InterruptedException {
    thread.join(WAIT_MILLIS);
    synchronized (this) {
      return end.lines()
          .filter(line -> !line.isBlank())
          .reduce((_, line) -> line)
          .map(line -> PlainText.line(line.strip(), MOST_WORDS))
          .orElse("");
    }
  }
}
