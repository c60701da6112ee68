package maplet.harness.sequence;

import maplet.model.Layer;

/// What a sequence works on, and where.
///
/// @param base guest physical address, bytes
/// @param size bytes
/// @param layer an address space of that range, or a page table; the latter reaches over the whole
///   input range, and the range says only where operations aim
public record Setup(long base, long size, Layer layer) {
  /// An address space.
  public Setup(long base, long size) {
    this(base, size, Layer.SPACE);
  }
}
