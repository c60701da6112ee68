package maplet.impl;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Little-endian values of every width and order in a segment of memory.
final class Values {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfShort UNALIGNED_SHORT = SHORT.withByteAlignment(1);
  private static final ValueLayout.OfInt UNALIGNED_INT = INT.withByteAlignment(1);
  private static final ValueLayout.OfLong UNALIGNED_LONG = LONG.withByteAlignment(1);

  private static final VarHandle BYTES = ValueLayout.JAVA_BYTE.varHandle();
  private static final VarHandle SHORTS = SHORT.varHandle();
  private static final VarHandle INTS = INT.varHandle();
  private static final VarHandle LONGS = LONG.varHandle();

  private Values() {}

  /// Reads a value; the upper bits of narrow ones are zero.
  static long load(MemorySegment memory, long offset, AccessWidth width, MemoryOrder order) {
    return switch (order) {
      case PLAIN -> loadPlain(memory, offset, width);
      case ACQUIRE_RELEASE ->
          switch (width) {
            case BYTE -> (byte) BYTES.getAcquire(memory, offset) & 0xff;
            case WORD -> (short) SHORTS.getAcquire(memory, offset) & 0xffff;
            case DWORD -> (int) INTS.getAcquire(memory, offset) & 0xffff_ffffL;
            case QWORD -> (long) LONGS.getAcquire(memory, offset);
          };
      case VOLATILE ->
          switch (width) {
            case BYTE -> (byte) BYTES.getVolatile(memory, offset) & 0xff;
            case WORD -> (short) SHORTS.getVolatile(memory, offset) & 0xffff;
            case DWORD -> (int) INTS.getVolatile(memory, offset) & 0xffff_ffffL;
            case QWORD -> (long) LONGS.getVolatile(memory, offset);
          };
    };
  }

  private static long loadPlain(MemorySegment memory, long offset, AccessWidth width) {
    return switch (width) {
      case BYTE -> memory.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
      case WORD -> memory.get(UNALIGNED_SHORT, offset) & 0xffff;
      case DWORD -> memory.get(UNALIGNED_INT, offset) & 0xffff_ffffL;
      case QWORD -> memory.get(UNALIGNED_LONG, offset);
    };
  }

  /// Writes the low bits of a value.
  static void store(
      MemorySegment memory, long offset, AccessWidth width, MemoryOrder order, long value) {
    switch (order) {
      case PLAIN -> storePlain(memory, offset, width, value);
      case ACQUIRE_RELEASE -> {
        switch (width) {
          case BYTE -> BYTES.setRelease(memory, offset, (byte) value);
          case WORD -> SHORTS.setRelease(memory, offset, (short) value);
          case DWORD -> INTS.setRelease(memory, offset, (int) value);
          case QWORD -> LONGS.setRelease(memory, offset, value);
        }
      }
      case VOLATILE -> {
        switch (width) {
          case BYTE -> BYTES.setVolatile(memory, offset, (byte) value);
          case WORD -> SHORTS.setVolatile(memory, offset, (short) value);
          case DWORD -> INTS.setVolatile(memory, offset, (int) value);
          case QWORD -> LONGS.setVolatile(memory, offset, value);
        }
      }
    }
  }

  private static void storePlain(MemorySegment memory, long offset, AccessWidth width, long value) {
    switch (width) {
      case BYTE -> memory.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
      case WORD -> memory.set(UNALIGNED_SHORT, offset, (short) value);
      case DWORD -> memory.set(UNALIGNED_INT, offset, (int) value);
      case QWORD -> memory.set(UNALIGNED_LONG, offset, value);
    }
  }
}
