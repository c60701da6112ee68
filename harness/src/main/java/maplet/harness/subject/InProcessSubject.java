package maplet.harness.subject;

import maplet.impl.AddressSpace;
import maplet.impl.Formats;
import maplet.impl.NestedPageTable;
import maplet.impl.Translation;
import maplet.impl.memory.SimulatedHal;
import maplet.impl.table.TableFormat;
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
  private final NestedPageTable table;
  private boolean isTable;

  private InProcessSubject(String regimeId, SimulatedHost host) {
    TableFormat format = Formats.find(regimeId);
    space = new AddressSpace(format, host.memory(), host.allocator(), host.events());
    table = new NestedPageTable(format, host.memory(), host.allocator(), host.events());
    queries = new InProcessSubjectQueries(space, new SimulatedHal(host.memory(), host.allocator()));
  }

  @Override
  public Status create(long base, long size) {
    return space.create(base, size);
  }

  @Override
  public long root() {
    return isTable ? table.root() : space.root();
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
    return isTable ? table.clear() : space.clear();
  }

  @Override
  public Status handleFault(long gpa, Access access) {
    return space.handleFault(gpa, access);
  }

  @Override
  public Status translate(long gpa, Access access) {
    return isTable ? table.translate(gpa, access) : space.translate(gpa, access);
  }

  @Override
  public Status createTable() {
    isTable = true;
    return table.create();
  }

  @Override
  public Status mapPage(long gpa, long hpa, long pageSize, int attributes) {
    return table.map(gpa, hpa, pageSize, attributes);
  }

  @Override
  public Status unmapPage(long gpa) {
    return table.unmap(gpa);
  }

  @Override
  public Status remap(long gpa, long hpa, int attributes) {
    return table.remap(gpa, hpa, attributes);
  }

  @Override
  public Status query(long gpa) {
    return table.query(gpa);
  }

  @Override
  public Status mapRegion(long gpa, long hpa, long size, int attributes, boolean allowHuge) {
    return table.mapRegion(gpa, hpa, size, attributes, allowHuge);
  }

  @Override
  public Status unmapRegion(long gpa, long size) {
    return table.unmapRegion(gpa, size);
  }

  @Override
  public Status protectRegion(long gpa, long size, int attributes) {
    return table.protectRegion(gpa, size, attributes);
  }

  @Override
  public Status walkTable(LeafSink sink) {
    table.walk(sink::leaf, Long.MAX_VALUE);
    return Status.DONE;
  }

  @Override
  public SubjectQueries queries() {
    return queries;
  }

  @Override
  public void destroy() {
    if (isTable) {
      table.destroy();
    } else {
      space.destroy();
    }
  }

  @Override
  public Rule rule() {
    return isTable ? table.rule() : space.rule();
  }

  @Override
  public long operand() {
    return isTable ? table.operand() : space.operand();
  }

  @Override
  public long hpa() {
    return translation().hpa();
  }

  @Override
  public int attributes() {
    return translation().attributes();
  }

  @Override
  public long pageSize() {
    return translation().pageSize();
  }

  @Override
  public FaultKind faultKind() {
    return translation().faultKind();
  }

  @Override
  public int faultHeight() {
    return translation().faultHeight();
  }

  private Translation translation() {
    return isTable ? table.translation() : space.translation();
  }
}
