package maplet.model;

import java.util.BitSet;
import java.util.List;
import org.apache.commons.lang3.Validate;

/// What the rules need to know of a translation regime: widths, page sizes and the attributes that
/// its entries can express. It has no bits of any entry; those are `model.arch`'s.
///
/// @param inputBits width of a guest physical address, 12 to 59
/// @param outputBits width of a host physical address, 12 to 56
/// @param pageShifts base-2 logarithms of the page sizes, ascending; the first is the granule's
/// @param representable codes of all [Attributes] that the regime's leaf entries can express
public record Capabilities(
    int inputBits, int outputBits, List<Integer> pageShifts, BitSet representable) {

  public Capabilities {
    pageShifts = List.copyOf(pageShifts);
    representable = (BitSet) representable.clone();
    Validate.inclusiveBetween(12, 59, inputBits, "inputBits must be from 12 to 59");
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

  /// Whether the regime has a permission of its own for the guest's user-mode instruction fetches.
  public boolean tellsUserExecute() {
    // The codes of one memory type are 16 in a row, the upper half of them with user-execute.
    for (int type = 0; type < MemoryType.count(); type++) {
      int withUser = Attributes.code(Permissions.USER_EXECUTE, MemoryType.of(type));
      int found = representable.nextSetBit(withUser);
      if (found >= 0 && found <= withUser + (Permissions.USER_EXECUTE - 1)) {
        return true;
      }
    }
    return false;
  }

  /// Whether permissions grant an access in this regime.
  public boolean permits(Permissions granted, Access access) {
    return (granted.bits() & permissionFor(access)) != 0;
  }

  /// The single permission bit that an access needs in this regime.
  public int permissionFor(Access access) {
    return access == Access.USER_EXECUTE && !tellsUserExecute()
        ? Permissions.EXECUTE
        : access.permission();
  }

  /// All attributes that the regime can express, in the order of their codes.
  public List<Attributes> alternatives() {
    return representable.stream().mapToObj(Attributes::of).toList();
  }
}
