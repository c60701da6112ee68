package maplet.harness.sequence;

/// Where a sequence's address space lies.
///
/// @param base guest physical address, bytes
/// @param size bytes
public record Setup(long base, long size) {}
