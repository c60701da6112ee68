package maplet.harness.stdio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import maplet.harness.nativeabi.Codes;
import maplet.harness.nativeabi.NoQueries;
import maplet.harness.subject.LeafSink;
import maplet.harness.subject.Notice;
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
  private static final String GPA = "gpa";
  private static final String SIZE = "size";
  private static final String ATTRIBUTES = "attributes";
  private static final int FAULT_KINDS = FaultKind.values().length;

  private final StdioProvider provider;
  private final MirrorHost host;
  private final Regime regime;

  private long root;
  private long[] answer = new long[ReplyReader.ANSWERS.size()];
  private long code;
  private Notice notice = Notice.NONE;

  StdioSubject(StdioProvider provider, MirrorHost host, Regime regime) {
    this.provider = provider;
    this.host = host;
    this.regime = regime;
    this.root = host.memory().base();
  }

  private static ObjectNode request(String what) {
    return JsonNodeFactory.instance.objectNode().put("do", what);
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  /// Has a request with one result done.
  private Reply.Result run(ObjectNode request) {
    Reply.Answered reply = provider.ask(request, ReplyReader::answered);
    if (reply.results().size() != 1) {
      throw new SubjectFailure(
          SubjectFailure.Kind.GARBAGE,
          "%d results for one operation".formatted(reply.results().size()));
    }
    Reply.Result result = reply.results().getFirst();
    host.apply(result);
    answer = result.answer();
    code = result.code();
    return result;
  }

  private Status apply(ObjectNode operation, Status success, Status fault) {
    ObjectNode request = request("apply");
    request.putArray("operations").add(operation.put("refuseFrom", host.refuseFrom()));
    run(request);
    return status(success, fault);
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
    provider.refresh();
    ObjectNode request =
        request("begin")
            .put("regime", regime.id())
            .put("layer", layer)
            .put("base", hex(base))
            .put(SIZE, hex(size))
            .put("inputBits", regime.capabilities().inputBits())
            .put("outputBits", regime.capabilities().outputBits())
            .put("levels", regime.levels())
            .put("rootFrames", regime.rootFrames())
            .put("frameSize", hex(host.memory().frameSize()))
            .put("memory", hex(host.memory().base()))
            .put("memorySize", hex(host.memory().size()))
            .put("quarantine", !provider.reports().contains(Report.STORES));
    root = run(request).root();
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

  private Status map(long gpa, long hpa, long size, int attributes, String how) {
    ObjectNode operation =
        request("map")
            .put(GPA, hex(gpa))
            .put(SIZE, hex(size))
            .put("hpa", hex(hpa))
            .put(ATTRIBUTES, attributes)
            .put("how", how);
    return apply(operation, Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status mapLinear(long gpa, long hpa, long size, int attributes) {
    return map(gpa, hpa, size, attributes, "linear");
  }

  @Override
  public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
    return map(gpa, 0, size, attributes, populate ? "allocated" : "on-demand");
  }

  @Override
  public Status mapRegion(long gpa, long hpa, long size, int attributes, boolean allowHuge) {
    return map(gpa, hpa, size, attributes, allowHuge ? "linear" : "small");
  }

  @Override
  public Status unmap(long gpa, long size) {
    ObjectNode operation = request("unmap").put(GPA, hex(gpa)).put(SIZE, hex(size));
    return apply(operation, Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status unmapRegion(long gpa, long size) {
    return unmap(gpa, size);
  }

  @Override
  public Status protect(long gpa, long size, int attributes) {
    ObjectNode operation =
        request("protect").put(GPA, hex(gpa)).put(SIZE, hex(size)).put(ATTRIBUTES, attributes);
    return apply(operation, Status.DONE, Status.BAD_STATE);
  }

  @Override
  public Status protectRegion(long gpa, long size, int attributes) {
    return protect(gpa, size, attributes);
  }

  /// With a dump before it: every sequence ends with this.
  @Override
  public Status clear() {
    Reply.Dumped dump = provider.ask(request("dump"), ReplyReader::dumped);
    if (dump.root() != root) {
      throw new SubjectFailure(
          SubjectFailure.Kind.UNTOLD,
          "the dump's root is 0x%x, not 0x%x".formatted(dump.root(), root));
    }
    host.compare(dump);
    return apply(request("clear"), Status.DONE, Status.BAD_STATE);
  }

  private static ObjectNode access(String what, long gpa, Access access) {
    return request(what).put(GPA, hex(gpa)).put("access", access.ordinal());
  }

  @Override
  public Status handleFault(long gpa, Access access) {
    return apply(access("fault", gpa, access), Status.RESOLVED, Status.FAULT_REFUSED);
  }

  @Override
  public Status translate(long gpa, Access access) {
    return apply(access("translate", gpa, access), Status.TRANSLATED, Status.FAULT);
  }

  @Override
  public void destroy() {
    run(request("end"));
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
    return answer[0];
  }

  @Override
  public long pageSize() {
    return answer[1];
  }

  @Override
  public int attributes() {
    return (int) answer[2];
  }

  @Override
  public FaultKind faultKind() {
    return FaultKind.of(Math.clamp(answer[3], 0, FAULT_KINDS - 1));
  }

  @Override
  public int faultHeight() {
    return (int) answer[4];
  }

  @Override
  public long done() {
    return answer[5];
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
