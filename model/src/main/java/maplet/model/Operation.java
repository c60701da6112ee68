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

  /// Asks what an access of the guest's at an address (any byte) reaches.
  record Translate(long gpa, Access access) implements Operation {}

  /// The guest itself accesses an address (any byte): hardware walks the tables, and writes their
  /// accessed and dirty flags where the regime has them. It answers as [Translate] does.
  record Touch(long gpa, Access access) implements Operation {}

  /// Asks as [Translate] does, in tables entries of which are damaged for that long. This is a
  /// question to walkers about what manuals reserve; without entries there is nothing to damage, so
  /// the rules answer it as [Translate].
  ///
  /// @param height of the entry, counted from the leaves up; the walk's last entry where the walk
  ///   doesn't have that many
  /// @param flips the bits of the entry that change
  /// @param others the bits that change of every other entry on the walk's way
  record DamagedWalk(long gpa, Access access, int height, long flips, long others)
      implements Operation {}

  /// An operation that [Queries] answers: it asks about areas and host memory, or accesses the
  /// guest's memory. No area and no mapping changes.
  sealed interface Query extends Operation {}

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

  /// A request to a page table ([Layer#TABLE]), whose host memory is always the caller's. [Clear],
  /// [Translate], [Touch] and [DamagedWalk] are requests to a table too.
  sealed interface OnTable extends Operation {}

  /// Makes one leaf.
  ///
  /// @param gpa a multiple of the page size
  /// @param hpa a multiple of the page size
  /// @param pageSize bytes, one of [Capabilities#pageShifts]
  record MapPage(long gpa, long hpa, long pageSize, Attributes attributes) implements OnTable {}

  /// Removes the leaf that maps an address (any byte), the whole of it.
  record UnmapPage(long gpa) implements OnTable {}

  /// Gives the leaf that maps an address (any byte), the whole of it, another host address and
  /// other attributes.
  ///
  /// @param hpa a multiple of the leaf's page size
  record Remap(long gpa, long hpa, Attributes attributes) implements OnTable {}

  /// Asks which leaf maps an address (any byte), whatever the access.
  record QueryPage(long gpa) implements OnTable {}

  /// Maps a range of which nothing is mapped: guest address `gpa + i` reaches host address `hpa +
  /// i` for `i` below `size`.
  ///
  /// @param allowHuge whether leaves are the largest that fit, from the low end up; otherwise all
  ///   have the granule's size
  record MapRegion(long gpa, long hpa, long size, Attributes attributes, boolean allowHuge)
      implements OnTable {}

  /// Removes whatever the range maps. Holes are fine; huge leaves that cross an end are split.
  record UnmapRegion(long gpa, long size) implements OnTable {}

  /// Gives whatever the range maps other attributes. Holes are skipped; huge leaves that cross an
  /// end are split.
  record ProtectRegion(long gpa, long size, Attributes attributes) implements OnTable {}

  /// Visits every leaf, in the order of guest addresses.
  record WalkTable() implements OnTable {}
}
