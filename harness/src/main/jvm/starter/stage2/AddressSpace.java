package stage2;

import java.util.Map;
import java.util.TreeMap;

/**
 * A small guest address space for RISC-V (Sv39x4 and Sv48x4; privileged manual, chapter on the
 * hypervisor extension). Only 4 KiB pages, no protect; empty tables stay until the end. It knows
 * nothing of Maplet.
 */
public final class AddressSpace {
  /** The machine that it runs on. */
  public interface Machine {
    /** Frames that follow each other, aligned to their whole size; -1 where there are none. */
    long allocate(int count);

    void free(long frame, int count);

    void zero(long frame);

    long load(long address);

    void store(long address, long word);

    /** HFENCE.GVMA of one guest address; the operand is the address shifted by 2. */
    void fence(long operand);

    void fenceAll();
  }

  /** Why something was refused. */
  public enum Reason {
    INVALID,
    EXISTS,
    NO_MEMORY,
    FAULT
  }

  /** Something was refused. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    public final Reason reason;

    Refused(Reason reason) {
      super(reason.toString(), null, false, false);
      this.reason = reason;
    }
  }

  private record Area(long end, int flags, long offset, boolean linear, boolean populate) {}

  private static final long PAGE = 4096;
  private static final int ROOT_FRAMES = 4;
  private static final long VALID = 1;
  private static final long LEAF =
      0b1101_0000; // user, accessed, dirty: G-stage leaves are always the user's
  private static final long ADDRESS = ((1L << 44) - 1) << 10;

  private final Machine machine;
  private final int levels;
  private final long base;
  private final long end;
  private final String bug;
  private final TreeMap<Long, Area> areas = new TreeMap<>();
  private final long root;

  /**
   * @param bug to plant, as in README; empty for none
   */
  public AddressSpace(Machine machine, int levels, long base, long size, String bug)
      throws Refused {
    this.machine = machine;
    this.levels = levels;
    this.base = base;
    this.end = base + size;
    this.bug = bug;
    if (size <= 0
        || (base | size) % PAGE != 0
        || base < 0
        || end < base
        || end > 1L << 14 + 9 * levels) {
      throw new Refused(Reason.INVALID);
    }
    root = frames(ROOT_FRAMES);
    for (int i = 0; i < ROOT_FRAMES; i++) {
      machine.zero(root + i * PAGE);
    }
  }

  public long root() {
    return root;
  }

  private long frames(int count) throws Refused {
    long frame = machine.allocate(count);
    if (frame == -1) {
      throw new Refused(Reason.NO_MEMORY);
    }
    return frame;
  }

  private long checkedEnd(long gpa, long size) throws Refused {
    if (size <= 0 || (gpa | size) % PAGE != 0 || gpa < base || gpa > end || size > end - gpa) {
      throw new Refused(Reason.INVALID);
    }
    return gpa + size;
  }

  public void mapLinear(long gpa, long hpa, long size, int flags) throws Refused {
    if (hpa < 0 || hpa % PAGE != 0 || hpa + size > 1L << 56) {
      throw new Refused(Reason.INVALID);
    }
    map(gpa, size, new Area(0, flags, hpa - gpa, true, true));
  }

  public void mapAllocated(long gpa, long size, int flags, boolean populate) throws Refused {
    map(gpa, size, new Area(0, flags, 0, false, populate));
  }

  private void map(long gpa, long size, Area wanted) throws Refused {
    long stop = checkedEnd(gpa, size);
    Area area = new Area(stop, wanted.flags, wanted.offset, wanted.linear, wanted.populate);
    if ((area.flags & ~7) != 0
        || area.flags == 0
        || (area.flags & 3) == 2) { // writable needs readable
      throw new Refused(Reason.INVALID);
    }
    Map.Entry<Long, Area> before = areas.lowerEntry(stop);
    if (before != null && before.getValue().end > gpa) {
      throw new Refused(Reason.EXISTS);
    }
    if (area.populate) {
      for (long page = gpa; page < stop; page += PAGE) {
        try {
          mapPage(page, area);
        } catch (Refused e) {
          if (!bug.equals("no-rollback")) {
            unmapPages(gpa, page, area);
          }
          throw e;
        }
      }
    }
    areas.put(gpa, area);
  }

