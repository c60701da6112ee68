package maplet.impl.table;

/// The shape of a regime's table tree.
///
/// @param levels number of levels; the root has height `levels - 1`
/// @param highestLeaf height of the largest leaves; all smaller heights have leaves too
/// @param rootFrames frames of one granule each that make up the root
public record Geometry(int levels, int highestLeaf, int rootFrames) {}
