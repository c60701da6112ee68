package maplet.harness.sequence;

import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.MemoryType;
import maplet.model.RangeMap;

/// Decodes operations from choices, aimed at where address spaces break: edges of areas, boundaries
/// of levels, the first and the last page and one past it, cut huge leaves, operands that must be
/// refused, and an allocator that fails in the middle.
///
/// Each operation is a function of the choices and of the areas that exist.
public final class Grammar implements SequenceGrammar {
  private static final long MOST_LINEAR_HOST_SPAN = 1L << 39;

  private static final int MOST_GRANULES = 16;

  /// Granules of an area at most that is aimed at as a whole.
  private static final int MOST_AIMED = 64;

  /// Here implementations go over from one way of doing it to another, and at twice as many.
  private static final int THRESHOLD = 32;

  private static final int MOST_LEVELS = 5;

  /// Leaves of a linear area at most, about.
  private static final int MOST_LEAVES = 4096;

  private final Capabilities capabilities;
  private final int[] attributeCodes;
  private final long granule;
  private final int[] sizeShifts;
  private final long linearHostSpan;
  private final QueryGrammar queries;
  private final Refusals refusals = new Refusals();
  private final FullTable fullTable;

  private ChoiceSource choices = new SeededChoices(0);
  private final RangeMap areas;
  private Workload workload = Workload.PAGES;
  private long base;
  private long end;
  private boolean hasTouched;
  private boolean cutsFar;
  private long touched;

  /// @param areas the model's areas, read to aim at their edges
  public Grammar(Capabilities capabilities, RangeMap areas) {
    this.capabilities = capabilities;
    this.areas = areas;
    this.attributeCodes = capabilities.representable().stream().toArray();
    this.sizeShifts = Workload.sizes(capabilities).stream().mapToInt(Integer::intValue).toArray();
    this.granule = capabilities.granule();
    this.linearHostSpan = linearHostSpan(capabilities);
    this.queries = new QueryGrammar(capabilities, areas);
    this.fullTable = new FullTable(capabilities);
  }

  /// Host addresses of linear areas stay below twice this bound, or are in the upper half of the
  /// output range: what lies between belongs to the host's own frames.
  public static long linearHostSpan(Capabilities capabilities) {
    return Math.min(MOST_LINEAR_HOST_SPAN, capabilities.outputLimit() / 8);
  }

  @Override
  public void begin(Setup setup, Workload newWorkload, ChoiceSource newChoices) {
    base = setup.base();
    end = setup.base() + setup.size();
    workload = newWorkload;
    choices = newChoices;
    queries.begin(setup, newChoices);
    refusals.reset();
    fullTable.reset(setup.layer(), newChoices);
    hasTouched = false;
  }

  @Override
  public void next(OperationSlot slot) {
    if (followsUp(slot)) {
      return;
    }
    int weight = choices.choose(1024);
    if (weight < 195) {
      mapLinear(slot);
    } else if (weight < 440) {
      mapAllocated(slot);
    } else if (weight < 605) {
      slot.begin(OperationKind.UNMAP);
      chooseCut(slot);
      if (workload == Workload.HUGE) {
        aimAtArea(slot);
      }
    } else if (weight < 745) {
      slot.begin(OperationKind.PROTECT);
      chooseCut(slot);
      aimAtArea(slot);
      slot.attributes = chooseAttributes();
    } else if (weight < 855) {
      access(slot, OperationKind.HANDLE_FAULT);
    } else if (weight < 890) {
      access(slot, OperationKind.TRANSLATE);
    } else if (weight < 910) {
      access(slot, OperationKind.TOUCH);
      touch(slot);
    } else if (weight < 943) {
      access(slot, OperationKind.DAMAGED_WALK);
      chooseDamage(slot);
    } else if (weight < 1023) {
      queries.next(slot);
    } else {
      slot.begin(OperationKind.CLEAR);
    }
    int rare = choices.choose(256);
    if (rare < 6) {
      spoil(slot);
    } else {
      drawRefusal(slot, rare - 6);
    }
  }

