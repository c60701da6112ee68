package maplet.model;

import java.util.BitSet;
import java.util.List;
import org.apache.commons.lang3.Validate;

/// What the rules need to know of a translation regime: widths, page sizes and the attributes that
/// its entries can express. It has no bits of any entry; those are `model.arch`'s.
///
/// @param inputBits width of a guest physical address, 12 to 57
/// @param outputBits width of a host physical address, 12 to 56
/// @param pageShifts base-2 logarithms of the page sizes, ascending; the first is the granule's
/// @param representable codes of all [Attributes] that the regime's leaf entries can express
public record Capabilities(
    int inputBits, int outputBits, List<Integer> pageShifts, BitSet representable) {

  public Capabilities {
    pageShifts = List.copyOf(pageShifts);
    representable = (BitSet) representable.clone();
    Validate.inclusiveBetween(12, 57, inputBits, "inputBits must be from 12 to 57");
    Validate.inclusiveBetween(12, 56, outputBits, "outputBits must be from 12 to 56");
    Validate.isTrue(!pageShifts.isEmpty(), "a regime needs at least one page size");
    Validate.isTrue(
        pageShifts.equals(pageShifts.stream().sorted().distinct().toList()),
        "page sizes (%s) must ascend",
        pageShifts);
  }

  /// The granule in bytes: the smallest page size, and the unit of every address and size.
  public long granule() {
    return 1L << pageShifts.getFirst();
  }

  /// One more than the largest guest physical address.
  public long inputLimit() {
    return 1L << inputBits;
  }

  /// One more than the largest host physical address.
  public long outputLimit() {
    return 1L << outputBits;
  }

  @Override
  public BitSet representable() {
    return (BitSet) representable.clone();
  }

  /// Whether the regime's leaf entries can express the attributes.
  public boolean represents(Attributes attributes) {
    return representable.get(attributes.code());
  }

  /// Whether the regime's leaf entries can express the attributes with this code; any int may be
  /// asked.
  public boolean represents(int attributesCode) {
    return attributesCode >= 0 && representable.get(attributesCode);
  }

  /// All attributes that the regime can express, in the order of their codes.
  public List<Attributes> alternatives() {
    return representable.stream().mapToObj(Attributes::of).toList();
  }
}
