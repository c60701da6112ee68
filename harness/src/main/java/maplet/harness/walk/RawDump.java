package maplet.harness.walk;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Bytes of memory as they are, without a gap.
///
/// @param base physical address of the first byte, a multiple of eight
/// @param bytes a whole number of words, mapped
record RawDump(String name, long base, MemorySegment bytes) implements Dump {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public boolean holds(long address) {
    return address >= base && address - base < bytes.byteSize();
  }

  @Override
  public long word(long address) {
    return bytes.get(WORD, address - base);
  }

  @Override
  public long overlap(Dump other) {
    return switch (other) {
      case RawDump raw -> {
        long first = Math.max(base, raw.base);
        yield holds(first) && raw.holds(first) ? first : -1;
      }
      case SparseDump sparse -> sparse.overlap(this);
    };
  }

  @Override
  public String extent() {
    return "[0x%x, 0x%x)".formatted(base, base + bytes.byteSize());
  }
}
