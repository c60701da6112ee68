package maplet.harness.stdio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import maplet.harness.process.ProcessFamily;
import maplet.harness.subject.SubjectFailure;

/// Requests and replies: what was sent first is answered first. After a failure the next request
/// goes to a fresh process.
final class Conversation implements AutoCloseable {
  /// How long a process may take to start.
  private static final Duration START = Duration.ofSeconds(30);

  private final String command;
  private final ErrorLog log;
  private final ProcessFamily family;
  private final Pace pace = new Pace();
  private Duration patience;
  private StdioProcess process;
  private Reply.Started started;
  private boolean failed;
  private long sent;
  private long received;

  /// Starts the subject.
  ///
  /// @param command of the shell's
  /// @param patience after this long without a reply the subject hangs
  /// @param log where its error output goes
  /// @throws IllegalArgumentException when there is no such command
  /// @throws SubjectFailure when it doesn't say who it is
  Conversation(String command, Duration patience, ErrorLog log) {
    this.command = command;
    this.patience = patience;
    this.log = log;
    family = family();
    process = new StdioProcess(command, patience, log, family);
    try {
      started = start();
    } catch (SubjectFailure e) {
      boolean isNoCommand = process.isNoCommand();
      close();
      throw isNoCommand ? noCommand(e) : e;
    }
  }

  private IllegalArgumentException noCommand(SubjectFailure failure) {
    return new IllegalArgumentException(
        ("--subject exec:%s: the shell can't run that from %s (%s);"
                + " give a command that is found there and may be executed")
            .formatted(command, Path.of("").toAbsolutePath(), failure.getMessage()),
        failure);
  }

  private static ProcessFamily family() {
    try {
      return new ProcessFamily(UUID.randomUUID().toString()); // which nobody follows
    } catch (IOException e) {
      throw new UncheckedIOException("no process can be started", e);
    }
  }

  private Reply.Started start() {
    send(Request.start());
    return receive(ReplyReader::started, START);
  }

  /// How many operations a request should have.
  Pace pace() {
    return pace;
  }

  /// Who answers.
  Reply.Started started() {
    return started;
  }

  /// From now on a subject hangs after this long without a reply.
  void patience(Duration newPatience) {
    patience = newPatience;
    process.patience(newPatience);
  }

  /// Makes ready for a new space: what wasn't asked for of the last one is forgotten, and a process
  /// that failed is replaced.
  ///
  /// @throws SubjectFailure when a fresh process doesn't say who it is
  void refresh() {
    try {
      skip();
    } catch (SubjectFailure e) {
      // It came after a divergence: of a space that was lost already.
    }
    if (failed) {
      process = new StdioProcess(command, patience, log, family);
      failed = false;
      received = sent;
      started = start();
    }
  }

  /// Sends a request and reads its reply; those to earlier requests are skipped.
  ///
  /// @throws SubjectFailure when there is none
  <T extends Reply> T ask(Request request, Function<byte[], T> reader) {
    skip();
    send(request);
    return receive(reader);
  }

  /// Sends a request.
  void send(Request request) {
    process.send(request.line(++sent));
  }

  /// Waits for the replies to what was sent, and forgets them.
  private void skip() {
    while (!failed && received < sent) {
      try {
        process.receive(Duration.ZERO);
        received++;
      } catch (SubjectFailure e) {
        throw end(e);
      }
    }
  }

  /// Reads the reply to the earliest request that has none yet.
  <T extends Reply> T receive(Function<byte[], T> reader) {
    return receive(reader, Duration.ZERO);
  }

  /// The same.
  ///
  /// @param more time that it may take besides the patience
  <T extends Reply> T receive(Function<byte[], T> reader, Duration more) {
    try {
      LineReader.Line line = process.receive(more);
      pace.arrived(line.nanos());
      T reply = reader.apply(line.text().array());
      if (reply.id() != ++received) {
        throw new SubjectFailure(
            SubjectFailure.Kind.GARBAGE, "reply %d to request %d".formatted(reply.id(), received));
      }
      return reply;
    } catch (SubjectFailure e) {
      throw end(e);
    }
  }

  private SubjectFailure end(SubjectFailure failure) {
    failed = true;
    process.close();
    return failure;
  }

  @Override
  public void close() {
    process.close();
    family.close();
  }
}
