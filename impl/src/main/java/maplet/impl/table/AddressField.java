package maplet.impl.table;

/// Where entries keep addresses.
///
/// @param mask bits of an entry that hold an address
/// @param shift how far the address lies above those bits
/// @param highMask bits of an entry that hold the highest bits of an address, 0 where `mask` has
///   all
/// @param highShift how far those lie above the bits of `highMask`
public record AddressField(long mask, int shift, long highMask, int highShift) {
  /// An address in one field.
  public AddressField(long mask, int shift) {
    this(mask, shift, 0, 0);
  }

  /// The bits of an entry that make up an address.
  long place(long address) {
    return address >>> shift & mask | address >>> highShift & highMask;
  }
}
