package maplet.harness.stdio;

import java.util.Optional;
import maplet.harness.nativeabi.Codes;
import maplet.harness.nativeabi.NoQueries;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.subject.LeafSink;
import maplet.harness.subject.Notice;
import maplet.harness.subject.Panic;
import maplet.harness.subject.Report;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectQueries;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.Rule;
import maplet.model.Status;
import maplet.model.arch.Regime;

/// One address space or page table of a subject in a process of its own.
final class StdioSubject implements Subject {
  private static final int FAULT_KINDS = FaultKind.values().length;

  private final Conversation conversation;
  private final MirrorHost host;
  private final Regime regime;
  private final Ahead ahead;
  private final OperationSlot slot = new OperationSlot();

  private long root;
  private Numbers answer = Numbers.zeros(ReplyReader.ANSWERS.size());
  private long code;
  private Notice notice = Notice.NONE;
  private Panic panic = Panic.UNKNOWN;

  StdioSubject(Conversation conversation, MirrorHost host, Regime regime, Ahead ahead) {
    this.conversation = conversation;
    this.ahead = ahead;
    this.host = host;
    this.regime = regime;
    this.root = host.memory().base();
  }

  /// Has one operation done, which may have been announced.
  private Status apply(Status success, Status fault) {
    slot.refuseFrom = host.refuseFrom();
    slot.refuseOnce = host.refuseOnce();
    take(ahead.hasNext() ? ahead.take(slot) : one(Operations.of(slot)));
    return status(success, fault);
  }

  private Reply.Result one(Request request) {
    return Ahead.results(conversation.ask(request, ReplyReader::answered), 1).getFirst();
  }

  private void take(Reply.Result result) {
    host.apply(result);
    answer = result.answer();
    code = result.code();
    panic = result.panic();
  }

  private Status status(Status success, Status fault) {
    if (code == 0) {
      notice = Notice.NONE;
      return success;
    }
    boolean isKnown = code == (int) code;
    Status status = isKnown ? Codes.status(code, success, fault) : Status.BAD_STATE;
    notice = isKnown ? Codes.notice(code, status, done()) : Notice.UNDOCUMENTED;
    return status;
  }

  private Status unsupported() {
    code = Codes.ENOSYS;
    notice = Notice.NOT_SUPPORTED;
    return Status.BAD_STATE;
  }

  private Status create(String layer, long base, long size) {
    conversation.refresh();
    boolean quarantine = !conversation.started().reports().contains(Report.STORES);
    Reply.Result made = one(new Begin(regime, layer, base, size, host, quarantine));
    take(made);
    if (code == 0) {
      root = made.root();
      if (!host.areFrames(root, regime.rootFrames())) {
        throw new SubjectFailure(
            SubjectFailure.Kind.GARBAGE, "the root at 0x%x isn't in the memory".formatted(root));
      }
      ahead.send();
    }
    return status(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status create(long base, long size) {
    return create("space", base, size);
  }

  @Override
  public Status createTable() {
    return create("table", 0, 0);
  }

  @Override
  public long root() {
    return root;
  }

  private void range(OperationKind kind, long gpa, long size) {
    slot.begin(kind);
    slot.gpa = gpa;
    slot.size = size;
  }

  @Override
  public Status mapLinear(long gpa, long hpa, long size, int attributes) {
    range(OperationKind.MAP_LINEAR, gpa, size);
    slot.hpa = hpa;
    slot.attributes = attributes;
    return apply(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
    range(OperationKind.MAP_ALLOCATED, gpa, size);
    slot.attributes = attributes;
    slot.populate = populate;
    return apply(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status mapRegion(long gpa, long hpa, long size, int attributes, boolean allowHuge) {
    range(OperationKind.MAP_REGION, gpa, size);
    slot.hpa = hpa;
    slot.attributes = attributes;
    slot.allowHuge = allowHuge;
    return apply(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status unmap(long gpa, long size) {
    range(OperationKind.UNMAP, gpa, size);
    return apply(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status unmapRegion(long gpa, long size) {
    range(OperationKind.UNMAP_REGION, gpa, size);
    return apply(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status protect(long gpa, long size, int attributes) {
    range(OperationKind.PROTECT, gpa, size);
    slot.attributes = attributes;
    return apply(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status protectRegion(long gpa, long size, int attributes) {
    range(OperationKind.PROTECT_REGION, gpa, size);
    slot.attributes = attributes;
    return apply(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status clear() {
    slot.begin(OperationKind.CLEAR);
    return apply(Status.DONE, Status.BAD_STATE);
  }

  @Override
  public void showTables(long[] tables) {
    Optional<Reply.Dumped> shown = ahead.dump();
    if (shown.isPresent()) {
      Reply.Dumped dump = shown.get();
      if (dump.root() != root) {
        throw new SubjectFailure(
            SubjectFailure.Kind.UNTOLD,
            "the dump's root is 0x%x, not 0x%x".formatted(dump.root(), root));
      }
      new DumpComparison(host).compare(dump, tables);
    }
  }

  @Override
  public Status handleFault(long gpa, Access access) {
    access(OperationKind.HANDLE_FAULT, gpa, access);
    return apply(Status.RESOLVED, Status.FAULT_REFUSED);
  }

  @Override
  public Status translate(long gpa, Access access) {
    access(OperationKind.TRANSLATE, gpa, access);
    return apply(Status.TRANSLATED, Status.FAULT);
  }

  private void access(OperationKind kind, long gpa, Access access) {
    slot.begin(kind);
    slot.gpa = gpa;
    slot.access = access;
  }

  @Override
  public void destroy() {
    take(one(Request.of("end")));
    if (code != 0) {
      throw new IllegalStateException("end returned " + code);
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
  public Rule rule() {
    return Rule.NONE;
  }

  @Override
  public long operand() {
    return 0;
  }

  @Override
  public long hpa() {
    return answer.get(0);
  }

  @Override
  public long pageSize() {
    return answer.get(1);
  }

  @Override
  public int attributes() {
    return (int) answer.get(2);
  }

  @Override
  public FaultKind faultKind() {
    return FaultKind.of(Math.clamp(answer.get(3), 0, FAULT_KINDS - 1));
  }

  @Override
  public int faultHeight() {
    return (int) answer.get(4);
  }

  @Override
  public long done() {
    return answer.get(5);
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
