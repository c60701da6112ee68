package maplet.impl.table;

/// Where leaves keep their memory type.
///
/// @param shift lowest bit of the field
/// @param types ordinal of the memory type for each value of the field, whose width is the table's
///   length; -1 where the value is reserved
// An array, because the hot paths index it; nobody compares fields, and none is ever written to.
@SuppressWarnings("ArrayRecordComponent")
public record TypeField(int shift, byte[] types) {}
