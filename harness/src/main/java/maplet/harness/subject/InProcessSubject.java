package maplet.harness.subject;

import maplet.impl.AddressSpace;
import maplet.impl.Formats;
import maplet.impl.memory.SimulatedHal;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Rule;
import maplet.model.Status;

/// Maplet's own implementation as a subject, called directly.
public final class InProcessSubject implements Subject {
  /// Makes subjects of this kind.
  public static final class Provider implements SubjectProvider {
    @Override
    public String name() {
      return "maplet-impl";
    }

    @Override
    public Subject open(String regimeId, SimulatedHost host) {
      return new InProcessSubject(regimeId, host);
    }
  }

  private final AddressSpace space;
  private final SubjectQueries queries;

  private InProcessSubject(String regimeId, SimulatedHost host) {
    space =
        new AddressSpace(Formats.find(regimeId), host.memory(), host.allocator(), host.events());
    queries = new InProcessSubjectQueries(space, new SimulatedHal(host.memory(), host.allocator()));
  }

  @Override
  public Status create(long base, long size) {
    return space.create(base, size);
  }

  @Override
  public long root() {
    return space.root();
  }

  @Override
  public Status mapLinear(long gpa, long hpa, long size, int attributes) {
    return space.mapLinear(gpa, hpa, size, attributes);
  }

  @Override
  public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
    return space.mapAllocated(gpa, size, attributes, populate);
  }

  @Override
  public Status unmap(long gpa, long size) {
    return space.unmap(gpa, size);
  }

  @Override
  public Status protect(long gpa, long size, int attributes) {
    return space.protect(gpa, size, attributes);
  }

  @Override
  public Status clear() {
    return space.clear();
  }

  @Override
  public Status handleFault(long gpa, Access access) {
    return space.handleFault(gpa, access);
  }

  @Override
  public Status translate(long gpa, Access access) {
    return space.translate(gpa, access);
  }

  @Override
  public SubjectQueries queries() {
    return queries;
  }

  @Override
  public void destroy() {
    space.destroy();
  }

  @Override
  public Rule rule() {
    return space.rule();
  }

  @Override
  public long operand() {
    return space.operand();
  }

  @Override
  public long hpa() {
    return space.translation().hpa();
  }

  @Override
  public int attributes() {
    return space.translation().attributes();
  }

  @Override
  public long pageSize() {
    return space.translation().pageSize();
  }

  @Override
  public FaultKind faultKind() {
    return space.translation().faultKind();
  }

  @Override
  public int faultHeight() {
    return space.translation().faultHeight();
  }
}
