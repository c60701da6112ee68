package maplet.impl;

import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.PageTable;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableVisitor;
import maplet.model.Access;
import maplet.model.Rule;
import maplet.model.Status;

/// A guest's stage-2 page table alone: leaves that the caller places, one by one or by regions,
/// over the regime's whole input range. It has no areas, and host memory is the caller's; only the
/// tables are the allocator's.
///
/// Every operation answers with a [Status], and its details are read afterwards, as with
/// [AddressSpace]. A refused operation has changed nothing. Operands are those of
/// [maplet.model.Operation.OnTable]; any 64-bit value may be given. Not thread-safe.
public final class NestedPageTable {
  private final TableFormat format;
  private final PageTable table;
  private final OperandRules rules;
  private final int[] permissionFor = new int[Access.count()];
  private final Translation translation = new Translation();

  /// A page table that isn't created yet.
  ///
  /// @param events receives the invalidations; the memory and the allocator log to it too
  public NestedPageTable(
      TableFormat format, PhysicalMemory memory, FrameAllocator allocator, EventLog events) {
    this.format = format;
    this.table = new PageTable(format, memory, allocator, events);
    this.rules = new OperandRules(format.capabilities());
    for (int i = 0; i < permissionFor.length; i++) {
      permissionFor[i] = format.capabilities().permissionFor(Access.of(i));
    }
  }

  /// Makes an empty root; the first call.
  ///
  /// @return [Status#DONE] or [Status#NO_MEMORY]
  public Status create() {
    rules.accept();
    return table.create() ? Status.DONE : noMemory();
  }

  /// Physical address of the root table, for VTTBR_EL2, EPTP or hgatp.
  public long root() {
    return table.root();
  }

  /// Makes one leaf.
  ///
  /// @param gpa a multiple of the page size
  /// @param hpa a multiple of the page size
  /// @param pageSize bytes, one of the regime's page sizes
  public Status map(long gpa, long hpa, long pageSize, int attributes) {
    int height = format.leafHeight(pageSize);
    if (!rules.acceptsPage(gpa, hpa, pageSize, height >= 0)
        || !rules.acceptsHost(hpa, pageSize)
        || !rules.acceptsAttributes(attributes)) {
      return Status.INVALID_INPUT;
    }
    return mapFree(gpa, hpa, pageSize, attributes, height);
  }

  /// Maps a range of which nothing is mapped.
  ///
  /// @param allowHuge whether leaves are the largest that fit, from the low end up, or all of the
  ///   granule's size
  public Status mapRegion(long gpa, long hpa, long size, int attributes, boolean allowHuge) {
    if (!rules.acceptsRegion(gpa, hpa, size)
        || !rules.acceptsHost(hpa, size)
        || !rules.acceptsAttributes(attributes)) {
      return Status.INVALID_INPUT;
    }
    return mapFree(gpa, hpa, size, attributes, highestLeaf(allowHuge));
  }

  /// Removes the leaf that maps an address, the whole of it; where it led is in [#translation].
  ///
  /// @return [Status#REMOVED] or a refusal
  public Status unmap(long gpa) {
    rules.accept();
    if (!rules.acceptsInput(gpa, gpa)) {
      return Status.INVALID_INPUT;
    }
    long located = table.locate(gpa);
    if (!table.isPresent(table.word(located))) {
      return notMapped(gpa);
    }
    long size = format.entrySize(table.height(located));
    long start = gpa & -size;
    reach(located, start);
    removeLeaf(start, size);
    return Status.REMOVED;
  }

  /// Removes whatever a range maps; leaves that cross an end are split.
  public Status unmapRegion(long gpa, long size) {
    if (!rules.acceptsRegion(gpa, 0, size)) {
      return Status.INVALID_INPUT;
    }
    if (!table.cutAtEnds(gpa, gpa + size)) {
      return noMemory();
    }
    table.unmap(gpa, gpa + size, false);
    table.finish();
    return Status.DONE;
  }

