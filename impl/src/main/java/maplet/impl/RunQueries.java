package maplet.impl;

import maplet.impl.table.PageTable;
import maplet.impl.table.TableFormat;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.Rule;
import maplet.model.Status;

/// Where a guest's bytes are in host memory: contiguous runs from an address on, and buffers.
///
/// Answers as [AddressSpace] does, which also has the rule that was broken and its operand. Runs
/// are as long as can be: they go on across leaves, page sizes and pages that came on demand.
public final class RunQueries {
  private final AddressSpace space;
  private final TableFormat format;
  private final PageTable table;
  private final AreaSet areas;
  private final OperandRules rules;

  private long hpa;
  private long size;

  RunQueries(
      AddressSpace space, TableFormat format, PageTable table, AreaSet areas, OperandRules rules) {
    this.space = space;
    this.format = format;
    this.table = table;
    this.areas = areas;
    this.rules = rules;
  }

  /// Translates an address, and tells how far host memory goes on behind it inside its area; see
  /// [#hpa] and [#size].
  ///
  /// @param gpa any 64-bit value
  /// @return [Status#RUN_FOUND], or [Status#FAULT] with its details in [AddressSpace#translation]
  public Status translateRun(long gpa, Access access) {
    if (space.translate(gpa, access) == Status.FAULT) {
      return Status.FAULT;
    }
    hpa = space.translation().hpa();
    size = runEnd(areas.find(gpa), gpa) - gpa;
    return Status.RUN_FOUND;
  }

  /// Host physical address of the very byte; meaningful after [Status#RUN_FOUND].
  public long hpa() {
    return hpa;
  }

  /// Bytes from there on, 1 or more; meaningful after [Status#RUN_FOUND].
  public long size() {
    return size;
  }

  /// The host memory behind bytes of one area.
  ///
  /// @param gpa of the first byte, any 64-bit value
  /// @param bytes any number; refused where it is 0
  /// @param access that the area must permit
  /// @param runs receives the runs; incomplete when refused
  /// @return [Status#RUNS_FOUND], [Status#INVALID_INPUT] or, where a byte isn't mapped or beyond
  ///   the area, [Status#NOT_MAPPED]
  public Status byteBuffer(long gpa, long bytes, Access access, RunList runs) {
    runs.clear();
    if (!rules.acceptsBytes(gpa, bytes)) {
      return Status.INVALID_INPUT;
    }
    if (collect(gpa, gpa + bytes, access, 1, runs)) {
      return Status.RUNS_FOUND;
    }
    return rules.broken() == Rule.NOT_PERMITTED ? Status.INVALID_INPUT : Status.NOT_MAPPED;
  }

  /// Adds the runs of a range to a list, and refuses the first address that fails.
  ///
  /// @param stop one more than the last address, unsigned, above `gpa`
  /// @param mostAreas how many areas the range may lie in
  /// @return whether all of the range has runs
  boolean collect(long gpa, long stop, Access access, int mostAreas, RunList runs) {
    long at = gpa;
    int area = areas.find(gpa);
    int areasLeft = mostAreas;
    while (at != stop) {
      if (area == AreaSet.NONE || areas.start(area) > at) {
        return rules.refuse(Rule.NO_AREA, at);
      }
      if (areasLeft-- == 0) {
        return rules.refuse(Rule.ONE_AREA, at);
      }
      if (!space.permits(areas.attributes(area), access)) {
        return rules.refuse(Rule.NOT_PERMITTED, at);
      }
      long end = Long.compareUnsigned(stop, areas.end(area)) < 0 ? stop : areas.end(area);
      while (at < end) {
        long located = table.locate(at);
        if (!table.isPresent(table.word(located))) {
          return rules.refuse(Rule.NOT_PRESENT, at);
        }
        long to = Math.min(end, contiguousEnd(area, at, located));
        runs.add(address(at, located), to - at);
        at = to;
      }
      area = areas.next(area);
    }
    return true;
  }

  /// The end of the host memory that follows a present byte's inside its area.
  private long runEnd(int area, long gpa) {
    long located = table.locate(gpa);
    long expected = address(gpa, located) - gpa;
    long end = areas.end(area);
    long at = gpa;
    do {
      at = contiguousEnd(area, at, located);
      located = at < end ? table.locate(at) : located;
    } while (at < end
        && table.isPresent(table.word(located))
        && address(at, located) - at == expected);
    return Math.min(at, end);
  }

  /// An address up to which host memory follows a present byte's: the end of its leaf, or of the
  /// area where that is linear.
  private long contiguousEnd(int area, long gpa, long located) {
    if (areas.backing(area) == Backing.LINEAR) {
      return areas.end(area);
    }
    long leaf = format.entrySize(table.height(located));
    return (gpa & -leaf) + leaf;
  }

  private long address(long gpa, long located) {
    int height = table.height(located);
    long offset = gpa & format.entrySize(height) - 1;
    return format.address(table.word(located), height) | offset;
  }
}
