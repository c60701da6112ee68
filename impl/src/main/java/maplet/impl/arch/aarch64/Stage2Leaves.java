package maplet.impl.arch.aarch64;

import java.util.BitSet;
import maplet.impl.table.PermissionField;
import maplet.impl.table.TypeField;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;

/// The attributes of stage 2 leaves (Arm ARM DDI 0487, table D8-53).
final class Stage2Leaves {
  static final long S2AP_READ = 1L << 6;
  static final long S2AP_WRITE = 1L << 7;
  static final long ACCESS_FLAG = 1L << 10;
  static final long DIRTY_BIT_MODIFIER = 1L << 51;
  private static final int MEM_ATTR_SHIFT = 2;
  private static final long INNER_SHAREABLE = 0b11L << 8;
  private static final long XN_0 = 1L << 53;
  private static final long XN_1 = 1L << 54;

  /// MemAttr by memory type, in the order of [MemoryType]; -1 where there is none.
  private static final int[] MEM_ATTR = {0b1111, 0b1010, -1, 0b0101, 0b0001};

  /// The same with FWB.
  private static final int[] MEM_ATTR_FWB = {0b0110, -1, -1, 0b0101, 0b0001};

  private final Stage2Options options;
  private final long[] words = new long[Attributes.CODES];
  private final BitSet representable = new BitSet();

  Stage2Leaves(Stage2Options options) {
    this.options = options;
    int combinations = options.xnx() ? 16 : 8;
    for (int type = 0; type < MEM_ATTR.length; type++) {
      int memAttr = (options.fwb() ? MEM_ATTR_FWB : MEM_ATTR)[type];
      for (int granted = 1; granted < combinations && memAttr >= 0; granted++) {
        int code = Attributes.code(granted, MemoryType.of(type));
        words[code] = word(granted, (long) memAttr << MEM_ATTR_SHIFT, MemoryType.of(type));
        representable.set(code);
      }
    }
  }

  private long word(int granted, long memAttr, MemoryType type) {
    long word = Stage2Formats.VALID | Stage2Formats.TABLE_OR_PAGE | memAttr;
    if (!options.lpa2() && type != MemoryType.DEVICE) {
      word |= INNER_SHAREABLE;
    }
    if (!options.ha()) {
      word |= ACCESS_FLAG;
    }
    if ((granted & Permissions.READ) != 0) {
      word |= S2AP_READ;
    }
    if ((granted & Permissions.WRITE) != 0) {
      // Under HD a leaf starts clean: writable, and not written to.
      word |= options.hd() ? DIRTY_BIT_MODIFIER : S2AP_WRITE;
    }
    return word | executeNever(granted);
  }

  /// XN\[1\] forbids EL0; XN\[0\] is set where EL1 and EL0 differ.
  private long executeNever(int granted) {
    boolean privileged = (granted & Permissions.EXECUTE) != 0;
    if (!options.xnx()) {
      return privileged ? 0 : XN_1;
    }
    boolean user = (granted & Permissions.USER_EXECUTE) != 0;
    return (user ? 0 : XN_1) | (user == privileged ? 0 : XN_0);
  }

  /// Codes of the attributes that leaves can have.
  BitSet representable() {
    return representable;
  }

  /// Page descriptors without an address, by code.
  long[] words() {
    return words;
  }

  /// S2AP, DBM where it counts, and XN, from the lowest bit up.
  PermissionField permissionField() {
    long mask = S2AP_READ | S2AP_WRITE | XN_1;
    mask |= options.hd() ? DIRTY_BIT_MODIFIER : 0;
    mask |= options.xnx() ? XN_0 : 0;
    byte[] granted = new byte[1 << Long.bitCount(mask)];
    for (int index = 0; index < granted.length; index++) {
      granted[index] = (byte) granted(Long.expand(index, mask));
    }
    return new PermissionField(mask, granted);
  }

  private int granted(long word) {
    boolean never = (word & XN_1) != 0;
    boolean differ = options.xnx() && (word & XN_0) != 0;
    long writable = S2AP_WRITE | (options.hd() ? DIRTY_BIT_MODIFIER : 0);
    return ((word & S2AP_READ) != 0 ? Permissions.READ : 0)
        | ((word & writable) != 0 ? Permissions.WRITE : 0)
        | (never == differ ? Permissions.EXECUTE : 0)
        | (options.xnx() && !never ? Permissions.USER_EXECUTE : 0);
  }

  /// Memory types by MemAttr. Without FWB the outer cacheability is in bits 3:2 and the inner in
  /// 1:0, and the weaker counts. With FWB bit 3 isn't looked at; 0b111 leaves the type to stage 1,
  /// and the reserved 0b100 counts as non-cacheable.
  TypeField typeField() {
    byte[] types = new byte[options.fwb() ? 8 : 16];
    for (int memAttr = 0; memAttr < types.length; memAttr++) {
      int outer = memAttr >>> 2;
      int strength = options.fwb() ? (memAttr & 0b10) + 1 : Math.min(outer, memAttr & 0b11);
      MemoryType normal =
          switch (strength) {
            case 0b11 -> MemoryType.WRITE_BACK;
            case 0b10 -> MemoryType.WRITE_THROUGH;
            default -> MemoryType.NON_CACHEABLE;
          };
      types[memAttr] = (byte) (outer == 0 ? MemoryType.DEVICE : normal).ordinal();
    }
    return new TypeField(MEM_ATTR_SHIFT, types);
  }
}
