package maplet.impl;

import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.PageTable;
import maplet.impl.table.TableFormat;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.Rule;
import maplet.model.Status;

/// A guest's address space over real tables in simulated memory.
///
/// Every operation answers with a [Status]. What a refusal was about, and where a translation
/// leads, is then read from the address space, so that no operation allocates. A refused operation
/// has changed nothing. Operands are those of [maplet.model.Operation]; attributes are codes as in
/// [maplet.model.Attributes#code]. Not thread-safe.
public final class AddressSpace {
  private final TableFormat format;
  private final PageTable table;
  private final OperandRules rules;
  private final int[] permissionFor = new int[Access.count()];
  private final AreaSet areas = new AreaSet();
  private final Translation translation = new Translation();
  private final RunQueries runs;
  private final AreaQueries areaQueries;

  /// An address space that isn't created yet.
  ///
  /// @param events receives the invalidations; the memory and the allocator log to it too
  public AddressSpace(
      TableFormat format, PhysicalMemory memory, FrameAllocator allocator, EventLog events) {
    this.format = format;
    this.table = new PageTable(format, memory, allocator, events);
    this.rules = new OperandRules(format.capabilities());
    for (int i = 0; i < permissionFor.length; i++) {
      permissionFor[i] = format.capabilities().permissionFor(Access.of(i));
    }
    this.runs = new RunQueries(this, format, table, areas, rules);
    this.areaQueries = new AreaQueries(areas, rules);
  }

  /// Makes the address space; the first call.
  ///
  /// @param base guest physical address of the first byte, a multiple of the granule
  /// @param size bytes, a positive multiple of the granule; `base + size` within the input width
  /// @return [Status#DONE], [Status#INVALID_INPUT] or [Status#NO_MEMORY]
  public Status create(long base, long size) {
    if (!rules.acceptsSpace(base, size)) {
      return Status.INVALID_INPUT;
    }
    if (!table.create()) {
      return noMemory();
    }
    rules.setSpace(base, size);
    return Status.DONE;
  }

  /// Guest physical address of the first byte.
  public long base() {
    return rules.base();
  }

  /// Guest physical address behind the last byte.
  public long end() {
    return rules.end();
  }

  /// Physical address of the root table, for VTTBR_EL2, EPTP or hgatp.
  public long root() {
    return table.root();
  }

  /// Makes a linear area, with the largest leaves that its alignment allows.
  public Status mapLinear(long gpa, long hpa, long size, int attributes) {
    if (!rules.acceptsRange(gpa, hpa, size)
        || !rules.acceptsHost(hpa, size)
        || !rules.acceptsAttributes(attributes)) {
      return Status.INVALID_INPUT;
    }
    int taken = areas.firstIn(gpa, gpa + size);
    if (taken != AreaSet.NONE) {
      return overlap(Math.max(gpa, areas.start(taken)));
    }
    if (!table.mapLinear(gpa, hpa, size, attributes, format.highestLeaf())) {
      return noMemory();
    }
    areas.add(gpa, gpa + size, attributes, Backing.LINEAR);
    return Status.DONE;
  }

