package maplet.model;

/// What each operation does to an address space: the rules, written once.
///
/// They work on two stores. `areas` has what the caller asked for (tags: [AreaTag]; the difference
/// of addresses for linear areas, 0 for others). `mappings` has what is present (tags:
/// [MappingTag]). Which store stands behind them makes no difference to any answer.
///
/// An operation answers a [Status]; the details of the last answer are read one by one, so that a
/// checking loop allocates nothing ([Operations] makes them an [Outcome]). Rules are examined in
/// the order of the constants of [Rule]; each looks at the guest address first, then at the host
/// address, then at the size. A refused operation changes nothing. Operations that ask for nothing
/// of the host besides may still be refused a frame (a cut of a huge leaf needs a table), so all
/// but [#clear], [#translate] and the [Queries] ask the [Environment].
public final class Rules {
  private final OperandRules operands;
  private final Leaves leaves;
  private final RangeMap areas;
  private final RangeMap mappings;
  private final long granule;
  private final int[] permissionFor = new int[Access.count()];
  private final Queries queries;

  private long base;
  private long end;

  private final ReachedLeaf reached = new ReachedLeaf();
  private final TableRules table;
  private FaultKind faultKind = FaultKind.TRANSLATION;
  private boolean applied = true;

  /// Rules over two stores; before [#create], every address is out of range.
  ///
  /// @param areas a store that keeps adjacent runs apart
  /// @param mappings a store that makes adjacent equal runs one
  public Rules(Capabilities capabilities, RangeMap areas, RangeMap mappings) {
    operands = new OperandRules(capabilities);
    leaves = new Leaves(capabilities.pageShifts(), mappings);
    granule = capabilities.granule();
    for (int i = 0; i < permissionFor.length; i++) {
      permissionFor[i] = capabilities.permissionFor(Access.of(i));
    }
    this.areas = areas;
    this.mappings = mappings;
    queries = new Queries(this, operands);
    table = new TableRules(operands, leaves, mappings, reached);
  }

  /// Begins an empty address space of `[base, base + size)`. Rules: EMPTY, ALIGNMENT, OVERFLOW,
  /// INPUT_WIDTH, ALLOCATOR. When refused, the address space before it stays.
  public Status create(long base, long size, Environment environment) {
    operands.reset();
    if (operands.spaceIsLegal(base, size) && hostGrants(environment)) {
      areas.clear();
      mappings.clear();
      resume(base, base + size);
    }
    return operands.status();
  }

  /// Begins an empty page table, which has no areas and reaches over the whole input range; what
  /// may be done with it is in [#table]. Rules: ALLOCATOR.
  public Status createTable(Environment environment) {
    operands.reset();
    if (hostGrants(environment)) {
      areas.clear();
      mappings.clear();
      resume(0, operands.inputLimit());
    }
    return operands.status();
  }

  /// Goes on with an address space whose areas and mappings are in the stores already.
  void resume(long base, long end) {
    this.base = base;
    this.end = end;
  }

  /// Whether operations are applied, as they are from the beginning. While they aren't, each
  /// answers as it would, details included, and nothing changes: no area, no mapping, and no frame
  /// is asked for. That is how somebody learns what a subject should have done that has refused to.
  public void setApplied(boolean areApplied) {
    applied = areApplied;
    table.setApplied(areApplied);
  }

  /// See [Operation.MapLinear]. Rules: EMPTY, ALIGNMENT, OVERFLOW, OUT_OF_RANGE, OUTPUT_WIDTH,
  /// NO_PERMISSION, REPRESENTABLE, OVERLAP (the operand is the first address that is taken),
  /// ALLOCATOR. Leaves are the largest possible, chosen from the low end up.
  public Status mapLinear(long gpa, long hpa, long size, int attributes, Environment environment) {
    operands.reset();
    if (operands.rangeIsWellFormed(gpa, hpa, size)
        && operands.rangeIsInside(gpa, size, base, end)
        && operands.fitsOutputWidth(hpa, size)
        && operands.attributesAreLegal(attributes)
        && isFree(gpa, gpa + size)
        && hostGrants(environment)
        && applied) {
      areas.assign(gpa, gpa + size, hpa - gpa, AreaTag.of(attributes, Backing.LINEAR));
      leaves.place(gpa, hpa, size, attributes, leaves.largest());
    }
    return operands.status();
  }

