package maplet.impl.table;

/// What software owes hardware when it changes entries.
///
/// @param invalidationShift an invalidation takes the guest address shifted right by this; -1 where
///   there is none by address
/// @param breakBeforeMake whether a live leaf must be invalidated before its size, address or type
///   changes
/// @param invalidCached whether making an entry valid needs an invalidation
public record Upkeep(int invalidationShift, boolean breakBeforeMake, boolean invalidCached) {}
