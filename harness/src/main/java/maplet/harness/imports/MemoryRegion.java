package maplet.harness.imports;

/// A range of guest physical addresses with one thing behind it.
///
/// @param first guest physical address of its first byte, unsigned
/// @param last guest physical address of its last byte, unsigned, not below `first`
record MemoryRegion(long first, long last, MemoryKind kind) {}
