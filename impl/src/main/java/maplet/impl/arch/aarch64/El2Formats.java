package maplet.impl.arch.aarch64;

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

/// EL2's own stage 1 as the tables see it (Arm ARM DDI 0487, D8.3 and D8.4.1): the hypervisor's
/// virtual addresses, with memory types from MAIR_EL2.
final class El2Formats {
  private static final int INDEX_SHIFT = 2;
  private static final long UNPRIVILEGED = 1L << 6;
  private static final long READ_ONLY = 1L << 7;
  private static final long INNER_SHAREABLE = 0b11L << 8;
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long EXECUTE_NEVER = 1L << 54;
  private static final long EXECUTE_NEVER_TABLE = 1L << 60;
  private static final long READ_ONLY_TABLE = 1L << 62;
  private static final long USUAL_MAIR = 0x44bb_ff04L;
  private static final int READABLE = Permissions.READ;

  /// By read-only and, above it, execute-never.
  private static final byte[] GRANTED = {
    (byte) (READABLE | Permissions.WRITE | Permissions.EXECUTE),
    (byte) (READABLE | Permissions.EXECUTE),
    (byte) (READABLE | Permissions.WRITE),
    (byte) READABLE
  };

  /// By execute-never and, above it, read-only: in table entries they lie the other way round.
  private static final byte[] PASSED = {GRANTED[0], GRANTED[2], GRANTED[1], GRANTED[3]};

  private El2Formats() {}

  /// The regime with this name, whose word `el2` was read.
  static TableFormat of(RegimeId id) {
    int granuleShift = id.take("4k") ? 12 : id.take("16k") ? 14 : id.take("64k") ? 16 : -1;
    int inputBits = id.takeNumber("va").orElseThrow(() -> id.bad("must have a VA size"));
    if (granuleShift < 0 || inputBits < 25 || inputBits > 48) {
      throw id.bad("must have the word 4k, 16k or 64k, and va25 to va48");
    }
    int outputBits = id.takeNumber("pa").orElse(48);
    byte[] types = types(id.takeHex("mair").orElse(USUAL_MAIR));
    BitSet representable = new BitSet();
    long[] leaves = leaves(types, representable);
    int levels = Math.ceilDiv(inputBits - granuleShift, granuleShift - 3);
    int leafLevels = Math.min(levels, granuleShift == 12 ? 3 : 2);
    List<Integer> shifts =
        IntStream.range(0, leafLevels)
            .mapToObj(height -> granuleShift + (granuleShift - 3) * height)
            .toList();
    long address = (1L << 48) - (1L << granuleShift);
    long valid = Stage2Formats.VALID;
    long table = Stage2Formats.TABLE_OR_PAGE;
    return new TableFormat(
        id.toString(),
        new Capabilities(inputBits, outputBits, shifts, representable),
        new Geometry(levels, leafLevels - 1, 1),
        new EntryKinds(valid, table, table, valid | table, leaves, table),
        new AddressField(address, 0),
        new PermissionField(READ_ONLY | EXECUTE_NEVER, GRANTED),
        new PermissionField(EXECUTE_NEVER_TABLE | READ_ONLY_TABLE, PASSED),
        new TypeField(INDEX_SHIFT, types),
        new Upkeep(12, true, true, false),
        HardwareBits.NONE,
        new EntryChecks(
            new long[levels],
            new long[levels],
            table,
            0,
            ACCESS_FLAG,
            0,
            true,
            Napot.NONE,
            address & -1L << outputBits,
            FaultKind.TRANSLATION));
  }

  /// Leaves by attribute code; a memory type that MAIR has twice is written with its lower index.
  private static long[] leaves(byte[] types, BitSet representable) {
    long[] leaves = new long[Attributes.CODES];
    for (int index = types.length - 1; index >= 0; index--) {
      MemoryType type = MemoryType.of(types[index]);
      long common = Stage2Formats.VALID | Stage2Formats.TABLE_OR_PAGE | UNPRIVILEGED | ACCESS_FLAG;
      common |= type == MemoryType.DEVICE ? 0 : INNER_SHAREABLE;
      for (int bits = 0; bits < GRANTED.length; bits++) {
        int code = Attributes.code(GRANTED[bits], type);
        leaves[code] =
            common
                | (long) index << INDEX_SHIFT
                | ((bits & 1) != 0 ? READ_ONLY : 0)
                | ((bits & 2) != 0 ? EXECUTE_NEVER : 0);
        representable.set(code);
      }
    }
    return leaves;
  }

  /// Memory types of the eight bytes of MAIR_EL2.
  private static byte[] types(long mair) {
    byte[] types = new byte[8];
    for (int index = 0; index < types.length; index++) {
      types[index] = (byte) type((int) (mair >>> 8 * index) & 0xff).ordinal();
    }
    return types;
  }

  /// A zero upper half is Device memory, and so is what is unpredictable. In each half bit 2 tells
  /// write-back from write-through, but for 0b0100, which is non-cacheable; the weaker half counts.
  private static MemoryType type(int code) {
    return switch (code) {
      case 0x40 -> MemoryType.NON_CACHEABLE;
      case 0xa0 -> MemoryType.WRITE_THROUGH;
      case 0xf0 -> MemoryType.WRITE_BACK;
      default -> {
        int outer = code >>> 4;
        int inner = code & 0xf;
        if (outer == 0 || inner == 0) {
          yield MemoryType.DEVICE;
        }
        if (outer == 0b0100 || inner == 0b0100) {
          yield MemoryType.NON_CACHEABLE;
        }
        yield (outer & inner & 0b0100) != 0 ? MemoryType.WRITE_BACK : MemoryType.WRITE_THROUGH;
      }
    };
  }
}
