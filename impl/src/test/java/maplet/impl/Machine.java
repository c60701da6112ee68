package maplet.impl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import maplet.impl.memory.EventLog;
import maplet.impl.memory.FrameAllocator;
import maplet.impl.memory.PhysicalMemory;
import maplet.impl.table.TableFormat;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.Status;

/// A host with one address space on it, and a second look at its tables: a reader that shares no
/// code with the implementation.
public final class Machine implements AutoCloseable {
  public static final long PAGE = 4096;
  public static final long MIB = 1L << 20;
  public static final long GIB = 1L << 30;

  public static final int RWX = Attributes.RAM.code();
  public static final int RW = code(Permissions.RW, MemoryType.WRITE_BACK);
  public static final int RX = code(Permissions.RX, MemoryType.WRITE_BACK);
  public static final int R = code(Permissions.R, MemoryType.WRITE_BACK);

  /// Where the frames are; linear areas of the tests stay below.
  public static final long HOST = 1L << 40;

  public final EventLog events = new EventLog();
  public final PhysicalMemory memory;
  public final FrameAllocator allocator;
  public final AddressSpace space;
  public final TableFormat format;

  /// A leaf as the reader finds it.
  public record Leaf(long gpa, int height, long word) {}

  /// A machine whose address space isn't created yet.
  public Machine(TableFormat format, int frames) {
    this.format = format;
    memory = new PhysicalMemory(HOST, frames * PAGE, PAGE, events);
    allocator = new FrameAllocator(memory, events);
    space = new AddressSpace(format, memory, allocator, events);
  }

  /// A machine of 4096 frames with an address space over `[base, base + size)`. The frames that the
  /// address space gets first are dirty.
  public static Machine with(String id, long base, long size) {
    Machine machine = new Machine(Formats.find(id), 4096);
    machine.soilFrames(64);
    if (machine.space.create(base, size) != Status.DONE) {
      throw new AssertionError("not created: " + machine.space.rule());
    }
    machine.events.clear();
    return machine;
  }

  private void soilFrames(int count) {
    long first = allocator.allocate(count, PAGE);
    for (int i = 0; i < count * 512; i++) {
      memory.guestWrite(first + 8L * i, 0x5a5a_5a5a_5a5a_5a5aL);
    }
    allocator.free(first, count);
  }

  public static int code(Permissions permissions, MemoryType type) {
    return new Attributes(permissions, type).code();
  }

  /// All leaves, ascending.
  public List<Leaf> leaves() {
    List<Leaf> leaves = new ArrayList<>();
    readRoot(leaves, new TreeMap<>());
    return leaves;
  }

  /// Every word of every reachable table that isn't zero, by its address.
  public Map<Long, Long> words() {
    Map<Long, Long> words = new TreeMap<>();
    readRoot(new ArrayList<>(), words);
    return words;
  }

  /// The leaf that maps an address.
  public Leaf leafAt(long gpa) {
    return leaves().stream()
        .filter(leaf -> gpa - leaf.gpa() >= 0 && gpa - leaf.gpa() < size(leaf.height()))
        .findAny()
        .orElseThrow();
  }

  /// Number of tables, the root's frames among them.
  public int tables() {
    return readRoot(new ArrayList<>(), new TreeMap<>());
  }

  /// Bytes that an entry of a height covers.
  public static long size(int height) {
    return PAGE << 9 * height;
  }

  /// The host address in a leaf or the table's address in an entry.
  public long address(long word) {
    if (format.id().startsWith("riscv")) {
      return (word << 10 >>> 20) << 12;
    }
    return word & 0x0000_ffff_ffff_f000L;
  }

  private int readRoot(List<Leaf> leaves, Map<Long, Long> words) {
    int height = format.levels() - 1;
    int tables = 0;
    for (int i = 0; i < format.rootFrames(); i++) {
      long gpa = i * size(height + 1);
      tables += readTable(space.root() + i * PAGE, height, gpa, leaves, words);
    }
    return tables;
  }

  private int readTable(
      long table, int height, long gpa, List<Leaf> leaves, Map<Long, Long> words) {
    int tables = 1;
    for (int i = 0; i < 512; i++) {
      long word = memory.read(table + 8L * i);
      long at = gpa + i * size(height);
      if (word != 0) {
        words.put(table + 8L * i, word);
      }
      if (word != 0 && pointsToTable(word, height)) {
        tables += readTable(address(word), height - 1, at, leaves, words);
      } else if (word != 0) {
        leaves.add(new Leaf(at, height, word));
      }
    }
    return tables;
  }

  private boolean pointsToTable(long word, int height) {
    if (height == 0) {
      return false;
    }
    return switch (format.id().charAt(0)) {
      case 'e' -> (word & 0x80) == 0;
      case 'a' -> (word & 3) == 3;
      default -> (word & 0xe) == 0;
    };
  }

  @Override
  public void close() {
    memory.close();
  }
}
