package maplet.model;

/// What each operation does to a page table ([Layer#TABLE]): leaves alone, without areas.
///
/// The same store of mappings stands behind it as behind [Rules], and the answers' details are read
/// from there. Rules are examined in the order of the constants of [Rule], and a refused operation
/// changes nothing. Host memory is the caller's: frames are only asked for tables, so operations
/// that never need one don't ask the [Environment]. Tables without leaves are never in the way, for
/// a table can't be seen here.
public final class TableRules {
  private final OperandRules operands;
  private final Leaves leaves;
  private final RangeMap mappings;
  private final ReachedLeaf reached;

  private boolean applied = true;

  TableRules(OperandRules operands, Leaves leaves, RangeMap mappings, ReachedLeaf reached) {
    this.operands = operands;
    this.leaves = leaves;
    this.mappings = mappings;
    this.reached = reached;
  }

  /// See [Rules#setApplied].
  void setApplied(boolean areApplied) {
    applied = areApplied;
  }

  /// See [Operation.MapPage]. Rules: PAGE_SIZE, ALIGNMENT (to the page size), OVERFLOW,
  /// INPUT_WIDTH, OUTPUT_WIDTH, NO_PERMISSION, REPRESENTABLE, MAPPED or LARGER_LEAF (the operand is
  /// the first address that is taken), ALLOCATOR.
  public Status mapPage(
      long gpa, long hpa, long pageSize, int attributes, Environment environment) {
    operands.reset();
    if (operands.pageIsWellFormed(gpa, hpa, pageSize)
        && operands.fitsOutputWidth(hpa, pageSize)
        && operands.attributesAreLegal(attributes)
        && isFree(gpa, gpa + pageSize)
        && operands.hostGrants(environment)
        && applied) {
      leaves.place(gpa, hpa, pageSize, attributes, leaves.indexOf(pageSize));
    }
    return operands.status();
  }

  /// See [Operation.UnmapPage]. Rules: INPUT_WIDTH, NO_MAPPING. Answers [Status#REMOVED], with what
  /// the leaf was.
  public Status unmapPage(long gpa) {
    operands.reset();
    if (!(operands.fitsInputWidth(gpa, 1) && isMapped(gpa))) {
      return operands.status();
    }
    long size = leaves.pageSize(mappings.tag());
    long start = gpa & -size;
    reach(start);
    if (applied) {
      mappings.erase(start, start + size);
    }
    return Status.REMOVED;
  }

  /// See [Operation.Remap]. Rules: ALIGNMENT (to the leaf's page size, or to the granule where no
  /// leaf maps the address), INPUT_WIDTH, OUTPUT_WIDTH, NO_PERMISSION, REPRESENTABLE, NO_MAPPING.
  /// [Rules#hpa], [Rules#attributes] and [Rules#pageSize] tell what the leaf was.
  public Status remap(long gpa, long hpa, int attributes) {
    operands.reset();
    boolean mapped = holds(gpa);
    long size = leaves.pageSize(mapped ? mappings.tag() : 0);
    if (operands.isAlignedTo(hpa, size)
        && operands.fitsInputWidth(gpa, 1)
        && operands.fitsOutputWidth(hpa, size)
        && operands.attributesAreLegal(attributes)
        && isMapped(gpa)) {
      long start = gpa & -size;
      int tag = MappingTag.of(attributes, MappingTag.pageIndex(mappings.tag()));
      reach(start);
      if (applied) {
        mappings.assign(start, start + size, hpa - start, tag);
      }
    }
    return operands.status();
  }

  /// See [Operation.QueryPage]. Rules: INPUT_WIDTH, NO_MAPPING. Answers [Status#TRANSLATED], with
  /// the host address of the very byte.
  public Status query(long gpa) {
    operands.reset();
    if (!(operands.fitsInputWidth(gpa, 1) && isMapped(gpa))) {
      return operands.status();
    }
    reach(gpa);
    return Status.TRANSLATED;
  }

  /// See [Operation.MapRegion]. Rules: EMPTY, ALIGNMENT, OVERFLOW, INPUT_WIDTH, OUTPUT_WIDTH,
  /// NO_PERMISSION, REPRESENTABLE, MAPPED or LARGER_LEAF (the operand is the first address that is
  /// taken), ALLOCATOR.
  public Status mapRegion(
      long gpa, long hpa, long size, int attributes, boolean allowHuge, Environment environment) {
    operands.reset();
    if (operands.rangeIsWellFormed(gpa, hpa, size)
        && operands.fitsInputWidth(gpa, size)
        && operands.fitsOutputWidth(hpa, size)
        && operands.attributesAreLegal(attributes)
        && isFree(gpa, gpa + size)
        && operands.hostGrants(environment)
        && applied) {
      leaves.place(gpa, hpa, size, attributes, allowHuge ? leaves.largest() : 0);
    }
    return operands.status();
  }

  /// See [Operation.UnmapRegion]. Rules: EMPTY, ALIGNMENT, OVERFLOW, INPUT_WIDTH, ALLOCATOR.
  public Status unmapRegion(long gpa, long size, Environment environment) {
    operands.reset();
    if (operands.rangeIsWellFormed(gpa, 0, size)
        && operands.fitsInputWidth(gpa, size)
        && operands.hostGrants(environment)
        && applied) {
      leaves.remove(gpa, gpa + size);
    }
    return operands.status();
  }

  /// See [Operation.ProtectRegion]. Rules: EMPTY, ALIGNMENT, OVERFLOW, INPUT_WIDTH, NO_PERMISSION,
  /// REPRESENTABLE, ALLOCATOR. Leaves that have the attributes already are not cut.
  public Status protectRegion(long gpa, long size, int attributes, Environment environment) {
    operands.reset();
    if (operands.rangeIsWellFormed(gpa, 0, size)
        && operands.fitsInputWidth(gpa, size)
        && operands.attributesAreLegal(attributes)
        && operands.hostGrants(environment)
        && applied) {
      leaves.change(gpa, gpa + size, attributes);
    }
    return operands.status();
  }

  /// See [Operation.WalkTable]: never refused. The leaves are those of [Rules#mappings].
  public Status walk() {
    operands.reset();
    return Status.DONE;
  }

  /// Whether a leaf holds the address; then the position is there. Any address may be asked.
  private boolean holds(long gpa) {
    return mappings.seek(gpa) && mappings.start() <= gpa;
  }

  /// NO_MAPPING; the position stays at the leaf.
  private boolean isMapped(long gpa) {
    return holds(gpa) || operands.refuse(Status.NOT_MAPPED, Rule.NO_MAPPING, gpa);
  }

  /// MAPPED and LARGER_LEAF: of a range, the first leaf in the way decides.
  private boolean isFree(long start, long stop) {
    if (!mappings.seek(start) || mappings.start() >= stop) {
      return true;
    }
    long taken = Math.max(start, mappings.start());
    long size = leaves.pageSize(mappings.tag());
    long leaf = taken & -size;
    if (leaf < start || leaf + size > stop) {
      return operands.refuse(Status.MAPPED_TO_HUGE_PAGE, Rule.LARGER_LEAF, taken);
    }
    return operands.refuse(Status.ALREADY_EXISTS, Rule.MAPPED, taken);
  }

  private void reach(long gpa) {
    int tag = mappings.tag();
    reached.set(gpa + mappings.delta(), MappingTag.attributes(tag), leaves.pageSize(tag));
  }
}