  /// See [Operation.MapAllocated]. Rules as for [#mapLinear], without those of the host address.
  /// All pages have the granule's size.
  public Status mapAllocated(
      long gpa, long size, int attributes, boolean populate, Environment environment) {
    operands.reset();
    if (operands.rangeIsWellFormed(gpa, 0, size)
        && operands.rangeIsInside(gpa, size, base, end)
        && operands.attributesAreLegal(attributes)
        && isFree(gpa, gpa + size)
        && hostGrants(environment)
        && applied
        && (!populate || populate(gpa, gpa + size, attributes, environment))) {
      Backing backing = populate ? Backing.POPULATED : Backing.ON_DEMAND;
      areas.assign(gpa, gpa + size, 0, AreaTag.of(attributes, backing));
    }
    return operands.status();
  }

  /// See [Operation.Unmap]. Rules: EMPTY, ALIGNMENT, OVERFLOW, OUT_OF_RANGE, ALLOCATOR. A size of
  /// zero is refused, as everywhere (the seed system answers Ok there).
  public Status unmap(long gpa, long size, Environment environment) {
    operands.reset();
    if (operands.rangeIsWellFormed(gpa, 0, size)
        && operands.rangeIsInside(gpa, size, base, end)
        && hostGrants(environment)
        && applied) {
      long stop = gpa + size;
      leaves.remove(gpa, stop);
      areas.erase(gpa, stop);
    }
    return operands.status();
  }

  /// See [Operation.Protect]. Rules: EMPTY, ALIGNMENT, OVERFLOW, OUT_OF_RANGE, NO_PERMISSION,
  /// REPRESENTABLE, NO_AREA (the operand is the first address outside areas), ALLOCATOR. Areas and
  /// leaves that have the attributes already are not cut.
  public Status protect(long gpa, long size, int attributes, Environment environment) {
    operands.reset();
    if (operands.rangeIsWellFormed(gpa, 0, size)
        && operands.rangeIsInside(gpa, size, base, end)
        && operands.attributesAreLegal(attributes)
        && isCovered(gpa, gpa + size)
        && hostGrants(environment)
        && applied) {
      protectAreas(gpa, gpa + size, attributes);
      leaves.change(gpa, gpa + size, attributes);
    }
    return operands.status();
  }

  /// Removes every area; always done.
  public Status clear() {
    operands.reset();
    if (applied) {
      areas.clear();
      mappings.clear();
    }
    return Status.DONE;
  }

  /// See [Operation.HandleFault]. Rules: OUT_OF_RANGE, NO_AREA, NOT_PERMITTED, NOT_ON_DEMAND,
  /// ALLOCATOR; the operand is the guest address. A linear or populated area is refused although
  /// its pages are present, for such a fault can't be about presence. A page that is present is
  /// spurious, which needs no frame.
  public Status handleFault(long gpa, Access access, Environment environment) {
    operands.reset();
    if (!(operands.faultIsInside(gpa, base, end) && areaResolves(gpa, access))) {
      return operands.status();
    }
    int code = AreaTag.attributes(areas.tag());
    if (mappings.seek(gpa) && mappings.start() <= gpa) {
      return Status.SPURIOUS;
    }
    long page = gpa & -granule;
    if (hostGrants(environment)
        && (!applied || populate(page, page + granule, code, environment))) {
      return Status.RESOLVED;
    }
    return operands.status();
  }

  /// See [Operation.Translate]. Never refused: an address outside the address space, or wider than
  /// the regime's input, is one that isn't mapped.
  public Status translate(long gpa, Access access) {
    operands.reset();
    if (!mappings.seek(gpa) || mappings.start() > gpa) {
      faultKind = FaultKind.TRANSLATION;
      return Status.FAULT;
    }
    int tag = mappings.tag();
    int code = MappingTag.attributes(tag);
    if (!permits(code, access)) {
      faultKind = FaultKind.PERMISSION;
      return Status.FAULT;
    }
    reached.set(gpa + mappings.delta(), code, leaves.pageSize(tag));
    return Status.TRANSLATED;
  }

  /// Whether attributes with this code grant the access.
  boolean permits(int code, Access access) {
    return (Attributes.permissionBits(code) & permissionFor[access.ordinal()]) != 0;
  }

