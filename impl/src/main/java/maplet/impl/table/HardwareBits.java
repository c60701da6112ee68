package maplet.impl.table;

/// Bits of entries that hardware sets, and that software therefore keeps.
///
/// @param leaf the accessed and dirty bits of leaves
/// @param gatedDirty those of them that are kept only where all bits of `gate` are set
/// @param gate what a leaf must have so that it can be dirty; 0 where every leaf can
/// @param table the accessed bit of entries that point to tables
public record HardwareBits(long leaf, long gatedDirty, long gate, long table) {
  /// Hardware sets nothing.
  public static final HardwareBits NONE = new HardwareBits(0, 0, 0, 0);
}
