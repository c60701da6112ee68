package maplet.harness.cli;

import java.lang.reflect.Proxy;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Status;

/// A subject that answers every unmap with "done" and does nothing.
final class IgnoredUnmaps implements SubjectProvider {
  private final SubjectProvider correct = new InProcessSubject.Provider();

  @Override
  public String name() {
    return "ignored-unmaps";
  }

  @Override
  public Subject open(String regimeId, SimulatedHost host) {
    Subject subject = correct.open(regimeId, host);
    return (Subject)
        Proxy.newProxyInstance(
            Subject.class.getClassLoader(),
            new Class<?>[] {Subject.class},
            (_, method, arguments) ->
                method.getName().equals("unmap") ? Status.DONE : method.invoke(subject, arguments));
  }
}
