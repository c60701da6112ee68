package maplet.harness.check;

import java.util.function.Function;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.LeafSink;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.SubjectQueries;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Rule;
import maplet.model.Status;

/// Maplet's implementation, for tests to answer wrongly in one place.
class DelegatingSubject implements Subject {
  private final Subject real;

  DelegatingSubject(Subject real) {
    this.real = real;
  }

  /// Subjects that the function makes of the right ones.
  static SubjectProvider provider(Function<Opened, Subject> wrap) {
    SubjectProvider right = new InProcessSubject.Provider();
    return new SubjectProvider() {
      @Override
      public String name() {
        return "wrapped";
      }

      @Override
      public Subject open(String regimeId, SimulatedHost host) {
        return wrap.apply(new Opened(right.open(regimeId, host), host));
      }
    };
  }

  /// A right subject and its host.
  record Opened(Subject subject, SimulatedHost host) {}

  @Override
  public Status create(long base, long size) {
    return real.create(base, size);
  }

  @Override
  public long root() {
    return real.root();
  }

  @Override
  public Status mapLinear(long gpa, long hpa, long size, int attributes) {
    return real.mapLinear(gpa, hpa, size, attributes);
  }

  @Override
  public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
    return real.mapAllocated(gpa, size, attributes, populate);
  }

  @Override
  public Status unmap(long gpa, long size) {
    return real.unmap(gpa, size);
  }

  @Override
  public Status protect(long gpa, long size, int attributes) {
    return real.protect(gpa, size, attributes);
  }

  @Override
  public Status clear() {
    return real.clear();
  }

  @Override
  public Status handleFault(long gpa, Access access) {
    return real.handleFault(gpa, access);
  }

  @Override
  public Status translate(long gpa, Access access) {
    return real.translate(gpa, access);
  }

  @Override
  public SubjectQueries queries() {
    return real.queries();
  }

  @Override
  public Status createTable() {
    return real.createTable();
  }

  @Override
  public Status mapPage(long gpa, long hpa, long pageSize, int attributes) {
    return real.mapPage(gpa, hpa, pageSize, attributes);
  }

  @Override
  public Status unmapPage(long gpa) {
    return real.unmapPage(gpa);
  }

  @Override
  public Status remap(long gpa, long hpa, int attributes) {
    return real.remap(gpa, hpa, attributes);
  }

  @Override
  public Status query(long gpa) {
    return real.query(gpa);
  }

  @Override
  public Status mapRegion(long gpa, long hpa, long size, int attributes, boolean allowHuge) {
    return real.mapRegion(gpa, hpa, size, attributes, allowHuge);
  }

  @Override
  public Status unmapRegion(long gpa, long size) {
    return real.unmapRegion(gpa, size);
  }

  @Override
  public Status protectRegion(long gpa, long size, int attributes) {
    return real.protectRegion(gpa, size, attributes);
  }

  @Override
  public Status walkTable(LeafSink sink) {
    return real.walkTable(sink);
  }

  @Override
  public void destroy() {
    real.destroy();
  }

  @Override
  public Rule rule() {
    return real.rule();
  }

  @Override
  public long operand() {
    return real.operand();
  }

  @Override
  public long hpa() {
    return real.hpa();
  }

  @Override
  public int attributes() {
    return real.attributes();
  }

  @Override
  public long pageSize() {
    return real.pageSize();
  }

  @Override
  public FaultKind faultKind() {
    return real.faultKind();
  }

  @Override
  public int faultHeight() {
    return real.faultHeight();
  }
}
