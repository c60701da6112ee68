package maplet.impl;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import maplet.impl.memory.MemoryHal;
import maplet.model.Access;
import maplet.model.Rule;
import maplet.model.Status;

/// A guest's memory as the host reads and writes it: bytes, buffers and values, anywhere in the
/// address space, across pages and areas.
///
/// Each access is checked first, from its first byte to its last: an area holds it and permits the
/// access, its page is present, and the host has memory there. Then all bytes are moved; where one
/// fails, none is. Answers are [Status#DONE] or [Status#INVALID_INPUT]; [AddressSpace#rule] tells
/// which rule was broken, and [AddressSpace#operand] the first address that broke it. Guest
/// addresses are any 64-bit values. Nothing is allocated, but when an access has more runs than any
/// before. Not thread-safe: no operation may change the address space meanwhile.
public final class GuestMemory {
  private final OperandRules rules;
  private final RunQueries queries;
  private final MemoryHal hal;
  private final RunList runs = new RunList();
  private final RunList places = new RunList();

  private long value;

  /// @param hal has the memory behind the address space's host addresses
  public GuestMemory(AddressSpace space, MemoryHal hal) {
    this.rules = space.rules();
    this.queries = space.runs();
    this.hal = hal;
  }

  /// Whether all bytes of a range can be accessed; moves none.
  ///
  /// @param size bytes, unsigned; 0 is refused
  public Status check(long gpa, long size, Access access) {
    places.clear();
    if (!rules.acceptsBytes(gpa, size)) {
      return Status.INVALID_INPUT;
    }
    runs.clear();
    boolean mapped = queries.collect(gpa, gpa + size, access, Integer.MAX_VALUE, runs);
    // The runs end below an address that was refused, so memory that is missing comes first.
    return findPlaces(gpa) && mapped ? Status.DONE : Status.INVALID_INPUT;
  }

  /// Reads bytes.
  ///
  /// @param to index of the first byte in `target`
  /// @throws IndexOutOfBoundsException when `target` has no room for them; nothing is read
  public Status read(long gpa, byte[] target, int to, int size) {
    Objects.checkFromIndexSize(to, size, target.length);
    Status status = check(gpa, size, Access.READ);
    if (status != Status.DONE) {
      return status;
    }
    int at = to;
    for (int i = 0; i < places.count(); i++) {
      int bytes = (int) places.size(i);
      MemorySegment.copy(
          hal.virtualMemory(), ValueLayout.JAVA_BYTE, places.start(i), target, at, bytes);
      at += bytes;
    }
    return status;
  }

  /// Writes bytes.
  ///
  /// @param from index of the first byte in `source`
  /// @throws IndexOutOfBoundsException when `source` hasn't so many; nothing is written
  public Status write(long gpa, byte[] source, int from, int size) {
    Objects.checkFromIndexSize(from, size, source.length);
    Status status = check(gpa, size, Access.WRITE);
    if (status != Status.DONE) {
      return status;
    }
    int at = from;
    for (int i = 0; i < places.count(); i++) {
      int bytes = (int) places.size(i);
      MemorySegment.copy(
          source, at, hal.virtualMemory(), ValueLayout.JAVA_BYTE, places.start(i), bytes);
      at += bytes;
    }
    return status;
  }

  /// Reads bytes.
  ///
  /// @param target receives them from its first byte on; its size says how many
  public Status read(long gpa, MemorySegment target) {
    Status status = check(gpa, target.byteSize(), Access.READ);
    long at = 0;
    for (int i = 0; status == Status.DONE && i < places.count(); i++) {
      MemorySegment.copy(hal.virtualMemory(), places.start(i), target, at, places.size(i));
      at += places.size(i);
    }
    return status;
  }

  /// Writes bytes.
  ///
  /// @param source all of them
  public Status write(long gpa, MemorySegment source) {
    Status status = check(gpa, source.byteSize(), Access.WRITE);
    long at = 0;
    for (int i = 0; status == Status.DONE && i < places.count(); i++) {
      MemorySegment.copy(source, at, hal.virtualMemory(), places.start(i), places.size(i));
      at += places.size(i);
    }
    return status;
  }

  /// Reads a little-endian value, which is then in [#value].
  ///
  /// @param gpa of its lowest byte; a multiple of the width unless the order is plain
  public Status load(long gpa, AccessWidth width, MemoryOrder order) {
    Status status = checkValue(gpa, width, order, Access.READ);
    if (status == Status.DONE) {
      value =
          places.count() == 1
              ? Values.load(hal.virtualMemory(), places.start(0), width, order)
              : loadBytes();
    }
    return status;
  }

  /// The value that was loaded last; the upper bits of narrow ones are zero.
  public long value() {
    return value;
  }

  /// Writes a little-endian value.
  ///
  /// @param gpa of its lowest byte; a multiple of the width unless the order is plain
  /// @param stored its low bits are written
  public Status store(long gpa, AccessWidth width, MemoryOrder order, long stored) {
    Status status = checkValue(gpa, width, order, Access.WRITE);
    if (status != Status.DONE) {
      return status;
    }
    if (places.count() == 1) {
      Values.store(hal.virtualMemory(), places.start(0), width, order, stored);
    } else {
      storeBytes(stored);
    }
    return status;
  }

  private Status checkValue(long gpa, AccessWidth width, MemoryOrder order, Access access) {
    if (order != MemoryOrder.PLAIN && (gpa & width.bytes() - 1) != 0) {
      rules.refuse(Rule.ALIGNMENT, gpa);
      return Status.INVALID_INPUT;
    }
    return check(gpa, width.bytes(), access);
  }

  /// A value whose bytes don't follow each other.
  private long loadBytes() {
    MemorySegment memory = hal.virtualMemory();
    long loaded = 0;
    int shift = 0;
    for (int i = 0; i < places.count(); i++) {
      for (long at = 0; at < places.size(i); at++) {
        long octet = memory.get(ValueLayout.JAVA_BYTE, places.start(i) + at) & 0xff;
        loaded |= octet << shift;
        shift += Byte.SIZE;
      }
    }
    return loaded;
  }

  private void storeBytes(long stored) {
    MemorySegment memory = hal.virtualMemory();
    int shift = 0;
    for (int i = 0; i < places.count(); i++) {
      for (long at = 0; at < places.size(i); at++) {
        memory.set(ValueLayout.JAVA_BYTE, places.start(i) + at, (byte) (stored >>> shift));
        shift += Byte.SIZE;
      }
    }
  }

  /// Finds the virtual addresses of all runs; refuses the first byte without memory.
  private boolean findPlaces(long gpa) {
    long at = gpa;
    for (int i = 0; i < runs.count(); i++) {
      long hpa = runs.start(i);
      long left = runs.size(i);
      while (left > 0) {
        long size = Math.min(left, hal.contiguous(hpa));
        if (size == 0) {
          return rules.refuse(Rule.NO_HOST_MEMORY, at);
        }
        places.add(hal.physToVirt(hpa), size);
        hpa += size;
        at += size;
        left -= size;
      }
    }
    return true;
  }
}
