package maplet.impl.table;

/// How entries are told apart and written.
///
/// @param presentMask an entry is valid when any of these bits is set
/// @param tableMask with `tableValue`: a valid entry above height 0 points to a table when `(word &
///   tableMask) == tableValue`
/// @param tableBits all bits but the address of an entry that points to a table
/// @param leafBits all bits but the address of a leaf of height 0, by attribute code; 0 where it
///   can't be represented
/// @param hugeBits what a leaf above height 0 differs in from one at height 0 (exclusive or)
// An array, because the hot paths index it; nobody compares kinds, and none is ever written to.
@SuppressWarnings("ArrayRecordComponent")
public record EntryKinds(
    long presentMask,
    long tableMask,
    long tableValue,
    long tableBits,
    long[] leafBits,
    long hugeBits) {}
