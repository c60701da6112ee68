package maplet.model.arch;

/// What the architecture asks of software that changes live entries.
///
/// @param addressOperandShift an invalidation by address takes the guest physical address shifted
///   right by this many bits (12 for TLBI IPAS2E1IS, 2 for HFENCE.GVMA); -1 where the architecture
///   has no invalidation by address (INVEPT)
/// @param breakBeforeMake whether a valid entry must be made invalid, and that invalidated, before
///   it may get another address, size or memory type
/// @param invalidEntriesCached whether an implementation may remember that an entry was invalid, so
///   that making it valid needs an invalidation too
public record Maintenance(
    int addressOperandShift,
    boolean breakBeforeMake,
    boolean invalidEntriesCached,
    Citation citation) {}
