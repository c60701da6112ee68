package maplet.harness.sequence;

import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Operation;

/// One operation in primitives, overwritten by the next: what flows through the checking loop.
///
/// A field that the kind doesn't use is zero.
public final class OperationSlot {
  /// What to do.
  public OperationKind kind = OperationKind.CLEAR;

  /// Guest physical address; the hint of a search for free addresses.
  public long gpa;

  /// Host physical address, where [OperationKind#hasHost].
  public long hpa;

  /// Size in bytes; of MAP_PAGE the page size.
  public long size;

  /// Attribute code, see [Attributes#code]; may be a code that no attributes have.
  public int attributes;

  /// The access of a fault or a translation.
  public Access access = Access.READ;

  /// For damaged walks: the height of the damaged entry, 0 to 7.
  public int height;

  /// For damaged walks: the bits of that entry that change.
  public long flips;

  /// For damaged walks: the bits that change of every other entry on the way.
  public long others;

  /// For allocated maps: whether all pages are present at once.
  public boolean populate;

  /// Names the bytes that are written to the guest's memory, see [BytePattern].
  public long seed;

  /// Of a search for free addresses: the alignment in bytes.
  public long alignment;

  /// Of a search for free addresses: the lowest address.
  public long limitStart;

  /// Of a search for free addresses: one more than the highest address.
  public long limitEnd;

  /// For regions: whether leaves may be larger than the granule.
  public boolean allowHuge;

  /// From which request on the allocator refuses frames during this operation, 1 is the first; 0:
  /// never.
  public int refuseFrom;

  /// Whether that request alone is refused, and none of the later ones.
  public boolean refuseOnce;

  /// Makes this slot empty, for the given kind.
  public void begin(OperationKind newKind) {
    kind = newKind;
    gpa = 0;
    hpa = 0;
    size = 0;
    attributes = 0;
    access = Access.READ;
    height = 0;
    flips = 0;
    others = 0;
    populate = false;
    seed = 0;
    alignment = 0;
    limitStart = 0;
    limitEnd = 0;
    allowHuge = false;
    refuseFrom = 0;
    refuseOnce = false;
  }

  /// The operation for people and files.
  public Operation toOperation() {
    return switch (kind) {
      case MAP_LINEAR -> new Operation.MapLinear(gpa, hpa, size, Attributes.of(attributes));
      case MAP_ALLOCATED ->
          new Operation.MapAllocated(gpa, size, Attributes.of(attributes), populate);
      case UNMAP -> new Operation.Unmap(gpa, size);
      case PROTECT -> new Operation.Protect(gpa, size, Attributes.of(attributes));
      case CLEAR -> new Operation.Clear();
      case HANDLE_FAULT -> new Operation.HandleFault(gpa, access);
      case TRANSLATE -> new Operation.Translate(gpa, access);
      case TOUCH -> new Operation.Touch(gpa, access);
      case DAMAGED_WALK -> new Operation.DamagedWalk(gpa, access, height, flips, others);
      case TRANSLATE_RUN -> new Operation.TranslateRun(gpa, access);
      case BYTE_BUFFER -> new Operation.ByteBuffer(gpa, size, access);
      case READ_MEMORY -> new Operation.ReadMemory(gpa, size);
      case WRITE_MEMORY -> new Operation.WriteMemory(gpa, size, seed);
      case FIND_AREA -> new Operation.FindArea(gpa);
      case FIND_FREE_AREA -> new Operation.FindFreeArea(gpa, size, alignment, limitStart, limitEnd);
      case MAP_PAGE -> new Operation.MapPage(gpa, hpa, size, Attributes.of(attributes));
      case UNMAP_PAGE -> new Operation.UnmapPage(gpa);
      case REMAP -> new Operation.Remap(gpa, hpa, Attributes.of(attributes));
      case QUERY_PAGE -> new Operation.QueryPage(gpa);
      case MAP_REGION ->
          new Operation.MapRegion(gpa, hpa, size, Attributes.of(attributes), allowHuge);
      case UNMAP_REGION -> new Operation.UnmapRegion(gpa, size);
      case PROTECT_REGION -> new Operation.ProtectRegion(gpa, size, Attributes.of(attributes));
      case WALK_TABLE -> new Operation.WalkTable();
    };
  }