  /** Address of the lowest level's entry; -1 where a table is missing. */
  private long entry(long gpa, boolean make) throws Refused {
    long table = root;
    for (int level = levels - 1; level > 0; level--) {
      int mask = level == levels - 1 && !bug.equals("plain-sv39") ? 2047 : 511;
      long at = table + 8 * (gpa >>> 12 + 9 * level & mask);
      long word = machine.load(at);
      if ((word & VALID) != 0) {
        table = (word & ADDRESS) << 2;
      } else if (make) {
        table = frames(1);
        machine.zero(table);
        machine.store(at, table >>> 2 | VALID);
        fence(gpa); // a processor may remember that there was no table
      } else {
        return -1;
      }
    }
    return table + 8 * (gpa >>> 12 & 511);
  }

  private void fence(long gpa) {
    if (!bug.equals("no-fence")) {
      machine.fence(gpa >>> 2);
    }
  }

  private void mapPage(long page, Area area) throws Refused {
    long entry = entry(page, true);
    long address = area.linear ? page + area.offset : frames(1);
    if (!area.linear && !bug.equals("not-zeroed")) {
      machine.zero(address);
    }
    machine.store(entry, address >>> 2 | (long) area.flags << 1 | LEAF | VALID);
    fence(page);
  }

  private void unmapPages(long start, long stop, Area area) throws Refused {
    for (long page = start; page < stop; page += PAGE) {
      long entry = entry(page, false);
      long word = entry == -1 ? 0 : machine.load(entry);
      if ((word & VALID) != 0) {
        machine.store(entry, 0);
        fence(page);
        if (!area.linear && !bug.equals("leaked-frame")) {
          machine.free((word & ADDRESS) << 2, 1);
          if (bug.equals("double-free")) {
            machine.free((word & ADDRESS) << 2, 1);
          }
        }
      }
    }
  }

  public void unmap(long gpa, long size) throws Refused {
    long stop = checkedEnd(gpa, size);
    for (Map.Entry<Long, Area> each : Map.copyOf(areas.headMap(stop)).entrySet()) {
      long start = each.getKey();
      Area area = each.getValue();
      if (area.end > gpa) {
        areas.remove(start);
        if (start < gpa) {
          areas.put(start, new Area(gpa, area.flags, area.offset, area.linear, area.populate));
        }
        if (area.end > stop) {
          areas.put(stop, area);
        }
        unmapPages(Math.max(start, gpa), Math.min(area.end, stop), area);
      }
    }
  }

  /** Resolves a fault in an on-demand area; false where the page was there already. */
  public boolean fault(long gpa, int flag) throws Refused {
    Map.Entry<Long, Area> found = areas.floorEntry(gpa);
    if (found == null
        || found.getValue().end <= gpa
        || found.getValue().populate
        || (found.getValue().flags & flag) == 0) {
      throw new Refused(Reason.FAULT);
    }
    long page = gpa & -PAGE;
    long entry = entry(page, false);
    if (bug.equals("exception")) {
      throw new IllegalStateException("no such page");
    }
    while (bug.equals("hang")) {
      Thread.onSpinWait();
    }
    if (entry != -1 && (machine.load(entry) & VALID) != 0 && !bug.equals("second-fault")) {
      return false;
    }
    mapPage(page, found.getValue());
    return true;
  }

  public long translate(long gpa, int flag) throws Refused {
    long entry = gpa >>> 14 + 9 * levels == 0 ? entry(gpa, false) : -1;
    long word = entry == -1 ? 0 : machine.load(entry);
    if ((word & VALID) == 0 || (word >>> 1 & flag) == 0) {
      throw new Refused(Reason.FAULT);
    }
    return (word & ADDRESS) << 2 | gpa & PAGE - 1;
  }

  public void clear() throws Refused {
    for (Map.Entry<Long, Area> each : areas.entrySet()) {
      unmapPages(each.getKey(), each.getValue().end, each.getValue());
    }
    areas.clear();
  }

  /** Gives everything back. */
  public void destroy() throws Refused {
    clear();
    machine.fenceAll();
    for (int i = 0; i < ROOT_FRAMES; i++) {
      freeTables(root + i * PAGE, levels - 1);
    }
    machine.free(root, ROOT_FRAMES);
  }

  private void freeTables(long table, int level) {
    for (int i = 0; level > 0 && i < 512; i++) {
      long word = machine.load(table + 8L * i);
      if ((word & VALID) != 0) {
        freeTables((word & ADDRESS) << 2, level - 1);
        machine.free((word & ADDRESS) << 2, 1);
      }
    }
  }
}
