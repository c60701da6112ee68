package maplet.harness.jvm;

import maplet.harness.jvm.GuestSpace.How;
import maplet.harness.nativeabi.NoQueries;
import maplet.harness.subject.LeafSink;
import maplet.harness.subject.Notice;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectQueries;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Layer;
import maplet.model.Rule;
import maplet.model.Status;

/// A [GuestSpace] as the checker sees it.
final class JvmSubject implements Subject {
  private final GuestSpace space;
  private Answer answer = Answer.done();
  private long root;

  JvmSubject(GuestSpace space) {
    this.space = space;
  }

  private Status take(Answer newAnswer) {
    answer = newAnswer;
    return answer.status();
  }

  private Status unsupported() {
    return take(Answer.unsupported());
  }

  private Status create(Layer layer, long base, long size) {
    Status status = take(space.create(layer, base, size));
    root = status == Status.DONE ? space.root() : 0;
    return status;
  }

  @Override
  public Status create(long base, long size) {
    return create(Layer.SPACE, base, size);
  }

  @Override
  public Status createTable() {
    return create(Layer.TABLE, 0, 0);
  }

  @Override
  public long root() {
    return root;
  }

  @Override
  public Status mapLinear(long gpa, long hpa, long size, int attributes) {
    return take(space.map(gpa, size, hpa, attributes, How.LINEAR));
  }

  @Override
  public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
    return take(space.map(gpa, size, 0, attributes, populate ? How.ALLOCATED : How.ON_DEMAND));
  }

  @Override
  public Status mapRegion(long gpa, long hpa, long size, int attributes, boolean allowHuge) {
    return take(space.map(gpa, size, hpa, attributes, allowHuge ? How.LINEAR : How.SMALL));
  }

  @Override
  public Status unmap(long gpa, long size) {
    return take(space.unmap(gpa, size));
  }

  @Override
  public Status unmapRegion(long gpa, long size) {
    return unmap(gpa, size);
  }

  @Override
  public Status protect(long gpa, long size, int attributes) {
    return take(space.protect(gpa, size, attributes));
  }

  @Override
  public Status protectRegion(long gpa, long size, int attributes) {
    return protect(gpa, size, attributes);
  }

  @Override
  public Status clear() {
    return take(space.clear());
  }

  @Override
  public Status handleFault(long gpa, Access access) {
    return take(space.fault(gpa, access));
  }

  @Override
  public Status translate(long gpa, Access access) {
    Status status = take(space.translate(gpa, access));
    return status == Status.FAULT_REFUSED ? Status.FAULT : status;
  }

  @Override
  public void destroy() {
    space.destroy();
  }

  @Override
  public SubjectQueries queries() {
    return new NoQueries(this::unsupported);
  }

  @Override
  public Status mapPage(long gpa, long hpa, long pageSize, int attributes) {
    return unsupported();
  }

  @Override
  public Status unmapPage(long gpa) {
    return unsupported();
  }

  @Override
  public Status remap(long gpa, long hpa, int attributes) {
    return unsupported();
  }

  @Override
  public Status query(long gpa) {
    return unsupported();
  }

  @Override
  public Status walkTable(LeafSink sink) {
    return unsupported();
  }

  @Override
  public Notice notice() {
    return answer.notice();
  }

  @Override
  public long done() {
    return answer.bytesDone();
  }

  @Override
  public Rule rule() {
    return Rule.NONE;
  }

  @Override
  public long operand() {
    return 0;
  }

  @Override
  public long hpa() {
    return answer.hpa();
  }

  @Override
  public int attributes() {
    return answer.attributes();
  }

  @Override
  public long pageSize() {
    return answer.pageSize();
  }

  @Override
  public FaultKind faultKind() {
    return answer.faultKind();
  }

  @Override
  public int faultHeight() {
    return answer.faultHeight();
  }

  @Override
  public long syndromeCause() {
    return 0;
  }

  @Override
  public long syndromeDetail() {
    return 0;
  }
}
