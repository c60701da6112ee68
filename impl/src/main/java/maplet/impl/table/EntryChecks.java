package maplet.impl.table;

import maplet.model.FaultKind;

/// What a walk looks at in an entry besides its address: encodings that the manual reserves, and flags
/// that must be set.
///
/// @param tableReserved by height: bits that must be clear in an entry that points to a table
/// @param leafReserved by height: bits that must be clear in a leaf
/// @param lastMask with `lastReserved`: a valid entry of height 0 is reserved when
///     `(word & lastMask) == lastReserved`
/// @param legalPermissions bit `p` is set when entries may have the permission bits `p`
/// @param gate bits without which a leaf grants nothing
/// @param accessFlags bits that must be set for any access
/// @param writeFlags bits that must be set for a write
/// @param flagsFirst whether flags are looked at before permissions
/// @param inherits whether entries that point to tables restrict permissions
/// @param reserved what a walk ends in at a reserved encoding
// Arrays, because the hot paths index them; nobody compares checks, and none is ever written to.
@SuppressWarnings("ArrayRecordComponent")
public record EntryChecks(
    long[] tableReserved,
    long[] leafReserved,
    long lastMask,
    long lastReserved,
    int legalPermissions,
    long gate,
    long accessFlags,
    long writeFlags,
    boolean flagsFirst,
    boolean inherits,
    FaultKind reserved) {
  /// Every combination of permission bits.
  public static final int ALL_PERMISSIONS = 0xff;

  /// Every combination but a write without a read.
  public static final int NO_WRITE_WITHOUT_READ = 0b1011_1011;

  boolean permissionsAreLegal(int permissions) {
    return (legalPermissions >>> permissions & 1) != 0;
  }
}
