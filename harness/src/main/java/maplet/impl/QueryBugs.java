package maplet.impl;

import java.lang.reflect.Field;
import maplet.impl.memory.MemoryHal;
import maplet.model.Access;
import maplet.model.Status;

/// What planted bugs in queries and accesses do instead of the calls that they replace.
public final class QueryBugs {
  private static final long PAGE = 4096;

  private QueryBugs() {}

  /// The run's "end" is so far behind the address as the area is large.
  static long wholeArea(RunQueries runs, int area, long gpa) {
    AreaSet areas = areasOf(runs);
    return gpa + (areas.end(area) - areas.start(area));
  }

  private static AreaSet areasOf(RunQueries runs) {
    try {
      Field field = RunQueries.class.getDeclaredField("areas");
      field.setAccessible(true);
      return (AreaSet) field.get(runs);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("RunQueries has no areas", e);
    }
  }

  static long endOfNeighbours(AreaSet areas, int area) {
    int last = area;
    int next = areas.next(last);
    while (next != AreaSet.NONE && areas.start(next) == areas.end(last)) {
      last = next;
      next = areas.next(next);
    }
    return areas.end(last);
  }

  static long endOfArea(AreaSet areas, int area) {
    return areas.end(area) - 1;
  }

  static boolean acrossAreas(
      RunQueries queries, long gpa, long stop, Access access, int mostAreas, RunList runs) {
    return queries.collect(gpa, stop, access, Integer.MAX_VALUE, runs);
  }

  static boolean firstPageOnly(
      RunQueries queries, long gpa, long stop, Access access, int mostAreas, RunList runs) {
    return queries.collect(gpa, stop, access, mostAreas, runs) || runs.count() > 0;
  }

  static boolean firstFrameForAll(
      RunQueries queries, long gpa, long stop, Access access, int mostAreas, RunList runs) {
    boolean mapped = queries.collect(gpa, stop, access, mostAreas, runs);
    if (mapped) {
      long first = runs.start(0);
      runs.clear();
      runs.add(first, stop - gpa);
    }
    return mapped;
  }

  static Status writesUpToTheRefusal(GuestMemory memory, long gpa, long size, Access access) {
    if (memory.check(gpa, size, access) != Status.DONE) {
      memory.store(gpa, AccessWidth.BYTE, MemoryOrder.PLAIN, 0x77);
    }
    return memory.check(gpa, size, access);
  }

  static long identity(MemoryHal hal, long hpa) {
    return hpa;
  }

  static boolean anyBytes(OperandRules rules, long gpa, long size) {
    rules.accept();
    return true;
  }

  static long firstOnly(long one, long other) {
    return one;
  }

  static long pageAligned(long value, long alignment) {
    return value + PAGE - 1 & -PAGE;
  }

  static int orEndsThere(AreaSet areas, long gpa) {
    int area = areas.find(gpa);
    return area == AreaSet.NONE ? areas.find(gpa - 1) : area;
  }
}
