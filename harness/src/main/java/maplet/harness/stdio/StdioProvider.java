package maplet.harness.stdio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Capabilities;
import maplet.model.arch.Regimes;

/// Makes address spaces in a process that speaks the stdio protocol. After a failure the next one
/// is begun in a fresh process.
public final class StdioProvider implements SubjectProvider, AutoCloseable {
  private final String command;
  private final Duration patience;
  private final Reply.Started started;
  private StdioProcess process;
  private boolean failed;
  private long id;

  /// Starts the subject.
  ///
  /// @param command of the shell's
  /// @param patience after this long without a reply the subject hangs
  /// @throws IllegalArgumentException when it can't be started, or doesn't say who it is
  public StdioProvider(String command, Duration patience) {
    this.command = command;
    this.patience = patience;
    process = new StdioProcess(command, patience);
    try {
      started = start();
    } catch (SubjectFailure e) {
      process.close();
      throw new IllegalArgumentException("%s doesn't start: %s".formatted(command, e), e);
    }
  }

  private Reply.Started start() {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("do", "start");
    return ask(request.put("protocol", ReplyReader.PROTOCOL), ReplyReader::started);
  }

  /// Sends a request and reads its reply.
  ///
  /// @throws SubjectFailure when there is none
  <T extends Reply> T ask(ObjectNode request, Function<String, T> reader) {
    long asked = ++id;
    try {
      process.send(request.put("id", asked).toString());
      T reply = reader.apply(process.receive());
      if (reply.id() != asked) {
        throw new SubjectFailure(
            SubjectFailure.Kind.GARBAGE, "reply %d to request %d".formatted(reply.id(), asked));
      }
      return reply;
    } catch (SubjectFailure e) {
      failed = true;
      process.close();
      throw e;
    }
  }

  /// Begins anew after a failure.
  void refresh() {
    if (failed) {
      process.close();
      process = new StdioProcess(command, patience);
      failed = false;
      start();
    }
  }

  @Override
  public String name() {
    return started.name();
  }

  @Override
  public Set<Report> reports() {
    return started.reports();
  }

  @Override
  public SimulatedHost host(Capabilities capabilities) {
    return MirrorHost.of(capabilities);
  }

  @Override
  public Subject open(String regimeId, SimulatedHost host) {
    if (host instanceof MirrorHost mirror) {
      return new StdioSubject(this, mirror, Regimes.find(regimeId));
    }
    throw new IllegalArgumentException("a stdio subject needs the host that its provider made");
  }

  @Override
  public void close() {
    process.close();
  }
}
