package maplet.model;

/// The tag of a run of mappings: the attribute code in bits 7:0, and above it the page size as an
/// index into [Capabilities#pageShifts].
///
/// A run whose page size is larger than the granule consists of whole, aligned leaves of that size.
public final class MappingTag {
  private static final int CODE_BITS = 8;

  private MappingTag() {}

  /// The tag for an attribute code and the index of a page size.
  public static int of(int attributes, int pageIndex) {
    return attributes | pageIndex << CODE_BITS;
  }

  /// The attribute code in a tag.
  public static int attributes(int tag) {
    return tag & (1 << CODE_BITS) - 1;
  }

  /// The index of the page size in a tag.
  public static int pageIndex(int tag) {
    return tag >>> CODE_BITS;
  }
}
