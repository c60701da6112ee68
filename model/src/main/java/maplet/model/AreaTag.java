package maplet.model;

/// The tag of an area's run: the attribute code in bits 7:0, and above it the backing.
public final class AreaTag {
  private static final int CODE_BITS = 8;

  private AreaTag() {}

  /// The tag for an attribute code and a backing.
  public static int of(int attributes, Backing backing) {
    return attributes | backing.ordinal() << CODE_BITS;
  }

  /// The attribute code in a tag.
  public static int attributes(int tag) {
    return tag & (1 << CODE_BITS) - 1;
  }

  /// The backing in a tag.
  public static Backing backing(int tag) {
    return Backing.of(tag >>> CODE_BITS);
  }
}
