package maplet.harness.stdio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Capabilities;
import maplet.model.arch.Regimes;

/// Makes address spaces in a process that speaks the stdio protocol. After a failure the next one
/// is begun in a fresh process.
public final class StdioProvider implements SubjectProvider {
  private final Conversation conversation;
  private final boolean mayAskAgain;
  private RecordedSequence announced = new RecordedSequence();
  private int interval = 1;

  /// Starts the subject.
  ///
  /// @param command of the shell's
  /// @param patience after this long without a reply the subject hangs
  /// @param mayAskAgain whether the subject may have the freedom to be asked again: each operation
  ///   then waits for the answer to the one before it
  /// @throws IllegalArgumentException when there is no such command
  /// @throws maplet.harness.subject.SubjectFailure when it doesn't say who it is
  public StdioProvider(String command, Duration patience, boolean mayAskAgain) {
    this(command, patience, mayAskAgain, Optional.empty());
  }

  /// The same.
  ///
  /// @param log the file that its error output goes to; without one it is dropped
  public StdioProvider(String command, Duration patience, boolean mayAskAgain, Optional<Path> log) {
    this.conversation = new Conversation(command, patience, new ErrorLog(log));
    this.mayAskAgain = mayAskAgain;
  }

  @Override
  public String name() {
    return conversation.started().name();
  }

  @Override
  public Set<Report> reports() {
    return conversation.started().reports();
  }

  @Override
  public SimulatedHost host(Capabilities capabilities) {
    return new MirrorHost(capabilities);
  }

  @Override
  public boolean isAskedAhead() {
    return !mayAskAgain;
  }

  @Override
  public void announce(RecordedSequence operations, int dumpInterval) {
    announced = operations;
    interval = dumpInterval;
  }

  @Override
  public void patience(Duration patience) {
    conversation.patience(patience);
  }

  @Override
  public Subject open(String regimeId, SimulatedHost host) {
    if (host instanceof MirrorHost mirror) {
      Ahead ahead = new Ahead(conversation, announced, interval);
      announced = new RecordedSequence();
      return new StdioSubject(conversation, mirror, Regimes.find(regimeId), ahead);
    }
    throw new IllegalArgumentException("a stdio subject needs the host that its provider made");
  }

  @Override
  public void close() {
    conversation.close();
  }
}
