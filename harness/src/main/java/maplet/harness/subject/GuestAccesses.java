package maplet.harness.subject;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import maplet.impl.AccessWidth;
import maplet.impl.AddressSpace;
import maplet.impl.GuestMemory;
import maplet.impl.MemoryOrder;
import maplet.impl.memory.MemoryHal;
import maplet.model.Access;
import maplet.model.Status;

/* Overview
 *
 * An access of the guest's memory goes through each door that the implementation has, as its
 * operands say: one, two, four or eight bytes are a value, aligned ones in each memory order;
 * others are a part of an array, or a segment.
 *
 * Whether a value is stored at once is seen by storing it where the memory ends in the middle of
 * it: nothing may be changed by that.
 */
/// Reads and writes of the guest's memory by Maplet's own implementation.
final class GuestAccesses {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final MemoryOrder[] ORDERS = MemoryOrder.values();

  /// Bytes of an array before those that are moved.
  private static final int LEAD = 3;

  private final GuestMemory memory;
  private final AddressSpace space;
  private final WatchedHal hal;
  private final byte[] value = new byte[Long.BYTES];
  private byte[] shifted = new byte[4096];
  private int torn;

  GuestAccesses(AddressSpace space, MemoryHal hal) {
    this.space = space;
    this.hal = new WatchedHal(hal);
    this.memory = new GuestMemory(space, this.hal);
  }

  int torn() {
    return torn;
  }

  Status read(long gpa, long size, byte[] target) {
    if (Long.compareUnsigned(size, target.length) > 0) {
      return memory.check(gpa, size, Access.READ);
    }
    int bytes = (int) size;
    if (isValue(bytes)) {
      Status status = memory.load(gpa, AccessWidth.of(bytes), order(gpa, bytes));
      if (status == Status.DONE) {
        LONGS.set(value, 0, memory.value());
        System.arraycopy(value, 0, target, 0, bytes);
      }
      return status;
    }
    return switch ((int) (gpa + size & 3)) {
      case 0 -> memory.read(gpa, MemorySegment.ofArray(target).asSlice(0, bytes));
      case 1 -> readShifted(gpa, bytes, target);
      default -> memory.read(gpa, target, 0, bytes);
    };
  }

  private Status readShifted(long gpa, int bytes, byte[] target) {
    makeRoom(bytes);
    System.arraycopy(target, 0, shifted, LEAD, bytes);
    Status status = memory.read(gpa, shifted, LEAD, bytes);
    System.arraycopy(shifted, LEAD, target, 0, bytes);
    return status;
  }

  Status write(long gpa, long size, byte[] source) {
    torn = 0;
    if (Long.compareUnsigned(size, source.length) > 0) {
      return memory.check(gpa, size, Access.WRITE);
    }
    int bytes = (int) size;
    if (isValue(bytes)) {
      return store(gpa, bytes, source);
    }
    return switch ((int) (gpa + size & 3)) {
      case 0 -> memory.write(gpa, MemorySegment.ofArray(source).asSlice(0, bytes));
      case 1 -> writeShifted(gpa, bytes, source);
      default -> memory.write(gpa, source, 0, bytes);
    };
  }

  private Status writeShifted(long gpa, int bytes, byte[] source) {
    makeRoom(bytes);
    System.arraycopy(source, 0, shifted, LEAD, bytes);
    return memory.write(gpa, shifted, LEAD, bytes);
  }

  private Status store(long gpa, int bytes, byte[] source) {
    System.arraycopy(source, 0, value, 0, bytes);
    long stored = (long) LONGS.get(value, 0);
    AccessWidth width = AccessWidth.of(bytes);
    MemoryOrder order = order(gpa, bytes);
    boolean isWhole = order != MemoryOrder.PLAIN && bytes > 1;
    if (isWhole && memory.check(gpa, bytes, Access.WRITE) == Status.DONE) {
      watch(gpa, bytes, width, order, stored);
    }
    return memory.store(gpa, width, order, stored);
  }

  /// Stores a value whose second half lies behind the memory's end.
  private void watch(long gpa, int bytes, AccessWidth width, MemoryOrder order, long stored) {
    if (space.runs().translateRun(gpa, Access.WRITE) == Status.FAULT) {
      return; // hardware may not write there, which is judged elsewhere
    }
    long offset = hal.physToVirt(space.runs().hpa());
    long word = offset & -Long.BYTES;
    MemorySegment whole = hal.virtualMemory();
    long before = whole.get(ValueLayout.JAVA_LONG, word);
    hal.endAt(offset + bytes / 2);
    try {
      memory.store(gpa, width, order, ~stored);
    } catch (IndexOutOfBoundsException _) {
      // as it should be
    } finally {
      hal.restore();
    }
    torn = whole.get(ValueLayout.JAVA_LONG, word) == before ? 0 : bytes;
    whole.set(ValueLayout.JAVA_LONG, word, before);
  }

  private static boolean isValue(int bytes) {
    return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
  }

  /// Any order where the address is aligned, by turns.
  private static MemoryOrder order(long gpa, int bytes) {
    boolean isAligned = (gpa & bytes - 1) == 0;
    return isAligned ? ORDERS[(int) Long.remainderUnsigned(gpa / bytes, 3)] : MemoryOrder.PLAIN;
  }

  private void makeRoom(int bytes) {
    if (shifted.length < LEAD + bytes) {
      shifted = new byte[2 * (LEAD + bytes)];
    }
  }
}