  /// Refuses requests of 8 in 250 operations; one of those that may take frames is swept now and
  /// then, more often where it may take many.
  void drawRefusal(OperationSlot slot, int rare) {
    boolean sweeps = rare == 8 || cutsFar && choices.choose(3) == 0;
    if (rare < 8) {
      refusals.draw(slot, choices);
    } else if (sweeps && slot.kind.hasSize() && !slot.kind.isQuestion()) {
      refusals.sweep(slot, choices);
    }
  }

  /// Goes on with what an operation before has begun.
  ///
  /// @return whether the slot has the next operation
  boolean followsUp(OperationSlot slot) {
    cutsFar = false;
    if (refusals.isSweeping()) {
      refusals.repeat(slot);
      return true;
    }
    if (fullTable.goesOn()) {
      fullTable.next(slot);
      return true;
    }
    if (hasTouched) {
      hasTouched = false;
      cutTouched(slot);
      return true;
    }
    if (choices.choose(workload == Workload.PAGES ? 2048 : 512) == 0) {
      beginFullTable();
    }
    return false;
  }

  private void beginFullTable() {
    long gpa = chooseAddress();
    long hpa = choices.chooseLong(linearHostSpan / 2);
    fullTable.begin(gpa, base, end, hpa, chooseAttributes(), chooseAttributes());
  }

  /// Half of the touched leaves are cut or changed at once, before anybody else comes.
  void touch(OperationSlot slot) {
    if (choices.choose(2) == 0) {
      slot.access = Access.WRITE;
      hasTouched = workload != Workload.PAGES || choices.choose(4) == 0;
      touched = slot.gpa;
    }
  }

  private void cutTouched(OperationSlot slot) {
    boolean isTable = workload == Workload.TABLE;
    if (choices.choose(2) == 0) {
      slot.begin(isTable ? OperationKind.PROTECT_REGION : OperationKind.PROTECT);
      slot.attributes = chooseAttributes();
    } else {
      slot.begin(isTable ? OperationKind.UNMAP_REGION : OperationKind.UNMAP);
    }
    slot.gpa = clamp((touched & -granule) + granule * (choices.choose(3) - 1));
    slot.size = granule * (1 + choices.choose(4));
  }

  private void mapLinear(OperationSlot slot) {
    slot.begin(OperationKind.MAP_LINEAR);
    chooseRange(slot);
    slot.hpa = chooseHost(slot.gpa, slot.size);
    slot.attributes = chooseAttributes();
  }

  private void mapAllocated(OperationSlot slot) {
    slot.begin(OperationKind.MAP_ALLOCATED);
    chooseSmallRange(slot);
    slot.attributes = chooseAttributes();
    slot.populate = choices.choose(2) == 0;
    if (!slot.populate && choices.choose(workload == Workload.PAGES ? 64 : 4) == 0) {
      chooseVastRange(slot);
    }
  }

  /// A range that costs nothing until its pages are touched: of any size.
  private void chooseVastRange(OperationSlot slot) {
    slot.gpa = chooseAddress();
    long room = Math.max(granule, end - slot.gpa);
    int shrink = choices.choose(12);
    slot.size = Math.max(granule, (1 + choices.chooseLong(room) >>> shrink) & -granule);
  }

  private void access(OperationSlot slot, OperationKind kind) {
    slot.begin(kind);
    slot.gpa = chooseAddress();
    slot.size = granule;
    aimAtArea(slot);
    slot.gpa += chooseOffset();
    widen(slot);
    slot.size = 0;
    slot.access = Access.of(choices.choose(Access.count()));
  }

  /// Sets a bit above the input width, each by turns, of one address in sixteen.
  void widen(OperationSlot slot) {
    int width = capabilities.inputBits();
    if (choices.choose(16) == 0) {
      slot.gpa |= 1L << width + choices.choose(Long.SIZE - width);
    }
  }

  /// Bits of an entry to flip: one, mostly among those outside the address, which say what it is;
  /// or two, or some of the lowest.
  private long chooseFlips() {
    long any = 1L << choices.choose(Long.SIZE);
    return switch (choices.choose(8)) {
      case 0 -> any | 1L << choices.choose(Long.SIZE);
      case 1 -> choices.chooseLong(16);
      case 2 -> 1L << Long.SIZE - 1 - choices.choose(16);
      case 3 -> any;
      default -> 1L << choices.choose(12);
    };
  }

