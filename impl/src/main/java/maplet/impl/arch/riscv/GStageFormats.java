package maplet.impl.arch.riscv;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import maplet.impl.table.EntryChecks;
import maplet.impl.table.TableFormat;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;

/// RISC-V G-stage as the tables see it (privileged architecture, "Two-Stage Address Translation" and
/// "Sv39: Page-Based 39-bit Virtual-Memory System").
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
  private static final int OUTPUT_BITS = 56;

  private GStageFormats() {}

  /// All regimes of this architecture, each without and with Svpbmt.
  public static List<TableFormat> all() {
    List<TableFormat> formats = new ArrayList<>();
    for (boolean svpbmt : new boolean[] {false, true}) {
      formats.add(format("riscv-sv39x4", 3, List.of(12, 21, 30), svpbmt));
      formats.add(format("riscv-sv48x4", 4, List.of(12, 21, 30, 39), svpbmt));
    }
    return formats;
  }

  /// @param levels of which each translates nine bits, and the root two more
  private static TableFormat format(
      String id, int levels, List<Integer> pageShifts, boolean svpbmt) {
    byte[] types = types(svpbmt);
    long[] leaves = new long[Attributes.CODES];
    BitSet representable = new BitSet();
    for (int pbmt = 0; pbmt < types.length; pbmt++) {
      for (int permissions = 1; permissions < 8 && types[pbmt] >= 0; permissions++) {
        boolean writeOnly =
            (permissions & (Permissions.READ | Permissions.WRITE)) == Permissions.WRITE;
        if (!writeOnly) {
          int code = Attributes.code(permissions, MemoryType.of(types[pbmt]));
          // R, W and X have the same order in an entry as in a set of permissions.
          leaves[code] =
              VALID
                  | permissions * READ
                  | USER
                  | ACCESSED
                  | DIRTY
                  | (long) pbmt << PBMT_SHIFT;
          representable.set(code);
        }
      }
    }
    int inputBits = 12 + 9 * levels + 2;
    return new TableFormat(
        svpbmt ? id + "-svpbmt" : id,
        new Capabilities(inputBits, OUTPUT_BITS, pageShifts, representable),
        levels,
        (1 << pageShifts.size()) - 1,
        4,
        VALID,
        READ | WRITE | EXECUTE,
        0,
        PAGE_NUMBER,
        2,
        VALID,
        leaves,
        0,
        new long[] {READ, WRITE, EXECUTE},
        0,
        svpbmt ? PBMT_SHIFT : 0,
        types,
        2,
        false,
        true,
        checks(levels, svpbmt));
  }

  /// Steps 3 to 9 of the algorithm: what is reserved, and which flags must be set.
  private static EntryChecks checks(int levels, boolean svpbmt) {
    long pbmt = 0b11L << PBMT_SHIFT;
    long reservedHigh = -1L << 54;
    long[] tables = new long[levels];
    long[] leaves = new long[levels];
    for (int height = 0; height < levels; height++) {
      tables[height] = reservedHigh | USER | ACCESSED | DIRTY;
      long misaligned = (1L << 10 + 9 * height) - (1L << 10);
      leaves[height] = (svpbmt ? reservedHigh & ~pbmt : reservedHigh) | misaligned;
    }
    return new EntryChecks(
        tables,
        leaves,
        READ | WRITE | EXECUTE,
        0,
        EntryChecks.NO_WRITE_WITHOUT_READ,
        USER,
        ACCESSED,
        DIRTY,
        false,
        false,
        FaultKind.MISCONFIGURATION);
  }

  /// Memory types by PBMT: what the PMA says (RAM), NC, IO, reserved. Without Svpbmt only the PMA.
  private static byte[] types(boolean svpbmt) {
    byte pma = (byte) MemoryType.WRITE_BACK.ordinal();
    return svpbmt
        ? new byte[] {
          pma,
          (byte) MemoryType.NON_CACHEABLE.ordinal(),
          (byte) MemoryType.DEVICE.ordinal(),
          -1
        }
        : new byte[] {pma};
  }
}
