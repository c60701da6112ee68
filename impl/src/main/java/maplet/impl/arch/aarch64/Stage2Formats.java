package maplet.impl.arch.aarch64;

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
import maplet.model.Permissions;
import maplet.model.RegimeId;

/// AArch64 VMSAv8-64 stage 2 with the 4 KiB granule as the tables see it (Arm ARM DDI 0487, D8.3).
public final class Stage2Formats {
  private static final long VALID = 1L;
  private static final long TABLE_OR_PAGE = 1L << 1;
  private static final int MEM_ATTR_SHIFT = 2;
  private static final long S2AP_READ = 1L << 6;
  private static final long S2AP_WRITE = 1L << 7;
  private static final long INNER_SHAREABLE = 0b11L << 8;
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long EXECUTE_NEVER = 1L << 54;
  private static final int OUTPUT_BITS = 48;

  private static final int DEVICE_NGNRE = 0b0001;
  private static final int NON_CACHEABLE = 0b0101;
  private static final int WRITE_THROUGH = 0b1010;
  private static final int WRITE_BACK = 0b1111;

  /// No bit is reserved with a fault; where a level has no blocks, and at level 3, bit 1 = 0 is
  /// invalid.
  private static final EntryChecks CHECKS =
      new EntryChecks(
          new long[4],
          new long[4],
          TABLE_OR_PAGE,
          0,
          ACCESS_FLAG,
          0,
          true,
          0,
          FaultKind.TRANSLATION);

  private Stage2Formats() {}

  /// The regime with this name: granule, IPA size and start level.
  public static TableFormat of(RegimeId id) {
    id.takeOneOf(List.of("4k"));
    int inputBits = id.takeNumber("ipa").orElseThrow(() -> id.bad("must have an IPA size"));
    int startLevel = id.takeNumber("l").orElseThrow(() -> id.bad("must have a start level"));
    long[] leaves = new long[Attributes.CODES];
    BitSet representable = new BitSet();
    addType(leaves, representable, MemoryType.DEVICE, DEVICE_NGNRE, 0);
    addType(leaves, representable, MemoryType.NON_CACHEABLE, NON_CACHEABLE, INNER_SHAREABLE);
    addType(leaves, representable, MemoryType.WRITE_THROUGH, WRITE_THROUGH, INNER_SHAREABLE);
    addType(leaves, representable, MemoryType.WRITE_BACK, WRITE_BACK, INNER_SHAREABLE);
    int levels = 4 - startLevel;
    int rootFrames = 1 << Math.max(0, inputBits - (12 + 9 * levels));
    return new TableFormat(
        "aarch64-4k-ipa%d-l%d".formatted(inputBits, startLevel),
        new Capabilities(inputBits, OUTPUT_BITS, List.of(12, 21, 30), representable),
        new Geometry(levels, 2, rootFrames),
        new EntryKinds(
            VALID, TABLE_OR_PAGE, TABLE_OR_PAGE, VALID | TABLE_OR_PAGE, leaves, TABLE_OR_PAGE),
        new AddressField((1L << OUTPUT_BITS) - 1 & -4096, 0),
        new PermissionField(S2AP_READ | S2AP_WRITE | EXECUTE_NEVER, granted()),
        PermissionField.EVERYTHING,
        new TypeField(MEM_ATTR_SHIFT, types()),
        new Upkeep(12, true, false),
        HardwareBits.NONE,
        CHECKS);
  }

  /// What S2AP (the lower two bits here) and XN (above them) grant.
  private static byte[] granted() {
    byte[] granted = new byte[8];
    for (int bits = 0; bits < granted.length; bits++) {
      granted[bits] = (byte) (bits ^ Permissions.EXECUTE);
    }
    return granted;
  }

  private static void addType(
      long[] leaves, BitSet representable, MemoryType type, int memAttr, long shareability) {
    for (int permissions = 1; permissions < 8; permissions++) {
      int code = Attributes.code(permissions, type);
      leaves[code] =
          VALID
              | TABLE_OR_PAGE
              | (long) memAttr << MEM_ATTR_SHIFT
              | ((permissions & Permissions.READ) != 0 ? S2AP_READ : 0)
              | ((permissions & Permissions.WRITE) != 0 ? S2AP_WRITE : 0)
              | shareability
              | ACCESS_FLAG
              | ((permissions & Permissions.EXECUTE) != 0 ? 0 : EXECUTE_NEVER);
      representable.set(code);
    }
  }

  /// Memory types by MemAttr: outer cacheability in bits 3:2, inner in 1:0, the weaker counts.
  private static byte[] types() {
    byte[] types = new byte[16];
    for (int memAttr = 0; memAttr < types.length; memAttr++) {
      int outer = memAttr >>> 2;
      int weaker = Math.min(outer, memAttr & 0b11);
      MemoryType normal =
          switch (weaker) {
            case 0b11 -> MemoryType.WRITE_BACK;
            case 0b10 -> MemoryType.WRITE_THROUGH;
            default -> MemoryType.NON_CACHEABLE;
          };
      types[memAttr] = (byte) (outer == 0 ? MemoryType.DEVICE : normal).ordinal();
    }
    return types;
  }
}
