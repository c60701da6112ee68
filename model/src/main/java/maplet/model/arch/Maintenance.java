package maplet.model.arch;

/// What the architecture asks of software that changes live entries.
///
/// @param addressOperandShift an invalidation by address takes the guest physical address shifted
///   right by this many bits (12 for TLBI IPAS2E1IS, 2 for HFENCE.GVMA); -1 where the architecture
///   has no invalidation by address (INVEPT)
/// @param addressReachesTables whether an invalidation by address also drops table entries that
///   were met on the way to that address; where it drops leaves alone (HFENCE.GVMA with rs1 other
///   than x0), a changed table entry asks for an invalidation of the whole address space
/// @param breakBeforeMake whether a valid entry must be made invalid, and that invalidated, before
///   it may get another address, size or memory type
/// @param invalidEntriesCached whether an implementation may remember that an entry was invalid, so
///   that making it valid needs an invalidation too
public record Maintenance(
    int addressOperandShift,
    boolean addressReachesTables,
    boolean breakBeforeMake,
    boolean invalidEntriesCached,
    Citation citation) {}
