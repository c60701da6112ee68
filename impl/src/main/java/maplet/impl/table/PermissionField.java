package maplet.impl.table;

import maplet.model.Permissions;

/// What entries grant, as a table: the bits of `mask`, pressed together, index it.
///
/// @param mask bits of an entry that permissions depend on, at most eight
/// @param granted permission bits (see [Permissions]) for each value of those bits; [#RESERVED]
///   where the manual reserves the value
// An array, because the hot paths index it; nobody compares fields, and none is ever written to.
@SuppressWarnings("ArrayRecordComponent")
public record PermissionField(long mask, byte[] granted) {
  /// The value of reserved encodings.
  public static final byte RESERVED = -1;

  /// Entries that grant everything, whatever their bits.
  public static final PermissionField EVERYTHING =
      new PermissionField(0, new byte[] {Permissions.ALL_BITS});
}