  void chooseDamage(OperationSlot slot) {
    slot.height = choices.choose(8) % MOST_LEVELS;
    slot.flips = chooseFlips();
    if (choices.choose(4) == 0) {
      // Entries that each take something else away, or anything.
      boolean restricts = choices.choose(4) != 0;
      slot.flips = restricts ? 1L << choices.choose(3) : slot.flips;
      slot.others = restricts ? 1L << choices.choose(3) : chooseFlips();
    }
  }

  /// Moves every second range into an area, for operations that do nothing elsewhere.
  void aimAtArea(OperationSlot slot) {
    if (cutsFar || choices.choose(2) == 0 || !areas.seek(slot.gpa)) {
      return;
    }
    long start = areas.start();
    long length = areas.end() - start;
    if (choices.choose(8) == 0 && slot.size < length && length <= MOST_AIMED * granule) {
      slot.gpa = start;
      slot.size = length;
      return;
    }
    slot.gpa = start + (choices.chooseLong(length) & -granule);
    slot.size = Math.min(slot.size, areas.end() - slot.gpa);
  }

  /// An offset into a granule: its first byte, its last, or any.
  long chooseOffset() {
    return switch (choices.choose(4)) {
      case 0 -> 0;
      case 1 -> granule - 1;
      default -> choices.chooseLong(granule);
    };
  }

  /// A range for the workload; a bias keeps it inside the address space, but not always.
  void chooseRange(OperationSlot slot) {
    if (workload == Workload.PAGES || choices.choose(2) == 0) {
      chooseSmallRange(slot);
      return;
    }
    int shift = sizeShifts[choices.choose(sizeShifts.length)];
    long size = (1L + choices.choose(3)) << shift;
    long start = base + choices.chooseLong(Math.max(1, end - base)) >> shift << shift;
    if (choices.choose(3) == 0) {
      // Off by a few granules at one end or both: the largest leaves no longer fit. Only up
      // to what one table of the smallest leaves maps, or their number would be absurd.
      boolean mayBeRagged = shift <= 2 * sizeShifts[0] - Long.numberOfTrailingZeros(Long.BYTES);
      start += mayBeRagged ? granule * choices.choose(MOST_GRANULES) : 0;
      size -= mayBeRagged ? granule * choices.choose(MOST_GRANULES) : 0;
    }
    slot.gpa = Math.max(start, base);
    slot.size = Math.max(granule, Math.min(size, end - slot.gpa));
  }

  /// A range for an operation that cuts leaves: as for others, or between any two granules, so that
  /// both ends lie inside of large leaves.
  void chooseCut(OperationSlot slot) {
    if (workload == Workload.PAGES || choices.choose(4) != 0) {
      chooseRange(slot);
      return;
    }
    cutsFar = true;
    long from = chooseInArea();
    long to = chooseInArea();
    slot.gpa = Math.min(from, to);
    slot.size = Math.max(from, to) - slot.gpa + granule;
  }

  /// A granule's address, in an area where there is one behind an address that is drawn.
  private long chooseInArea() {
    long anywhere = base + (choices.chooseLong(end - base) & -granule);
    if (!areas.seek(anywhere)) {
      return anywhere;
    }
    return areas.start() + (choices.chooseLong(areas.end() - areas.start()) & -granule);
  }

  void chooseSmallRange(OperationSlot slot) {
    slot.gpa = chooseAddress();
    slot.size = granule * (1 + choices.choose(MOST_GRANULES));
    if (choices.choose(128) == 0) {
      int doubled = choices.choose(4) == 0 ? choices.choose(3) : 0;
      slot.size = granule * ((THRESHOLD << doubled) - 1 + choices.choose(4));
    }
    if (slot.gpa + slot.size > end && choices.choose(8) != 0) {
      slot.size = Math.max(granule, end - slot.gpa);
    }
  }

