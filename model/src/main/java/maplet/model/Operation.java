package maplet.model;

/// A request to a guest address space. All addresses and sizes are in bytes and unsigned; any
/// 64-bit value may be given, for refusing it is part of what is specified.
public sealed interface Operation {
  /// Makes a linear area: guest address `gpa + i` reaches host address `hpa + i` for `i` below
  /// `size`.
  record MapLinear(long gpa, long hpa, long size, Attributes attributes) implements Operation {}

  /// Makes an area of zeroed frames from the allocator.
  ///
  /// @param populate whether all pages are present at once, or each from its first fault on
  record MapAllocated(long gpa, long size, Attributes attributes, boolean populate)
      implements Operation {}

  /// Removes the areas, or the parts of areas, in the range. Holes are fine.
  record Unmap(long gpa, long size) implements Operation {}

  /// Gives the range other attributes. The whole range must lie inside areas.
  record Protect(long gpa, long size, Attributes attributes) implements Operation {}

  /// Removes every area.
  record Clear() implements Operation {}

  /// Resolves a guest's fault at an address (any byte of the page).
  record HandleFault(long gpa, Access access) implements Operation {}

  /// An operation that changes no area and no mapping: it asks, or accesses the guest's memory.
  sealed interface Query extends Operation {}

  /// Asks what an access of the guest's at an address (any byte) reaches.
  record Translate(long gpa, Access access) implements Query {}

  /// Asks what an access at an address (any byte) reaches, and how many bytes of host memory follow
  /// each other from there on inside the address's area.
  record TranslateRun(long gpa, Access access) implements Query {}

  /// Asks for the host memory behind a range of bytes of one area, in as few runs as can be.
  ///
  /// @param size bytes; neither it nor `gpa` need be aligned
  /// @param access that the area must permit on all of them
  record ByteBuffer(long gpa, long size, Access access) implements Query {}

  /// Reads bytes as the guest would; they may lie in several areas, and need not be aligned.
  record ReadMemory(long gpa, long size) implements Query {}

  /// Writes bytes as the guest would; they may lie in several areas, and need not be aligned.
  ///
  /// @param seed names the bytes: a pattern that whoever runs the operation makes of it
  record WriteMemory(long gpa, long size, long seed) implements Query {}

  /// Asks for the area that holds an address (any byte).
  record FindArea(long gpa) implements Query {}

  /// Asks for the lowest range that overlaps no area.
  ///
  /// @param hint lowest address that will do, not necessarily aligned
  /// @param size bytes, a positive multiple of the granule
  /// @param alignment of the address that is found, in bytes: a power of two, at least the granule
  /// @param limitStart lowest address of the range that may be used, any value
  /// @param limitEnd one more than its highest address, any value; the whole range lies below
  record FindFreeArea(long hint, long size, long alignment, long limitStart, long limitEnd)
      implements Query {}
}
