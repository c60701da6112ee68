package maplet.harness.attest.bochs;

/// How a guest physical address is accessed, in the order of the guest program's `enum access`.
public enum EptAccess {
  READ,
  WRITE,
  FETCH,
  /// The processor itself reads a guest paging-structure entry, the first one of a page.
  GUEST_PAGE_WALK
}
