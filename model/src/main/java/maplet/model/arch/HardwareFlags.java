package maplet.model.arch;

/// What hardware itself writes into entries when a guest accesses memory.
///
/// @param accessed the bit of a leaf that any access sets; 0 where software sets it
/// @param dirty the bit of a leaf that a write sets; 0 where software sets it
/// @param tableAccessed the bit of a table entry that any walk through it sets; 0 where there is
///   none
/// @param dirtyNeedsWrite whether a leaf can be dirty only while it grants writing (AArch64, where
///   the dirty state is S2AP\[1\])
public record HardwareFlags(
    long accessed, long dirty, long tableAccessed, boolean dirtyNeedsWrite) {
  /// Hardware writes nothing.
  public static final HardwareFlags NONE = new HardwareFlags(0, 0, 0, false);
}
