package maplet.impl.table;

/// Leaves of height 0 that stand for a page of several granules, each of its entries alike (RISC-V
/// Svnapot).
///
/// @param bit that such a leaf has; 0 where there are none
/// @param mask with `value`: such a leaf is reserved unless `(word & mask) == value`
/// @param size bytes of the page
public record Napot(long bit, long mask, long value, long size) {
  /// No leaf stands for more than its entry.
  public static final Napot NONE = new Napot(0, 0, 0, 0);
}
