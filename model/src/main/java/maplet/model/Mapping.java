package maplet.model;

/// A maplet: a range of guest addresses that reaches a range of host addresses of the same size,
/// with the same attributes and leaves of the same page size throughout.
///
/// @param gpa first guest physical address, in bytes
/// @param hpa host physical address that `gpa` reaches
/// @param size bytes, a multiple of the page size
/// @param attributes of every page
/// @param pageSize bytes of each leaf; both addresses are multiples of it
public record Mapping(long gpa, long hpa, long size, Attributes attributes, long pageSize) {
  /// One more than the last guest address.
  public long end() {
    return gpa + size;
  }

  /// As in `[0x200000, 0x400000) -> 0x40000000 rwx write-back, pages of 0x200000`.
  @Override
  public String toString() {
    return "[0x%x, 0x%x) -> 0x%x %s, pages of 0x%x"
        .formatted(gpa, end(), hpa, attributes, pageSize);
  }
}