  /// Takes over an operation.
  ///
  /// @param refusals see [#refuseFrom]
  /// @param once see [#refuseOnce]
  public void set(Operation operation, int refusals, boolean once) {
    switch (operation) {
      case Operation.MapLinear map -> {
        begin(OperationKind.MAP_LINEAR);
        setRange(map.gpa(), map.size(), map.attributes());
        hpa = map.hpa();
      }
      case Operation.MapAllocated map -> {
        begin(OperationKind.MAP_ALLOCATED);
        setRange(map.gpa(), map.size(), map.attributes());
        populate = map.populate();
      }
      case Operation.Unmap unmap -> {
        begin(OperationKind.UNMAP);
        gpa = unmap.gpa();
        size = unmap.size();
      }
      case Operation.Protect protect -> {
        begin(OperationKind.PROTECT);
        setRange(protect.gpa(), protect.size(), protect.attributes());
      }
      case Operation.Clear() -> begin(OperationKind.CLEAR);
      case Operation.HandleFault fault ->
          setAccess(OperationKind.HANDLE_FAULT, fault.gpa(), fault.access());
      case Operation.Translate translate ->
          setAccess(OperationKind.TRANSLATE, translate.gpa(), translate.access());
      case Operation.Touch touch -> setAccess(OperationKind.TOUCH, touch.gpa(), touch.access());
      case Operation.DamagedWalk walk -> {
        setAccess(OperationKind.DAMAGED_WALK, walk.gpa(), walk.access());
        height = walk.height();
        flips = walk.flips();
        others = walk.others();
      }
      case Operation.Query query -> setQuery(query);
      case Operation.OnTable onTable -> setOnTable(onTable);
    }
    refuseFrom = refusals;
    refuseOnce = once;
  }

  private void setQuery(Operation.Query query) {
    switch (query) {
      case Operation.TranslateRun run ->
          setAccess(OperationKind.TRANSLATE_RUN, run.gpa(), run.access());
      case Operation.ByteBuffer buffer -> {
        setAccess(OperationKind.BYTE_BUFFER, buffer.gpa(), buffer.access());
        size = buffer.size();
      }
      case Operation.ReadMemory read -> {
        begin(OperationKind.READ_MEMORY);
        gpa = read.gpa();
        size = read.size();
      }
      case Operation.WriteMemory write -> {
        begin(OperationKind.WRITE_MEMORY);
        gpa = write.gpa();
        size = write.size();
        seed = write.seed();
      }
      case Operation.FindArea find -> {
        begin(OperationKind.FIND_AREA);
        gpa = find.gpa();
      }
      case Operation.FindFreeArea find -> setSearch(find);
    }
  }

  private void setSearch(Operation.FindFreeArea find) {
    begin(OperationKind.FIND_FREE_AREA);
    gpa = find.hint();
    size = find.size();
    alignment = find.alignment();
    limitStart = find.limitStart();
    limitEnd = find.limitEnd();
  }

  private void setAccess(OperationKind newKind, long accessGpa, Access newAccess) {
    begin(newKind);
    gpa = accessGpa;
    access = newAccess;
  }

  private void setOnTable(Operation.OnTable operation) {
    switch (operation) {
      case Operation.MapPage map -> {
        begin(OperationKind.MAP_PAGE);
        setRange(map.gpa(), map.pageSize(), map.attributes());
        hpa = map.hpa();
      }
      case Operation.UnmapPage unmap -> {
        begin(OperationKind.UNMAP_PAGE);
        gpa = unmap.gpa();
      }
      case Operation.Remap remap -> {
        begin(OperationKind.REMAP);
        setRange(remap.gpa(), 0, remap.attributes());
        hpa = remap.hpa();
      }
      case Operation.QueryPage query -> {
        begin(OperationKind.QUERY_PAGE);
        gpa = query.gpa();
      }
      case Operation.MapRegion map -> {
        begin(OperationKind.MAP_REGION);
        setRange(map.gpa(), map.size(), map.attributes());
        hpa = map.hpa();
        allowHuge = map.allowHuge();
      }
      case Operation.UnmapRegion unmap -> {
        begin(OperationKind.UNMAP_REGION);
        gpa = unmap.gpa();
        size = unmap.size();
      }
      case Operation.ProtectRegion protect -> {
        begin(OperationKind.PROTECT_REGION);
        setRange(protect.gpa(), protect.size(), protect.attributes());
      }
      case Operation.WalkTable() -> begin(OperationKind.WALK_TABLE);
    }
  }

  private void setRange(long rangeGpa, long rangeSize, Attributes rangeAttributes) {
    gpa = rangeGpa;
    size = rangeSize;
    attributes = rangeAttributes.code();
  }
}
