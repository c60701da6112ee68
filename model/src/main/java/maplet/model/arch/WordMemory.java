package maplet.model.arch;

/// Physical memory as a walker sees it: 64-bit words at physical addresses.
@FunctionalInterface
public interface WordMemory {
  /// The word at a physical address, a multiple of eight. An address outside memory reads as zero
  /// or is refused with [IndexOutOfBoundsException]; each memory says which.
  long read(long physicalAddress);
}
