package maplet.model;

import java.util.Arrays;

/// What an address space answers about itself, and which of its bytes the host may read and write.
///
/// Nothing here changes an area or a mapping. The details of an answer are read one by one, as in
/// [Rules], which also has the rule that was broken. Where a range of bytes is asked for, the first
/// address that breaks a rule decides, and of the rules that it breaks the first: NO_AREA,
/// ONE_AREA, NOT_PERMITTED, NOT_PRESENT, NO_HOST_MEMORY. An address outside the address space lies
/// in no area.
public final class Queries {
  private final Rules rules;
  private final OperandRules operands;

  private long[] runHpas = new long[16];
  private long[] runSizes = new long[16];
  private int runCount;
  private long areaStart;
  private long areaSize;
  private int areaTag;
  private long freeArea;

  Queries(Rules rules, OperandRules operands) {
    this.rules = rules;
    this.operands = operands;
  }

  /// See [Operation.TranslateRun]; the answer is the only run. It goes on across leaves, page sizes
  /// and pages that came on demand, and ends with the area at the latest. Faults as
  /// [Rules#translate] does.
  public Status translateRun(long gpa, Access access) {
    if (rules.translate(gpa, access) == Status.FAULT) {
      return Status.FAULT;
    }
    RangeMap areas = rules.areas();
    RangeMap mappings = rules.mappings();
    areas.seek(gpa);
    mappings.seek(gpa);
    long delta = mappings.delta();
    long end = mappings.end();
    while (mappings.next() && mappings.start() == end && mappings.delta() == delta) {
      end = mappings.end();
    }
    runCount = 0;
    addRun(gpa + delta, Math.min(end, areas.end()) - gpa);
    return Status.RUN_FOUND;
  }

  /// See [Operation.ByteBuffer]. Rules: EMPTY, OVERFLOW and NOT_PERMITTED (INVALID_INPUT); NO_AREA,
  /// ONE_AREA and NOT_PRESENT (NOT_MAPPED).
  public Status byteBuffer(long gpa, long size, Access access) {
    if (!begin(gpa, size)) {
      return operands.status();
    }
    long stop = gpa + size;
    long at = collectInArea(gpa, stop, access, Status.NOT_MAPPED);
    if (at == stop) {
      return Status.RUNS_FOUND;
    }
    if (operands.rule() == Rule.NONE) {
      operands.refuse(Status.NOT_MAPPED, isInArea(at) ? Rule.ONE_AREA : Rule.NO_AREA, at);
    }
    return operands.status();
  }

  /// See [Operation.ReadMemory]. Rules, all of them INVALID_INPUT: EMPTY, OVERFLOW, NO_AREA,
  /// NOT_PERMITTED, NOT_PRESENT, NO_HOST_MEMORY. Done means that all bytes were read; refused,
  /// none. The runs say where the bytes are, up to the address that was refused.
  public Status readMemory(long gpa, long size, Environment environment) {
    return accessMemory(gpa, size, Access.READ, environment);
  }

  /// See [Operation.WriteMemory]. Rules and runs as for [#readMemory].
  public Status writeMemory(long gpa, long size, Environment environment) {
    return accessMemory(gpa, size, Access.WRITE, environment);
  }

  /// Whether `[gpa, gpa + size)` lies inside the address space; a range that wraps does not.
  ///
  /// @param gpa any 64-bit value
  /// @param size bytes, unsigned
  public boolean containsRange(long gpa, long size) {
    return Long.compareUnsigned(gpa, rules.base()) >= 0
        && Long.compareUnsigned(gpa, rules.end()) <= 0
        && Long.compareUnsigned(size, rules.end() - gpa) <= 0;
  }

  /// See [Operation.FindArea]. Rule: NO_AREA.
  public Status findArea(long gpa) {
    operands.reset();
    if (!isInArea(gpa)) {
      operands.refuse(Status.NOT_MAPPED, Rule.NO_AREA, gpa);
      return operands.status();
    }
    RangeMap areas = rules.areas();
    areaStart = areas.start();
    areaSize = areas.end() - areas.start();
    areaTag = areas.tag();
    return Status.AREA_FOUND;
  }

  /// See [Operation.FindFreeArea]. Rules: EMPTY, ALIGNMENT (of the size), POWER_OF_TWO
  /// (INVALID_INPUT), NO_FREE_AREA (NOT_MAPPED; the operand is the size). Hint and limits are
  /// compared unsigned and need not be aligned; the answer is a multiple of the alignment.
  public Status findFreeArea(long hint, long size, long alignment, long limitStart, long limitEnd) {
    operands.reset();
    if (!operands.searchIsWellFormed(size, alignment)) {
      return operands.status();
    }
    long from = highest(highest(hint, limitStart), rules.base());
    long stop = lowest(limitEnd, rules.end());
    RangeMap areas = rules.areas();
    while (Long.compareUnsigned(from, stop) < 0) {
      long start = from + alignment - 1 & -alignment;
      if (Long.compareUnsigned(start, stop) >= 0 || Long.compareUnsigned(size, stop - start) > 0) {
        break;
      }
      if (!areas.seek(start) || areas.start() >= start + size) {
        freeArea = start;
        return Status.FREE_FOUND;
      }
      from = areas.end();
    }
    operands.refuse(Status.NOT_MAPPED, Rule.NO_FREE_AREA, size);
    return operands.status();
  }

