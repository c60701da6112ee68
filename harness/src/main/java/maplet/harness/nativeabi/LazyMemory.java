package maplet.harness.nativeabi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/// Memory of which only those pages cost anything that are stored to: a list that is nearly always
/// short can have room for the longest that there is.
final class LazyMemory {
  private static final int READ_WRITE = 3;

  /// Private, anonymous, not reserved.
  private static final int FLAGS = 0x2 | 0x20 | 0x4000;

  private static final ValueLayout LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout INT = ValueLayout.JAVA_INT;

  private LazyMemory() {}

  /// Memory of zeros that lives as long as the arena.
  static MemorySegment allocate(Arena arena, long bytes) {
    boolean isLinux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    return isLinux ? map(arena, bytes) : arena.allocate(bytes, Long.BYTES);
  }

  @SuppressWarnings("restricted")
  private static MemorySegment map(Arena arena, long bytes) {
    Linker linker = Linker.nativeLinker();
    try {
      MemorySegment mmap = linker.defaultLookup().find("mmap").orElseThrow();
      long address =
          (long)
              linker
                  .downcallHandle(
                      mmap, FunctionDescriptor.of(LONG, LONG, LONG, INT, INT, INT, LONG))
                  .invokeExact(0L, bytes, READ_WRITE, FLAGS, -1, 0L);
      if (address == -1) {
        throw new OutOfMemoryError("no room for %d bytes of memory".formatted(bytes));
      }
      return MemorySegment.ofAddress(address).reinterpret(bytes, arena, LazyMemory::unmap);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("mmap failed: " + e, e);
    }
  }

  @SuppressWarnings("restricted")
  private static void unmap(MemorySegment memory) {
    Linker linker = Linker.nativeLinker();
    try {
      MemorySegment munmap = linker.defaultLookup().find("munmap").orElseThrow();
      int result =
          (int)
              linker
                  .downcallHandle(munmap, FunctionDescriptor.of(INT, LONG, LONG))
                  .invokeExact(memory.address(), memory.byteSize());
      if (result != 0) {
        throw new IllegalStateException("munmap returned " + result);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("munmap failed: " + e, e);
    }
  }
}
