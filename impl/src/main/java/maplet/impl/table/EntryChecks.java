package maplet.impl.table;

import maplet.model.FaultKind;

/// What a walk looks at in an entry besides its address, permissions and type: encodings that the
/// manual reserves, and flags that must be set.
///
/// @param tableReserved by height: bits that must be clear in an entry that points to a table
/// @param leafReserved by height: bits that must be clear in a leaf
/// @param lastMask with `lastReserved`: a valid entry of height 0 is reserved when `(word &
///   lastMask) == lastReserved`
/// @param accessFlags bits that must be set for any access
/// @param writeFlags bits that must be set for a write
/// @param flagsFirst whether flags are looked at before permissions
/// @param napot leaves of height 0 that map more than a granule
/// @param oversized bits that put an address beyond the output width, where that is a fault of its
///   own
/// @param reserved what a walk ends in at a reserved encoding
// Arrays, because the hot paths index them; nobody compares checks, and none is ever written to.
@SuppressWarnings("ArrayRecordComponent")
public record EntryChecks(
    long[] tableReserved,
    long[] leafReserved,
    long lastMask,
    long lastReserved,
    long accessFlags,
    long writeFlags,
    boolean flagsFirst,
    Napot napot,
    long oversized,
    FaultKind reserved) {}