  /// Makes an area of zeroed frames, present at once or from the first fault on.
  public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
    if (!rules.acceptsRange(gpa, 0, size) || !rules.acceptsAttributes(attributes)) {
      return Status.INVALID_INPUT;
    }
    int taken = areas.firstIn(gpa, gpa + size);
    if (taken != AreaSet.NONE) {
      return overlap(Math.max(gpa, areas.start(taken)));
    }
    if (populate && !table.mapAllocated(gpa, size, attributes)) {
      return noMemory();
    }
    areas.add(gpa, gpa + size, attributes, populate ? Backing.POPULATED : Backing.ON_DEMAND);
    return Status.DONE;
  }

  /// Removes the areas, or parts of areas, in a range, and the frames behind them.
  public Status unmap(long gpa, long size) {
    if (!rules.acceptsRange(gpa, 0, size)) {
      return Status.INVALID_INPUT;
    }
    if (!table.cutAtEnds(gpa, gpa + size)) {
      return noMemory();
    }
    remove(gpa, gpa + size);
    return Status.DONE;
  }

  /// Gives a range other attributes; all of it must lie inside areas.
  public Status protect(long gpa, long size, int attributes) {
    if (!rules.acceptsRange(gpa, 0, size) || !rules.acceptsAttributes(attributes)) {
      return Status.INVALID_INPUT;
    }
    long hole = areas.firstUncovered(gpa, gpa + size);
    if (hole < gpa + size) {
      rules.refuse(Rule.NO_AREA, hole);
      return Status.NOT_MAPPED;
    }
    if (!table.protect(gpa, gpa + size, attributes)) {
      return noMemory();
    }
    areas.setAttributes(gpa, gpa + size, attributes);
    return Status.DONE;
  }

  /// Removes every area.
  public Status clear() {
    rules.accept();
    remove(rules.base(), rules.end());
    return Status.DONE;
  }

  /// Resolves a guest's fault: an absent page of an on-demand area gets a zeroed frame.
  ///
  /// @param gpa any byte of the page
  public Status handleFault(long gpa, Access access) {
    rules.accept();
    if (!rules.isInside(gpa)) {
      return refuseFault(Rule.OUT_OF_RANGE, gpa);
    }
    int area = areas.find(gpa);
    if (area == AreaSet.NONE) {
      return refuseFault(Rule.NO_AREA, gpa);
    }
    if (!permits(areas.attributes(area), access)) {
      return refuseFault(Rule.NOT_PERMITTED, gpa);
    }
    if (areas.backing(area) != Backing.ON_DEMAND) {
      return refuseFault(Rule.NOT_ON_DEMAND, gpa);
    }
    if (table.isPresent(table.word(table.locate(gpa)))) {
      return Status.SPURIOUS;
    }
    long granule = format.entrySize(0);
    if (!table.mapAllocated(gpa & -granule, granule, areas.attributes(area))) {
      return noMemory();
    }
    return Status.RESOLVED;
  }

  /// Walks the tables for an access.
  ///
  /// @param gpa any 64-bit value
  /// @return [Status#TRANSLATED] or [Status#FAULT]; the details are in [#translation]
  public Status translate(long gpa, Access access) {
    rules.accept();
    return translation.translate(format, table, gpa, permissionFor[access.ordinal()]);
  }

  /// Where the last translation led.
  public Translation translation() {
    return translation;
  }

  /// Questions about the host memory behind guest addresses.
  public RunQueries runs() {
    return runs;
  }

  /// Questions about areas and the room between them.
  public AreaQueries areas() {
    return areaQueries;
  }

  /// The operands' rules, for the host's accesses to the guest's memory.
  OperandRules rules() {
    return rules;
  }

  /// The rule that the last operation broke, [Rule#NONE] where it wasn't refused.
  public Rule rule() {
    return rules.broken();
  }

  /// The operand that broke it: an address or a size in bytes (for OVERLAP the first address that
  /// is taken, for NO_AREA the first outside areas), an attribute code, or 0 for ALLOCATOR.
  public long operand() {
    return rules.operand();
  }

  /// Removes everything and gives the root back; the last call, and the only one that does nothing
  /// where [#create] was refused.
  public void destroy() {
    if (table.root() != FrameAllocator.NONE) {
      clear();
      table.destroy();
    }
  }

  /// Whether attributes with this code grant the access.
  boolean permits(int attributes, Access access) {
    return (attributes & permissionFor[access.ordinal()]) != 0;
  }

  private void remove(long start, long end) {
    for (int at = areas.firstIn(start, end); at != AreaSet.NONE; at = areas.next(at)) {
      long from = Math.max(start, areas.start(at));
      long to = Math.min(end, areas.end(at));
      if (from >= to) {
        break;
      }
      table.unmap(from, to, areas.backing(at) != Backing.LINEAR);
    }
    areas.remove(start, end);
    table.finish();
  }

  private Status overlap(long gpa) {
    rules.refuse(Rule.OVERLAP, gpa);
    return Status.ALREADY_EXISTS;
  }

  private Status noMemory() {
    rules.refuse(Rule.ALLOCATOR, 0);
    return Status.NO_MEMORY;
  }

  private Status refuseFault(Rule rule, long gpa) {
    rules.refuse(rule, gpa);
    return Status.FAULT_REFUSED;
  }
}
