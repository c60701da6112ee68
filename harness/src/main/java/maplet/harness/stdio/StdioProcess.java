package maplet.harness.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import maplet.harness.process.ProcessFamily;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectFailure.Kind;

/// A subject's process: lines go in, lines come out, in time and not too long. Whatever it does, no
/// call waits for longer than the patience lasts, and no more than a few lines are kept.
final class StdioProcess implements AutoCloseable {
  /// Lines that wait to be sent. Requests are only a few ahead of replies.
  private static final int MOST_UNSENT = 64;

  /// What a shell adds to the number of a signal that ended a process.
  private static final int SIGNALS = 128;

  private static final int MOST_SIGNALS = 64;

  /// The shell's exit codes for a command that isn't there, and for one that can't be executed.
  private static final int NOT_FOUND = 127;

  private static final int NOT_EXECUTABLE = 126;

  private static final long POLL_MILLIS = 100;

  private final ProcessFamily family;
  private final Process process;
  private final LineReader output;
  private final ErrorOutput errors;
  private final BlockingQueue<byte[]> unsent = new ArrayBlockingQueue<>(MOST_UNSENT);
  private final Thread writer;
  private Duration patience;

  /// Starts a command of the shell's.
  ///
  /// @param patience after this long without a line the subject hangs
  /// @param log where its error output goes
  /// @param family that it becomes the only member of
  StdioProcess(String command, Duration patience, ErrorLog log, ProcessFamily family) {
    this.patience = patience;
    this.family = family;
    try {
      process = family.start(new ProcessBuilder("sh", "-c", command));
    } catch (IOException e) {
      throw new IllegalArgumentException("%s can't be run: %s".formatted(command, e.getMessage()));
    }
    output = new LineReader(process.getInputStream());
    errors = new ErrorOutput(process.getErrorStream(), log);
    OutputStream input = process.getOutputStream();
    writer = Thread.ofPlatform().daemon().start(() -> write(input));
  }

  private void write(OutputStream input) {
    try (input) {
      while (true) {
        input.write(unsent.take());
        input.flush();
      }
    } catch (IOException e) {
      return; // it doesn't read any more; that it doesn't answer either will be seen
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// From now on a subject hangs after this long without a line.
  void patience(Duration newPatience) {
    patience = newPatience;
  }

  /// Has a line sent, as soon as the subject reads it.
  ///
  /// @param line with its end
  void send(byte[] line) {
    if (!unsent.offer(line)) {
      throw new IllegalStateException("too many requests without a reply");
    }
  }

  /// The next line, without its end.
  ///
  /// @param more time that it may take besides the patience
  LineReader.Line receive(Duration more) {
    Duration limit = patience.plus(more);
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        boolean isAlive = process.isAlive();
        switch (output.poll(POLL_MILLIS)) {
          case null -> {
            if (!isAlive) {
              throw died(); // others hold its output open
            }
            if (System.nanoTime() > deadline) {
              throw new SubjectFailure(Kind.HANG, "no reply for " + limit.toSeconds() + " s");
            }
          }
          case LineReader.Line line -> {
            return line;
          }
          case LineReader.TooLong _ ->
              throw new SubjectFailure(
                  Kind.OVERSIZED, "a line of more than %d bytes".formatted(LineReader.LONGEST));
          case LineReader.End _ -> throw died();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SubjectFailure(Kind.HANG, "interrupted");
    }
  }

  /// Whether it has ended as the shell says that there is no such command, or none that may be run.
  boolean isNoCommand() {
    return !process.isAlive()
        && (process.exitValue() == NOT_FOUND || process.exitValue() == NOT_EXECUTABLE);
  }

  private SubjectFailure died() throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return new SubjectFailure(Kind.CRASH, "the process closed its output");
    }
    family.endAll(); // so that the error output ends
    int code = process.exitValue();
    boolean isSignal = code > SIGNALS && code <= SIGNALS + MOST_SIGNALS;
    String how =
        isSignal
            ? "the process was ended by signal " + (code - SIGNALS)
            : "the process ended with code " + code;
    String words = errors.lastLine();
    return new SubjectFailure(
        Kind.CRASH, words.isEmpty() ? how : how + ", its last words: " + words);
  }

  /// Ends the process and all that it started.
  @Override
  public void close() {
    output.close();
    family.endAll();
    writer.interrupt();
  }
}