  private Status accessMemory(long gpa, long size, Access access, Environment environment) {
    if (!begin(gpa, size)) {
      return operands.status();
    }
    long stop = gpa + size;
    long at = gpa;
    while (at != stop && isInArea(at)) {
      long reached = collectInArea(at, stop, access, Status.INVALID_INPUT);
      if (operands.rule() != Rule.NONE) {
        break;
      }
      at = reached;
    }
    if (at != stop && operands.rule() == Rule.NONE) {
      operands.refuse(Status.INVALID_INPUT, Rule.NO_AREA, at);
    }
    limitToMemory(gpa, environment);
    return operands.status();
  }

  private boolean begin(long gpa, long size) {
    operands.reset();
    runCount = 0;
    return operands.bytesAreWellFormed(gpa, size);
  }

  /// Leaves the position of the areas at the one that holds the address.
  private boolean isInArea(long gpa) {
    return rules.areas().seek(gpa) && rules.areas().start() <= gpa;
  }

  /// Adds the runs of a range up to the end of the area that holds its first address.
  ///
  /// @param missing how the operation ends where a page isn't present
  /// @return the first address that has no run; it is the range's end, the area's end, or one that
  ///   is refused
  private long collectInArea(long gpa, long stop, Access access, Status missing) {
    if (!isInArea(gpa)) {
      return gpa;
    }
    int tag = rules.areas().tag();
    if (!rules.permits(AreaTag.attributes(tag), access)) {
      operands.refuse(Status.INVALID_INPUT, Rule.NOT_PERMITTED, gpa);
      return gpa;
    }
    long end = lowest(stop, rules.areas().end());
    RangeMap mappings = rules.mappings();
    long at = gpa;
    boolean found = mappings.seek(gpa);
    while (at < end) {
      if (!found || mappings.start() > at) {
        operands.refuse(missing, Rule.NOT_PRESENT, at);
        return at;
      }
      long to = Math.min(end, mappings.end());
      addRun(at + mappings.delta(), to - at);
      at = to;
      found = mappings.next();
    }
    return at;
  }

  /// Refuses the first byte of the runs that the host has no memory for, and forgets what follows.
  private void limitToMemory(long gpa, Environment environment) {
    long at = gpa;
    for (int i = 0; i < runCount; i++) {
      long memory = environment.hostMemory(runHpas[i]);
      if (memory < runSizes[i]) {
        operands.refuse(Status.INVALID_INPUT, Rule.NO_HOST_MEMORY, at + memory);
        runSizes[i] = memory;
        runCount = memory == 0 ? i : i + 1;
        return;
      }
      at += runSizes[i];
    }
  }

  private void addRun(long hpa, long size) {
    if (runCount > 0 && runHpas[runCount - 1] + runSizes[runCount - 1] == hpa) {
      runSizes[runCount - 1] += size;
      return;
    }
    if (runCount == runHpas.length) {
      runHpas = Arrays.copyOf(runHpas, 2 * runCount);
      runSizes = Arrays.copyOf(runSizes, 2 * runCount);
    }
    runHpas[runCount] = hpa;
    runSizes[runCount++] = size;
  }

  private static long lowest(long one, long other) {
    return Long.compareUnsigned(one, other) < 0 ? one : other;
  }

  private static long highest(long one, long other) {
    return Long.compareUnsigned(one, other) > 0 ? one : other;
  }

  /// Number of runs of host memory that the last operation on bytes found.
  public int runs() {
    return runCount;
  }

  /// Host physical address of the first byte of a run.
  ///
  /// @param index 0 to `runs() - 1`
  public long runHpa(int index) {
    return runHpas[index];
  }

  /// Bytes of a run.
  ///
  /// @param index 0 to `runs() - 1`
  public long runSize(int index) {
    return runSizes[index];
  }

  /// First guest physical address of the area that was found last.
  public long areaStart() {
    return areaStart;
  }

  /// Bytes of the area that was found last.
  public long areaSize() {
    return areaSize;
  }

  /// Attribute code of the area that was found last.
  public int areaAttributes() {
    return AreaTag.attributes(areaTag);
  }

  /// Backing of the area that was found last.
  public Backing areaBacking() {
    return AreaTag.backing(areaTag);
  }

  /// First guest physical address of the free range that was found last.
  public long freeArea() {
    return freeArea;
  }
}