  /// Gives the leaf that maps an address, the whole of it, another host address and other
  /// attributes.
  ///
  /// @param hpa a multiple of the leaf's page size
  public Status remap(long gpa, long hpa, int attributes) {
    rules.accept();
    // Of an address that is too wide no leaf can be looked up; the rules refuse it in their order.
    boolean fits = gpa >>> format.capabilities().inputBits() == 0;
    long located = fits ? table.locate(gpa) : 0;
    boolean mapped = fits && table.isPresent(table.word(located));
    long size = format.entrySize(mapped ? table.height(located) : 0);
    if (!rules.acceptsAlignment(hpa, size)
        || !rules.acceptsInput(gpa, gpa)
        || !rules.acceptsHost(hpa, size)
        || !rules.acceptsAttributes(attributes)) {
      return Status.INVALID_INPUT;
    }
    if (!mapped) {
      return notMapped(gpa);
    }
    table.remap(located, gpa & -size, hpa, attributes);
    return Status.DONE;
  }

  /// Gives whatever a range maps other attributes; leaves that cross an end are split.
  public Status protectRegion(long gpa, long size, int attributes) {
    if (!rules.acceptsRegion(gpa, 0, size) || !rules.acceptsAttributes(attributes)) {
      return Status.INVALID_INPUT;
    }
    return table.protect(gpa, gpa + size, attributes) ? Status.DONE : noMemory();
  }

  /// Finds the leaf that maps an address, whatever the access; where it leads is in [#translation].
  ///
  /// @return [Status#TRANSLATED] or a refusal
  public Status query(long gpa) {
    rules.accept();
    if (!rules.acceptsInput(gpa, gpa)) {
      return Status.INVALID_INPUT;
    }
    long located = table.locate(gpa);
    return table.isPresent(table.word(located)) ? reach(located, gpa) : notMapped(gpa);
  }

  /// Walks the tables for an access, as a processor does.
  ///
  /// @param gpa any 64-bit value
  /// @return [Status#TRANSLATED] or [Status#FAULT]; the details are in [#translation]
  public Status translate(long gpa, Access access) {
    rules.accept();
    return translation.translate(format, table, gpa, permissionFor[access.ordinal()]);
  }

  /// Shows all tables and leaves, depth first, by ascending guest address.
  ///
  /// @param mostLeaves after so many leaves the walk ends
  /// @return the number of leaves shown
  public long walk(TableVisitor visitor, long mostLeaves) {
    rules.accept();
    return table.walk(visitor, mostLeaves);
  }

  /// Removes every leaf.
  public Status clear() {
    rules.accept();
    table.unmap(0, format.capabilities().inputLimit(), false);
    table.finish();
    return Status.DONE;
  }

  /// Where the last translation or query led, or the leaf that was removed.
  public Translation translation() {
    return translation;
  }

  /// The rule that the last operation broke, [Rule#NONE] where it wasn't refused.
  public Rule rule() {
    return rules.broken();
  }

  /// The operand that broke it: an address (for MAPPED and LARGER_LEAF the first that is taken), a
  /// size or a page size in bytes, an attribute code, or 0 for ALLOCATOR.
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

  int highestLeaf(boolean allowHuge) {
    return allowHuge ? format.highestLeaf() : 0;
  }

  private Status mapFree(long gpa, long hpa, long size, int attributes, int highest) {
    long taken = table.firstMapped(gpa, gpa + size);
    if (taken < gpa + size) {
      return alreadyMapped(taken, gpa, gpa + size);
    }
    return table.mapLinear(gpa, hpa, size, attributes, highest) ? Status.DONE : noMemory();
  }

  private Status alreadyMapped(long taken, long start, long end) {
    long size = format.entrySize(table.height(table.locate(taken)));
    long leaf = taken & -size;
    if (reachesBeyond(leaf, leaf + size, start, end)) {
      rules.refuse(Rule.LARGER_LEAF, taken);
      return Status.MAPPED_TO_HUGE_PAGE;
    }
    rules.refuse(Rule.MAPPED, taken);
    return Status.ALREADY_EXISTS;
  }

  private static boolean reachesBeyond(long leaf, long leafEnd, long start, long end) {
    return leaf < start || leafEnd > end;
  }

  private void removeLeaf(long start, long size) {
    table.unmap(start, start + size, false);
    table.finish();
  }

  private Status reach(long located, long gpa) {
    int height = table.height(located);
    long size = format.entrySize(height);
    long word = table.word(located);
    return translation.reach(
        format.address(word, height) | gpa & size - 1, format.attributes(word), size);
  }

  private Status notMapped(long gpa) {
    rules.refuse(Rule.NO_MAPPING, gpa);
    return Status.NOT_MAPPED;
  }

  private Status noMemory() {
    rules.refuse(Rule.ALLOCATOR, 0);
    return Status.NO_MEMORY;
  }
}
