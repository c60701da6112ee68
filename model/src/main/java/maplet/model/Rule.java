package maplet.model;

import java.util.Locale;

/// The rule that a refused operation breaks. The order is the order in which the rules are
/// examined: an operation that breaks several is refused for the first.
public enum Rule {
  /// No rule is broken.
  NONE("no rule is broken"),
  /// A size of zero.
  EMPTY("the size must be greater than zero"),
  /// A page size that the regime doesn't have.
  PAGE_SIZE("the page size must be one of the regime's"),
  /// A guest address, host address or size that isn't a multiple of the granule, or of the leaf's
  /// page size where an operation is about one leaf.
  ALIGNMENT("addresses and sizes must be multiples of the page size, or of the granule"),
  /// An alignment, asked of a free range, that isn't one.
  POWER_OF_TWO("the alignment must be a power of two, and at least the granule"),
  /// A range whose end doesn't fit 64 bits.
  OVERFLOW("the range must end within 64 bits"),
  /// A range outside the address space.
  OUT_OF_RANGE("the range must lie inside the address space"),
  /// A guest address that the regime's input width can't express.
  INPUT_WIDTH("guest physical addresses must fit the regime's input width"),
  /// A host address that the regime's output width can't express.
  OUTPUT_WIDTH("host physical addresses must fit the regime's output width"),
  /// Attributes without any permission.
  NO_PERMISSION("at least one permission must be granted"),
  /// Attributes that the regime's entries can't express.
  REPRESENTABLE("the regime must be able to represent the attributes"),
  /// A range that overlaps an area.
  OVERLAP("the range must not overlap an area"),
  /// A range, or an address, that isn't wholly inside areas.
  NO_AREA("every address must lie inside an area"),
  /// An access that the area doesn't permit.
  NOT_PERMITTED("the area must permit the access"),
  /// A fault in an area whose pages aren't allocated on demand.
  NOT_ON_DEMAND("only pages of on-demand areas are allocated by a fault"),
  /// A buffer that goes on where another area begins.
  ONE_AREA("the whole buffer must lie in one area"),
  /// An access of the host's to a page that isn't present.
  NOT_PRESENT("the page must be present"),
  /// A host address that the host has no memory at.
  NO_HOST_MEMORY("the host must have memory behind every byte"),
  /// A search for free addresses that found none.
  NO_FREE_AREA("a free range of this size must lie inside the limits and the address space"),
  /// A leaf in a range of which nothing may be mapped.
  MAPPED("nothing may be mapped in the range yet"),
  /// A leaf in such a range that is larger than the range, or crosses one of its ends.
  LARGER_LEAF("the range must not begin or end inside a mapped leaf"),
  /// An address that no leaf maps.
  NO_MAPPING("a leaf must map the address"),
  /// The host's allocator refused a frame.
  ALLOCATOR("the host must have a free frame");

  private static final Rule[] ALL = values();

  private final String text;

  Rule(String text) {
    this.text = text;
  }

  /// The rule as a sentence.
  public String text() {
    return text;
  }

  /// The rule with the given ordinal, without copying the array of values.
  public static Rule of(int ordinal) {
    return ALL[ordinal];
  }

  /// The name in lower case with dashes, as in `out-of-range`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