  private boolean hostGrants(Environment environment) {
    return operands.hostGrants(environment);
  }

  private boolean refuseFrame() {
    return operands.refuse(Status.NO_MEMORY, Rule.ALLOCATOR, 0);
  }

  private boolean isFree(long start, long stop) {
    if (!areas.seek(start) || areas.start() >= stop) {
      return true;
    }
    return operands.refuse(Status.ALREADY_EXISTS, Rule.OVERLAP, Math.max(start, areas.start()));
  }

  private boolean isCovered(long start, long stop) {
    long covered = start;
    boolean found = areas.seek(start);
    while (found && areas.start() <= covered && areas.end() < stop) {
      covered = areas.end();
      found = areas.next();
    }
    if (found && areas.start() <= covered) {
      return true;
    }
    return operands.refuse(Status.NOT_MAPPED, Rule.NO_AREA, covered);
  }

  /// Leaves the position of `areas` at the area that holds the address.
  private boolean areaResolves(long gpa, Access access) {
    if (!areas.seek(gpa) || areas.start() > gpa) {
      return operands.refuse(Status.FAULT_REFUSED, Rule.NO_AREA, gpa);
    }
    int tag = areas.tag();
    if (!permits(AreaTag.attributes(tag), access)) {
      return operands.refuse(Status.FAULT_REFUSED, Rule.NOT_PERMITTED, gpa);
    }
    return AreaTag.backing(tag) == Backing.ON_DEMAND
        || operands.refuse(Status.FAULT_REFUSED, Rule.NOT_ON_DEMAND, gpa);
  }

  /// Maps the frames that the host installed for a range where nothing is mapped; nothing, when one
  /// is missing.
  private boolean populate(long start, long stop, int code, Environment environment) {
    int tag = MappingTag.of(code, 0);
    for (long page = start; page < stop; page += granule) {
      long frame = environment.frameFor(page);
      if (frame == Environment.NO_FRAME) {
        if (page > start) {
          mappings.erase(start, page);
        }
        return refuseFrame();
      }
      mappings.assign(page, page + granule, frame - page, tag);
    }
    return true;
  }

  private void protectAreas(long start, long stop, int code) {
    long from = start;
    while (from < stop) {
      areas.seek(from);
      long to = Math.min(stop, areas.end());
      if (AreaTag.attributes(areas.tag()) != code) {
        Backing backing = AreaTag.backing(areas.tag());
        areas.assign(from, to, areas.delta(), AreaTag.of(code, backing));
      }
      from = to;
    }
  }

  /// The rules of a page table over the same mappings; for a table that [#createTable] began.
  public TableRules table() {
    return table;
  }

  /// The rules of operations that only ask, and of the host's access to the guest's memory.
  public Queries queries() {
    return queries;
  }

  /// First guest address of the address space.
  public long base() {
    return base;
  }

  /// One more than the last guest address of the address space.
  public long end() {
    return end;
  }

  /// The store of areas.
  public RangeMap areas() {
    return areas;
  }

  /// The store of mappings.
  public RangeMap mappings() {
    return mappings;
  }

  /// The rule that the last operation broke, [Rule#NONE] where it wasn't refused.
  public Rule rule() {
    return operands.rule();
  }

  /// The value that broke the rule: an address or a size in bytes, an attribute code, or 0 for
  /// ALLOCATOR.
  public long operand() {
    return operands.operand();
  }

  /// The nearest legal value, where [#hasNearest]: the operand aligned down, the address space's
  /// bound that the range exceeds, the largest address that fits the width, or the smallest size.
  public long nearest() {
    return operands.nearest();
  }

  /// Whether the operand has a nearest legal value.
  public boolean hasNearest() {
    return operands.hasNearest();
  }

  /// Host physical address of the byte, of the last translation or query that reached memory, or of
  /// the first byte of the leaf that was removed last.
  public long hpa() {
    return reached.hpa;
  }

  /// Attribute code of that leaf.
  public int attributes() {
    return reached.attributes;
  }

  /// Page size in bytes of that leaf.
  public long pageSize() {
    return reached.pageSize;
  }

  /// Why the last translation that faulted did so: TRANSLATION or PERMISSION.
  public FaultKind faultKind() {
    return faultKind;
  }
}
