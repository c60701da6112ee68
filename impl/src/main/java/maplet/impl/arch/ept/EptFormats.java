package maplet.impl.arch.ept;

import java.util.BitSet;
import java.util.List;
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
import maplet.model.RegimeId;

/// Intel EPT as the tables see it (SDM volume 3C, 29.3.2, tables 29-1 to 29-7).
public final class EptFormats {
  private static final long READ = 1L;
  private static final long WRITE = 1L << 1;
  private static final long EXECUTE = 1L << 2;
  private static final int TYPE_SHIFT = 3;
  private static final long IGNORE_PAT = 1L << 6;
  private static final long LARGE_PAGE = 1L << 7;
  private static final long ACCESSED = 1L << 8;
  private static final long DIRTY = 1L << 9;
  private static final long USER_EXECUTE = 1L << 10;
  private static final long SUPPRESS_VE = 1L << 63;

  /// MAXPHYADDR where the name doesn't say another.
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

  /// The regime with this name: the page-walk length, as in `ept-4`, and what differs from a plain
  /// processor with 46 address bits and all page sizes.
  ///
  /// @throws IllegalArgumentException when the page-walk length isn't 4 or 5, or MAXPHYADDR isn't
  ///   from 36 to 52
  public static TableFormat of(RegimeId id) {
    int levels = Integer.parseInt(id.takeOneOf(List.of("4", "5")));
    int physicalBits = id.takeNumber("pa").orElse(PHYSICAL_BITS);
    if (physicalBits < 36 || physicalBits > 52) {
      throw id.bad("must have pa36 to pa52");
    }
    boolean executeOnly = !id.take("noxo");
    int highestLeaf = id.take("no2m") ? 0 : id.take("no1g") ? 1 : 2;
    boolean userExecute = id.take("mbe");
    boolean flags = id.take("ad");
    long always = (id.take("ve") ? SUPPRESS_VE : 0) | (id.take("ipat") ? IGNORE_PAT : 0);
    long permissionMask = READ | WRITE | EXECUTE | (userExecute ? USER_EXECUTE : 0);
    byte[] granted = granted(userExecute, executeOnly);
    BitSet representable = new BitSet();
    long[] leaves = leaves(granted, always, representable);
    return new TableFormat(
        id.toString(),
        new Capabilities(
            12 + 9 * levels,
            physicalBits,
            List.of(12, 21, 30).subList(0, highestLeaf + 1),
            representable),
        new Geometry(levels, highestLeaf, 1),
        new EntryKinds(permissionMask, LARGE_PAGE, 0, permissionMask, leaves, LARGE_PAGE),
        new AddressField((1L << physicalBits) - 1 & -4096, 0),
        new PermissionField(permissionMask, granted),
        new PermissionField(permissionMask, granted),
        new TypeField(TYPE_SHIFT, TYPES),
        new Upkeep(-1, false, false, false),
        flags ? new HardwareBits(ACCESSED | DIRTY, 0, 0, ACCESSED) : HardwareBits.NONE,
        checks(levels, highestLeaf, physicalBits));
  }

  /// What bits 2:0, and bit 10 above them, grant: they have the order of a set of permissions. A
  /// write without a read is a misconfiguration, and an execution without one on some processors.
  private static byte[] granted(boolean userExecute, boolean executeOnly) {
    byte[] granted = new byte[userExecute ? 16 : 8];
    for (int bits = 0; bits < granted.length; bits++) {
      boolean unreadable = bits != 0 && (bits & READ) == 0;
      boolean reserved = unreadable && (!executeOnly || (bits & WRITE) != 0);
      granted[bits] = reserved ? PermissionField.RESERVED : (byte) bits;
    }
    return granted;
  }

  private static long[] leaves(byte[] granted, long always, BitSet representable) {
    long[] leaves = new long[Attributes.CODES];
    for (int type = 0; type < TYPES.length; type++) {
      for (int bits = 1; bits < granted.length; bits++) {
        if (TYPES[type] >= 0 && granted[bits] != PermissionField.RESERVED) {
          int code = Attributes.code(bits, MemoryType.of(TYPES[type]));
          long user = bits >= 8 ? USER_EXECUTE : 0;
          leaves[code] = always | user | bits & 0b111 | (long) type << TYPE_SHIFT;
          representable.set(code);
        }
      }
    }
    return leaves;
  }

  /// What 29.3.3.1 calls a misconfiguration, but for permissions and memory types.
  private static EntryChecks checks(int levels, int highestLeaf, int physicalBits) {
    long beyondPhysical = (1L << 52) - (1L << physicalBits);
    long[] tables = new long[levels];
    long[] leaves = new long[levels];
    for (int height = 0; height < levels; height++) {
      // Bits 6:3, and bit 7 where it isn't the page size.
      tables[height] = beyondPhysical | (height > highestLeaf ? 0xf8 : 0x78);
      // A large page's address has no low bits.
      leaves[height] = beyondPhysical | (1L << 12 + 9 * height) - (1L << 12);
    }
    return new EntryChecks(
        tables, leaves, 0, 1, 0, 0, false, Napot.NONE, 0, FaultKind.MISCONFIGURATION);
  }
}
