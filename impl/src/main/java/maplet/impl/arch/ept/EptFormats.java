package maplet.impl.arch.ept;

import java.util.BitSet;
import java.util.List;
import maplet.impl.table.EntryChecks;
import maplet.impl.table.TableFormat;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.MemoryType;

/// Intel EPT as the tables see it (SDM volume 3C, 29.3.2, tables 29-1 to 29-7).
public final class EptFormats {
  private static final long READ = 1L;
  private static final long WRITE = 1L << 1;
  private static final long EXECUTE = 1L << 2;
  private static final int TYPE_SHIFT = 3;
  private static final long LARGE_PAGE = 1L << 7;

  /// MAXPHYADDR of the simulated machine.
  private static final int PHYSICAL_BITS = 46;

  /// Memory types by their code in bits 5:3: UC, WC, two reserved, WT, WP, WB, one reserved.
  private static final byte[] TYPES = {
    (byte) MemoryType.DEVICE.ordinal(),
    (byte) MemoryType.NON_CACHEABLE.ordinal(),
    -1,
    -1,
    (byte) MemoryType.WRITE_THROUGH.ordinal(),
    (byte) MemoryType.WRITE_PROTECTED.ordinal(),
    (byte) MemoryType.WRITE_BACK.ordinal(),
    -1
  };

  private EptFormats() {}

  /// All regimes of this architecture.
  public static List<TableFormat> all() {
    return List.of(format("ept-4", 48, 4));
  }

  private static TableFormat format(String id, int inputBits, int levels) {
    long[] leaves = new long[Attributes.CODES];
    BitSet representable = new BitSet();
    for (int type = 0; type < TYPES.length; type++) {
      for (int permissions = 1; permissions < 8 && TYPES[type] >= 0; permissions++) {
        boolean writeOnly = (permissions & (READ | WRITE)) == WRITE;
        if (!writeOnly) {
          int code = Attributes.code(permissions, MemoryType.of(TYPES[type]));
          // R, W and X have the same order in an entry as in a set of permissions.
          leaves[code] = permissions | (long) type << TYPE_SHIFT;
          representable.set(code);
        }
      }
    }
    return new TableFormat(
        id,
        new Capabilities(inputBits, PHYSICAL_BITS, List.of(12, 21, 30), representable),
        levels,
        0b111,
        1,
        READ | WRITE | EXECUTE,
        LARGE_PAGE,
        0,
        (1L << PHYSICAL_BITS) - 1 & -4096,
        0,
        READ | WRITE | EXECUTE,
        leaves,
        LARGE_PAGE,
        new long[] {READ, WRITE, EXECUTE},
        0,
        TYPE_SHIFT,
        TYPES,
        -1,
        false,
        false,
        checks(levels));
  }

  /// What 29.3.3.1 calls a misconfiguration, but for memory types.
  private static EntryChecks checks(int levels) {
    long beyondPhysical = (1L << 52) - (1L << PHYSICAL_BITS);
    long[] tables = new long[levels];
    long[] leaves = new long[levels];
    for (int height = 0; height < levels; height++) {
      // PML4E and above: bits 7:3; PDPTE and PDE, where bit 7 is the page size: bits 6:3.
      tables[height] = beyondPhysical | (height > 2 ? 0xf8 : 0x78);
      // A large page's address has no low bits.
      leaves[height] = beyondPhysical | (1L << 12 + 9 * height) - (1L << 12);
    }
    return new EntryChecks(
        tables,
        leaves,
        0,
        1,
        EntryChecks.NO_WRITE_WITHOUT_READ,
        0,
        0,
        0,
        false,
        true,
        FaultKind.MISCONFIGURATION);
  }
}
