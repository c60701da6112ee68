package maplet.impl.arch.ept;

import java.util.BitSet;
import java.util.List;
import maplet.impl.table.AddressField;
import maplet.impl.table.EntryChecks;
import maplet.impl.table.EntryKinds;
import maplet.impl.table.Geometry;
import maplet.impl.table.HardwareBits;
import maplet.impl.table.PermissionField;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TypeField;
import maplet.impl.table.Upkeep;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.RegimeId;

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

  /// The regime with this name: the page-walk length, as in `ept-4`.
  public static TableFormat of(RegimeId id) {
    int levels = Integer.parseInt(id.takeOneOf(List.of("4")));
    long[] leaves = new long[Attributes.CODES];
    BitSet representable = new BitSet();
    byte[] granted = granted();
    for (int type = 0; type < TYPES.length; type++) {
      for (int permissions = 1; permissions < granted.length && TYPES[type] >= 0; permissions++) {
        if (granted[permissions] > 0) {
          int code = Attributes.code(permissions, MemoryType.of(TYPES[type]));
          // R, W and X have the same order in an entry as in a set of permissions.
          leaves[code] = permissions | (long) type << TYPE_SHIFT;
          representable.set(code);
        }
      }
    }
    return new TableFormat(
        "ept-" + levels,
        new Capabilities(12 + 9 * levels, PHYSICAL_BITS, List.of(12, 21, 30), representable),
        new Geometry(levels, 2, 1),
        new EntryKinds(
            READ | WRITE | EXECUTE, LARGE_PAGE, 0, READ | WRITE | EXECUTE, leaves, LARGE_PAGE),
        new AddressField((1L << PHYSICAL_BITS) - 1 & -4096, 0),
        new PermissionField(READ | WRITE | EXECUTE, granted),
        new PermissionField(READ | WRITE | EXECUTE, granted),
        new TypeField(TYPE_SHIFT, TYPES),
        new Upkeep(-1, false, false),
        HardwareBits.NONE,
        checks(levels));
  }

  /// What bits 2:0 grant; a write without a read is a misconfiguration.
  private static byte[] granted() {
    byte[] granted = new byte[8];
    for (int bits = 0; bits < granted.length; bits++) {
      boolean writeOnly = (bits & (READ | WRITE)) == WRITE;
      granted[bits] = writeOnly ? PermissionField.RESERVED : (byte) bits;
    }
    return granted;
  }

  /// What 29.3.3.1 calls a misconfiguration, but for permissions and memory types.
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
    return new EntryChecks(tables, leaves, 0, 1, 0, 0, false, 0, FaultKind.MISCONFIGURATION);
  }
}
