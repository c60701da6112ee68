package maplet.impl.arch.riscv;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import maplet.impl.table.AddressField;
import maplet.impl.table.EntryChecks;
import maplet.impl.table.EntryKinds;
import maplet.impl.table.Geometry;
import maplet.impl.table.HardwareBits;
import maplet.impl.table.Napot;
import maplet.impl.table.PermissionField;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TypeField;
import maplet.impl.table.Upkeep;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.RegimeId;

/// RISC-V G-stage as the tables see it (privileged architecture, "Two-Stage Address Translation"
/// and "Sv39: Page-Based 39-bit Virtual-Memory System").
public final class GStageFormats {
  private static final long VALID = 1L;
  private static final long READ = 1L << 1;
  private static final long WRITE = 1L << 2;
  private static final long EXECUTE = 1L << 3;
  private static final long USER = 1L << 4;
  private static final long ACCESSED = 1L << 6;
  private static final long DIRTY = 1L << 7;
  private static final long PAGE_NUMBER = (1L << 44) - 1 << 10;
  private static final int PBMT_SHIFT = 61;
  private static final long NAPOT = 1L << 63;

  /// The low bits of a NAPOT leaf's page number, and what they are for its only size.
  private static final long NAPOT_PAGES = 0b1111L << 10;

  private static final long NAPOT_64K = 0b1000L << 10;
  private static final int OUTPUT_BITS = 56;

  /// The modes of hgatp, the one with three levels first.
  private static final List<String> MODES = List.of("sv39x4", "sv48x4", "sv57x4");

  private GStageFormats() {}

  /// The regime with this name: the mode of hgatp, and the extensions.
  public static TableFormat of(RegimeId id) {
    String mode = id.takeOneOf(MODES);
    int levels = 3 + MODES.indexOf(mode);
    boolean svadu = id.take("svadu");
    boolean svnapot = id.take("svnapot");
    boolean svpbmt = id.take("svpbmt");
    // Where hardware sets the flags, a new page is neither accessed nor dirty.
    long flags = svadu ? 0 : ACCESSED | DIRTY;
    byte[] types = types(svpbmt);
    byte[] granted = granted();
    long[] leaves = new long[Attributes.CODES];
    BitSet representable = new BitSet();
    for (int pbmt = 0; pbmt < types.length; pbmt++) {
      for (int permissions = 1; permissions < 8 && types[pbmt] >= 0; permissions++) {
        if (granted[permissions] != PermissionField.RESERVED) {
          int code = Attributes.code(permissions, MemoryType.of(types[pbmt]));
          // R, W and X have the same order in an entry as in a set of permissions.
          leaves[code] = VALID | permissions * READ | USER | flags | (long) pbmt << PBMT_SHIFT;
          representable.set(code);
        }
      }
    }
    // Each level translates nine bits, and the root two more.
    int inputBits = 12 + 9 * levels + 2;
    List<Integer> pageShifts = IntStream.range(0, levels).mapToObj(h -> 12 + 9 * h).toList();
    return new TableFormat(
        id.toString(),
        new Capabilities(inputBits, OUTPUT_BITS, pageShifts, representable),
        new Geometry(levels, levels - 1, 4),
        new EntryKinds(VALID, READ | WRITE | EXECUTE, 0, VALID, leaves, 0),
        new AddressField(PAGE_NUMBER, 2),
        new PermissionField(READ | WRITE | EXECUTE | USER, granted),
        PermissionField.EVERYTHING,
        new TypeField(svpbmt ? PBMT_SHIFT : 0, types),
        new Upkeep(2, false, false, true),
        svadu ? new HardwareBits(ACCESSED | DIRTY, 0, 0, 0) : HardwareBits.NONE,
        checks(levels, svadu, svnapot, svpbmt));
  }

  /// What R, W, X and above them U grant: nothing without U; W without R is reserved.
  private static byte[] granted() {
    byte[] granted = new byte[16];
    for (int bits = 0; bits < granted.length; bits++) {
      boolean writeOnly = (bits & (Permissions.READ | Permissions.WRITE)) == Permissions.WRITE;
      int user = bits >= 8 ? bits & 0b111 : 0;
      granted[bits] = writeOnly ? PermissionField.RESERVED : (byte) user;
    }
    return granted;
  }

  /// Steps 3 to 9 of the algorithm: what is reserved, and which flags must be set.
  private static EntryChecks checks(int levels, boolean svadu, boolean svnapot, boolean svpbmt) {
    long pbmt = 0b11L << PBMT_SHIFT;
    long reservedHigh = -1L << 54;
    long[] tables = new long[levels];
    long[] leaves = new long[levels];
    for (int height = 0; height < levels; height++) {
      tables[height] = reservedHigh | USER | ACCESSED | DIRTY;
      long misaligned = (1L << 10 + 9 * height) - (1L << 10);
      leaves[height] = (svpbmt ? reservedHigh & ~pbmt : reservedHigh) | misaligned;
      leaves[height] &= svnapot && height == 0 ? ~NAPOT : -1;
    }
    return new EntryChecks(
        tables,
        leaves,
        READ | WRITE | EXECUTE,
        0,
        svadu ? 0 : ACCESSED,
        svadu ? 0 : DIRTY,
        false,
        svnapot ? new Napot(NAPOT, NAPOT | NAPOT_PAGES, NAPOT | NAPOT_64K, 64 << 10) : Napot.NONE,
        0,
        FaultKind.MISCONFIGURATION);
  }

  /// Memory types by PBMT: what the PMA says (RAM), NC, IO, reserved. Without Svpbmt only the PMA.
  private static byte[] types(boolean svpbmt) {
    byte pma = (byte) MemoryType.WRITE_BACK.ordinal();
    return svpbmt
        ? new byte[] {
          pma, (byte) MemoryType.NON_CACHEABLE.ordinal(), (byte) MemoryType.DEVICE.ordinal(), -1
        }
        : new byte[] {pma};
  }
}
