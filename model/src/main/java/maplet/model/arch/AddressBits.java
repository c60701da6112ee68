package maplet.model.arch;

/// Where an entry keeps an address: one group of the word's bits, and in the 52-bit formats of
/// AArch64 a second one for the address's highest bits.
///
/// @param mask the word's bits that belong to the address
/// @param shift how far the address's bits lie above the word's (2 on RISC-V, 0 elsewhere)
/// @param highMask the second group, 0 where there is none
/// @param highShift how far the address's bits lie above that group's
public record AddressBits(long mask, int shift, long highMask, int highShift) {
  /// An address in one group of bits.
  public AddressBits(long mask, int shift) {
    this(mask, shift, 0, 0);
  }

  /// All of the word's bits that belong to the address.
  public long allBits() {
    return mask | highMask;
  }

  /// The physical address in a word.
  public long extract(long word) {
    return (word & mask) << shift | (word & highMask) << highShift;
  }

  /// The word's bits for a physical address; the bits that don't fit are dropped.
  public long place(long address) {
    return address >>> shift & mask | address >>> highShift & highMask;
  }
}
