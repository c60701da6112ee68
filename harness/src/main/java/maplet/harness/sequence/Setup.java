package maplet.harness.sequence;

import maplet.model.Layer;

/// What a sequence works on, where, and what the host has for it.
///
/// @param base guest physical address, bytes
/// @param size bytes
/// @param layer an address space of that range, or a page table; the latter reaches over the whole
///   input range, and the range says only where operations aim
/// @param refuseFrom from which request on the allocator refuses frames while it is created, 1 is
///   the first; 0: never
/// @param refuseOnce whether it refuses that request alone
/// @param recycled whether the first frames that the host has are ones that came back
public record Setup(
    long base, long size, Layer layer, int refuseFrom, boolean refuseOnce, boolean recycled) {
  /// On a host that refuses nothing, and whose frames nobody had before.
  public Setup(long base, long size, Layer layer) {
    this(base, size, layer, 0, false, false);
  }

  /// An address space.
  public Setup(long base, long size) {
    this(base, size, Layer.SPACE);
  }
}
