package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Status;
import maplet.model.arch.Regime;

/// An implementation's walker in tables that others wrote: an empty page table is created where the
/// vectors' root is, and the words of one vector after another are put into its memory.
final class WalkSubject implements AutoCloseable {
  private final SimulatedHost host;
  private final Subject subject;
  private final long root;

  private WalkSubject(SimulatedHost host, Subject subject, long root) {
    this.host = host;
    this.subject = subject;
    this.root = root;
  }

  /// @throws IllegalStateException when the implementation doesn't take the first frames for the
  ///   root
  static WalkSubject open(SubjectProvider provider, Regime regime, long root) {
    SimulatedHost host = SimulatedHost.at(root, VectorMemory.SIZE, regime.capabilities().granule());
    Subject subject = provider.open(regime.id(), host);
    if (subject.createTable() != Status.DONE || subject.root() != root) {
      host.close();
      throw new IllegalStateException(
          "%s puts its root to 0x%x instead of 0x%x"
              .formatted(provider.name(), subject.root(), root));
    }
    return new WalkSubject(host, subject, root);
  }

  /// What it answers; an exception is an answer too.
  ObjectNode walk(ObjectNode vector) {
    VectorMemory memory = VectorMemory.of(root, vector.path(VectorFields.MEMORY));
    memory.words().forEach(host.memory()::guestWrite);
    try {
      long gpa = Json.number(vector, VectorFields.GPA);
      Status status = subject.translate(gpa, VectorVerifier.access(vector));
      ObjectNode expected = (ObjectNode) vector.path(VectorFields.EXPECT);
      return WalkMeaning.implemented(subject, status, expected);
    } catch (RuntimeException | AssertionError e) {
      return Json.object().put(VectorFields.OUTCOME, "exception: " + e);
    } finally {
      memory.words().keySet().forEach(address -> host.memory().guestWrite(address, 0));
      host.events().clear();
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
