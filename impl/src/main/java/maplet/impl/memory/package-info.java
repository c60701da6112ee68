/// Simulated host memory: words at physical addresses, the frames in it, and the log of what
/// happens.
///
/// Used by: every other package of `impl`, and the harness, which reads a subject's memory and log
/// through it. Uses: java.base only.
///
/// ## Design decisions
///
/// - *One off-heap arena* behind read and write of a 64-bit word at a physical address, not a
///   `long[]` for each frame: measured equally fast, and the same checker can read memory that a
///   foreign implementation shares.
/// - *One log for everything*, in order. Whether a frame is freed before its invalidation is a
///   question about order between kinds of events; separate journals would lose it.
/// - *Two faces of one memory.* The table core uses [maplet.impl.memory.PhysicalMemory] and
///   [maplet.impl.memory.FrameAllocator] as they are, final classes that log; users of the library
///   see [maplet.impl.memory.MemoryHal], which they can implement for a machine of their own.
/// - *A virtual address is an offset into one segment.* Rejected: a segment for each address, which
///   is an allocation for each access.
/// - *Freed frames come back first*, and dirty: mistakes with them show at once.
@NullMarked
package maplet.impl.memory;

import org.jspecify.annotations.NullMarked;
