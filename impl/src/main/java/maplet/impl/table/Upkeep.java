package maplet.impl.table;

/// What software owes hardware when it changes entries.
///
/// @param invalidationShift an invalidation takes the guest address shifted right by this; -1 where
///   there is none by address
/// @param addressReachesTables whether an invalidation by address drops table entries too, not only
///   leaves
/// @param breakBeforeMake whether a live leaf must be invalidated before its size, address or type
///   changes
/// @param invalidCached whether making an entry valid needs an invalidation
public record Upkeep(
    int invalidationShift,
    boolean addressReachesTables,
    boolean breakBeforeMake,
    boolean invalidCached) {}
