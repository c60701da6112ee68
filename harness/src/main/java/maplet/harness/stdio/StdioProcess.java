package maplet.harness.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectFailure.Kind;

/// A subject's process: lines go in, lines come out, in time and not too long.
final class StdioProcess implements AutoCloseable {
  /// Bytes of the longest line that is read.
  static final int LONGEST_LINE = 8 << 20;

  private static final int CHUNK = 1 << 16;

  /// What the reader found.
  private sealed interface Read {
    record Line(ByteBuffer text) implements Read {}

    record TooLong() implements Read {}

    record End() implements Read {}
  }

  private final Process process;
  private final OutputStream input;
  private Duration patience;
  private final BlockingQueue<Read> lines = new LinkedBlockingQueue<>();

  /// Starts a command of the shell's. What it writes to its error output goes to this process's.
  ///
  /// @param patience after this long without a line the subject hangs
  StdioProcess(String command, Duration patience) {
    this.patience = patience;
    try {
      process =
          new ProcessBuilder("sh", "-c", command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new IllegalArgumentException("%s can't be run: %s".formatted(command, e.getMessage()));
    }
    input = process.getOutputStream();
    Thread.ofPlatform().daemon().start(this::listen);
  }

  private void listen() {
    try (InputStream output = process.getInputStream()) {
      byte[] chunk = new byte[CHUNK];
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
        int start = 0;
        for (int i = 0; i < read; i++) {
          if (chunk[i] == '\n') {
            line.write(chunk, start, i - start);
            start = i + 1;
            lines.add(new Read.Line(ByteBuffer.wrap(line.toByteArray())));
            line.reset();
          }
        }
        line.write(chunk, start, read - start);
        if (line.size() > LONGEST_LINE) {
          lines.add(new Read.TooLong());
          return;
        }
      }
      lines.add(new Read.End());
    } catch (IOException e) {
      lines.add(new Read.End());
    }
  }

  /// From now on a subject hangs after this long without a line.
  void patience(Duration newPatience) {
    patience = newPatience;
  }

  /// Sends a line.
  ///
  /// @param line with its end
  void send(byte[] line) {
    try {
      input.write(line);
      input.flush();
    } catch (IOException e) {
      throw died();
    }
  }

  /// The next line, without its end.
  byte[] receive() {
    try {
      return switch (lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        case null ->
            throw new SubjectFailure(Kind.HANG, "no reply for " + patience.toSeconds() + " s");
        case Read.Line line -> line.text().array();
        case Read.TooLong _ ->
            throw new SubjectFailure(
                Kind.OVERSIZED, "a line of more than %d bytes".formatted(LONGEST_LINE));
        case Read.End _ -> throw died();
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SubjectFailure(Kind.HANG, "interrupted");
    }
  }

  private SubjectFailure died() {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return new SubjectFailure(Kind.CRASH, "the process closed its output");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SubjectFailure(Kind.HANG, "interrupted");
    }
    int code = process.exitValue();
    return new SubjectFailure(
        Kind.CRASH,
        code > 128
            ? "the process was ended by signal " + (code - 128)
            : "the process ended with code " + code);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
