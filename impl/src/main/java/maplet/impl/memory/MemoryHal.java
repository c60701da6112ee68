package maplet.impl.memory;

import java.lang.foreign.MemorySegment;

/// What the library needs of the machine that it runs on: frames, and a way to reach the host
/// memory behind a host physical address.
///
/// A *virtual address* is an offset into [#virtualMemory], so that a host whose kernel maps all of
/// its memory in one place gives that place as a segment, and everybody reads and writes with plain
/// offsets. Nothing here allocates Java objects.
public interface MemoryHal {
  /// The answer where there is no frame, no memory or no such address.
  long NONE = -1;

  /// Bytes of a frame, the granule of the address spaces that use it.
  long frameSize();

  /// One frame, its contents whatever its last owner left.
  ///
  /// @return host physical address, a multiple of the frame size, or [#NONE]
  long allocFrame();

  /// Takes a frame back.
  ///
  /// @param hpa as [#allocFrame] returned it
  /// @throws IllegalStateException when the frame isn't handed out
  void deallocFrame(long hpa);

  /// All host memory as the library sees it. Its offset 0 is aligned to eight bytes at least.
  MemorySegment virtualMemory();

  /// Where the byte at a host physical address is seen.
  ///
  /// @param hpa any value
  /// @return offset into [#virtualMemory], or [#NONE] where the host has no memory
  long physToVirt(long hpa);

  /// The host physical address of the byte at an offset into [#virtualMemory].
  ///
  /// @param offset any value
  /// @return [#NONE] where the host has no memory
  long virtToPhys(long offset);

  /// Bytes from a host physical address on that are memory, and follow each other in
  /// [#virtualMemory] too.
  ///
  /// @param hpa any value
  /// @return 0 where [#physToVirt] answers [#NONE]
  long contiguous(long hpa);
}
