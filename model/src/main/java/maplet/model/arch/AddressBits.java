package maplet.model.arch;

/// Where an entry keeps an address: bits `mask` of the word, shifted left by `shift`.
///
/// @param mask the word's bits that belong to the address
/// @param shift how far the address's bits lie above the word's (2 on RISC-V, 0 elsewhere)
public record AddressBits(long mask, int shift) {
  /// The physical address in a word.
  public long extract(long word) {
    return (word & mask) << shift;
  }

  /// The word's bits for a physical address; the bits that don't fit are dropped.
  public long place(long address) {
    return address >>> shift & mask;
  }
}