  /// A granule's address: anywhere, at an area's edge or one granule beside it, at a level's
  /// boundary, or at an end of the address space.
  long chooseAddress() {
    long anywhere = base + (choices.chooseLong(end - base) & -granule);
    int aim = choices.choose(16);
    if (aim < 9) {
      return anywhere;
    }
    if (aim < 14) {
      if (!areas.seek(anywhere)) {
        return anywhere;
      }
      long edge = choices.choose(2) == 0 ? areas.start() : areas.end();
      return clamp(edge + granule * (choices.choose(3) - 1));
    }
    if (aim == 14) {
      int shift = sizeShifts[choices.choose(sizeShifts.length)];
      return clamp((anywhere >>> shift << shift) - granule * choices.choose(2));
    }
    return choices.choose(2) == 0 ? base : end - granule * choices.choose(2);
  }

  private long clamp(long gpa) {
    return Math.max(base, Math.min(gpa, end));
  }

  /// A host address for a linear area: mostly as aligned as the guest address, so that huge leaves
  /// fit, and never so badly that a large area needs an absurd number of leaves; far below or far
  /// above, so that every address bit is used.
  long chooseHost(long gpa, long size) {
    int index = sizeShifts.length - 1;
    if (choices.choose(4) == 0) {
      index = choices.choose(sizeShifts.length);
    }
    boolean enormous = size > linearHostSpan / 4;
    while (!enormous && 1L << sizeShifts[index] > linearHostSpan) {
      index--; // the offset of so large a leaf would reach the host's frames
    }
    int shift = sizeShifts[index];
    for (int i = 0; size >>> shift > MOST_LEAVES && i < sizeShifts.length; i++) {
      shift = Math.max(shift, sizeShifts[i]);
    }
    long alignment = 1L << shift;
    long offset = gpa & alignment - 1;
    if (enormous) {
      return capabilities.outputLimit() / 2 + offset;
    }
    if (choices.choose(16) == 0) {
      long single = (1L << choices.choose(capabilities.outputBits()) & -alignment) + offset;
      if (isLinear(single, size)) {
        return single;
      }
    }
    long host = (choices.chooseLong(linearHostSpan / 2) & -alignment) + offset;
    boolean high = choices.choose(4) == 0;
    return high ? capabilities.outputLimit() - linearHostSpan + host : host;
  }

  /// Whether a linear area of that many bytes may have a host address: the host's own frames begin
  /// at twice the span, and end far below four times it.
  private boolean isLinear(long hpa, long size) {
    boolean below = hpa + size <= 2 * linearHostSpan;
    return below || hpa >= 4 * linearHostSpan && hpa + size <= capabilities.outputLimit();
  }

  int chooseAttributes() {
    if (choices.choose(4) == 0) {
      return Attributes.RAM.code();
    }
    return attributeCodes[choices.choose(attributeCodes.length)];
  }

  /// Makes an operand one that must be refused.
  void spoil(OperationSlot slot) {
    switch (choices.choose(10)) {
      case 9 -> {
        int width = capabilities.inputBits();
        slot.gpa |= 1L << width + choices.choose(Long.SIZE - width);
      }
      case 0 -> slot.size = 0;
      case 1 -> slot.gpa += 1 + choices.chooseLong(granule - 1);
      case 2 -> slot.size += 1 + choices.chooseLong(granule - 1);
      case 3 -> slot.gpa = -granule * (1 + choices.choose(4));
      case 4 -> slot.gpa = capabilities.inputLimit() * (1 + choices.choose(3)) + slot.gpa;
      case 5 -> slot.attributes = chooseRefusedAttributes();
      case 6 -> slot.hpa = capabilities.outputLimit() - granule * choices.choose(3);
      case 7 -> slot.hpa += 1 + choices.chooseLong(granule - 1);
      default -> {
        int width = capabilities.outputBits();
        slot.hpa |= 1L << width + choices.choose(Long.SIZE - width);
      }
    }
    slot.hpa = slot.kind.hasHost() ? slot.hpa : 0;
    slot.attributes = slot.kind.hasAttributes() ? slot.attributes : 0;
    slot.size = slot.kind.hasSize() ? slot.size : 0;
    slot.gpa = slot.kind.hasAddress() ? slot.gpa : 0;
    if (slot.kind == OperationKind.FIND_FREE_AREA) {
      queries.spoil(slot);
    }
  }

  private int chooseRefusedAttributes() {
    int type = choices.choose(MemoryType.count());
    return Attributes.code(choices.choose(16), MemoryType.of(type));
  }
}
