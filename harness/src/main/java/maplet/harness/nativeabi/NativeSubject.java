package maplet.harness.nativeabi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import maplet.harness.subject.LeafSink;
import maplet.harness.subject.Notice;
import maplet.harness.subject.Panic;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectQueries;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Rule;
import maplet.model.Status;

/// One address space or page table of a native library.
///
/// The operations that the ABI hasn't got answer [Notice#NOT_SUPPORTED]. A refusal's rule and
/// operand aren't part of its answers.
final class NativeSubject implements Subject {
  private static final int SPACE = 0;
  private static final int TABLE = 1;
  private static final int LINEAR = 0;
  private static final int ALLOCATED = 1;
  private static final int ON_DEMAND = 2;
  private static final int SMALL = 3;
  private static final int FAULT_KINDS = FaultKind.values().length;

  private final NativeHost host;
  private final ControlBlock control;
  private final NativeCalls calls;
  private final MemorySegment regime;
  private final ErrorCapture errors;

  private long space;
  private long code;
  private Notice notice = Notice.NONE;
  private Panic panic = Panic.UNKNOWN;

  NativeSubject(NativeLibrary library, NativeHost host, MemorySegment regime, ErrorCapture errors) {
    this.errors = errors;
    this.host = host;
    this.control = host.control();
    this.calls = new NativeCalls(library);
    this.regime = regime;
  }

  private Status answer(long returned, Status success) {
    return answer(returned, success, Status.BAD_STATE);
  }

  private void begin() {
    control.begin();
    errors.enter();
  }

  private Status answer(long returned, Status success, Status fault) {
    errors.leave();
    control.collect(host.events());
    code = returned;
    if (code == 0) {
      notice = Notice.NONE;
      return success;
    }
    Status status = Codes.status(code, success, fault);
    notice = Codes.notice(code, status, control.done());
    panic = notice == Notice.PANICKED ? errors.panic() : Panic.UNKNOWN;
    return status;
  }

  private Status unsupported() {
    code = Codes.ENOSYS;
    notice = Notice.NOT_SUPPORTED;
    return Status.BAD_STATE;
  }

  private Status create(int layer, long base, long size) {
    begin();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment made = arena.allocate(ValueLayout.JAVA_LONG);
      long returned =
          calls.create(control.address(), regime.address(), layer, base, size, made.address());
      errors.leave();
      space = made.get(ValueLayout.JAVA_LONG, 0);
      control.keepRoot();
      return answer(returned, Status.DONE);
    }
  }

  @Override
  public Status create(long base, long size) {
    return create(SPACE, base, size);
  }

  @Override
  public Status createTable() {
    return create(TABLE, 0, 0);
  }

  @Override
  public long root() {
    return control.root();
  }

  private Status map(long gpa, long hpa, long size, int attributes, int how) {
    begin();
    return answer(calls.map(space, gpa, size, hpa, attributes, how), Status.DONE);
  }

  @Override
  public Status mapLinear(long gpa, long hpa, long size, int attributes) {
    return map(gpa, hpa, size, attributes, LINEAR);
  }

  @Override
  public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
    return map(gpa, 0, size, attributes, populate ? ALLOCATED : ON_DEMAND);
  }

  @Override
  public Status mapRegion(long gpa, long hpa, long size, int attributes, boolean allowHuge) {
    return map(gpa, hpa, size, attributes, allowHuge ? LINEAR : SMALL);
  }

  @Override
  public Status unmap(long gpa, long size) {
    begin();
    return answer(calls.unmap(space, gpa, size), Status.DONE);
  }

  @Override
  public Status unmapRegion(long gpa, long size) {
    return unmap(gpa, size);
  }

  @Override
  public Status protect(long gpa, long size, int attributes) {
    begin();
    return answer(calls.protect(space, gpa, size, attributes), Status.DONE);
  }

  @Override
  public Status protectRegion(long gpa, long size, int attributes) {
    return protect(gpa, size, attributes);
  }

  @Override
  public Status clear() {
    begin();
    return answer(calls.clear(space), Status.DONE);
  }

  @Override
  public Status handleFault(long gpa, Access access) {
    begin();
    long returned = calls.fault(space, gpa, access.ordinal());
    return answer(returned, Status.RESOLVED, Status.FAULT_REFUSED);
  }

  @Override
  public Status translate(long gpa, Access access) {
    begin();
    long returned = calls.translate(space, gpa, access.ordinal());
    return answer(returned, Status.TRANSLATED, Status.FAULT);
  }

  @Override
  public void destroy() {
    begin();
    answer(calls.destroy(space), Status.DONE);
    if (code != 0) {
      throw new IllegalStateException("destroy returned " + code);
    }
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
    return notice;
  }

  @Override
  public Panic panic() {
    return panic;
  }

  @Override
  public long code() {
    return code;
  }

  @Override
  public long done() {
    return control.done();
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
    return control.hpa();
  }

  @Override
  public int attributes() {
    return (int) control.attributes();
  }

  @Override
  public long pageSize() {
    return control.pageSize();
  }

  @Override
  public FaultKind faultKind() {
    return FaultKind.of(Math.clamp(control.faultKind(), 0, FAULT_KINDS - 1));
  }

  @Override
  public long faultKindNumber() {
    return control.faultKind();
  }

  @Override
  public long faultHeightNumber() {
    return control.faultHeight();
  }

  @Override
  public long attributesNumber() {
    return control.attributes();
  }

  @Override
  public long syndromeCause() {
    return 0;
  }

  @Override
  public long syndromeDetail() {
    return 0;
  }

  @Override
  public int faultHeight() {
    return (int) control.faultHeight();
  }
}
