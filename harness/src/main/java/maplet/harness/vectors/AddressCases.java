package maplet.harness.vectors;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Capabilities;
import maplet.model.arch.AddressBits;
import maplet.model.arch.Entry;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// Entries with addresses at the edges: the highest, those that are too wide, and for huge leaves
/// those that aren't multiples of the page size.
final class AddressCases {
  /// One more than the highest bit that a physical address has in any architecture here.
  private static final int WIDEST = 56;

  private final Regime regime;
  private final AddressBits bits;
  private final Capabilities capabilities;

  /// A word and what it is for.
  record Case(String flag, String comment, long word) {}

  AddressCases(Regime regime) {
    this.regime = regime;
    bits = regime.addressBits();
    capabilities = regime.capabilities();
  }

  /// @param plain a leaf at address 0
  List<Case> leaf(long plain, int height) {
    List<Case> cases = edges(plain, height, 1L << regime.indexShift(height));
    int granuleShift = capabilities.pageShifts().getFirst();
    int shift = regime.indexShift(height);
    if (height > 0) {
      cases.add(misaligned(plain, 1L << granuleShift, "the lowest address bit is set"));
      cases.add(misaligned(plain, 1L << shift - 1, "the highest bit below the page size is set"));
      cases.add(misaligned(plain, 1L << (granuleShift + shift) / 2, "one address bit is set"));
      cases.add(misaligned(plain, (1L << shift) - (1L << granuleShift), "all bits below are set"));
    }
    return cases;
  }

  /// @param plain an entry that points to a table at address 0
  List<Case> table(long plain, int height) {
    return edges(plain, height, capabilities.granule());
  }

  private Case misaligned(long plain, long address, String comment) {
    return new Case("misaligned-huge-leaf", comment, plain | bits.place(address));
  }

  private List<Case> edges(long plain, int height, long size) {
    List<Case> cases = new ArrayList<>();
    long top = capabilities.outputLimit() - size;
    if (top >= 0) {
      cases.add(new Case("highest-output-address", "the highest address", plain | bits.place(top)));
    }
    long half = capabilities.outputLimit() / 2 & -size;
    if (half > 0) {
      cases.add(
          new Case("highest-output-address", "the highest bit alone", plain | bits.place(half)));
    }
    int width = capabilities.outputBits();
    for (int bit = width; bit < WIDEST; bit++) {
      long word = plain | bits.place(1L << bit);
      if (word == plain && isReserved(plain, bit, height)) {
        word = plain | 1L << bit;
      }
      // The lowest and the highest tell most; those between differ in nothing.
      boolean edge = bit < width + 2 || bits.place(1L << bit + 1) == 0;
      if (word != plain && edge && regime.decode(word, height) instanceof Entry.Reserved) {
        cases.add(new Case("output-too-wide", "address bit " + bit + " is set", word));
      }
    }
    return cases;
  }

  /// A leaf of height 0 with N set and each value of the lowest four bits of its address; none in a
  /// regime without N.
  static List<Long> napot(Regime regime, long leaf) {
    List<Long> words = new ArrayList<>();
    for (Field field : regime.format(leaf, 0).fields()) {
      if (field.name().equals("N")) {
        AddressBits bits = regime.addressBits();
        long granule = regime.capabilities().granule();
        long plain = field.set(leaf, 1) & ~bits.place(15 * granule);
        for (long low = 0; low < 16; low++) {
          words.add(plain | bits.place(low * granule));
        }
      }
    }
    return words;
  }

  /// Whether a bit that the address would have with another width is reserved for being too wide.
  private boolean isReserved(long plain, int bit, int height) {
    return bits.shift() == 0
        && bits.highMask() == 0
        && regime.format(plain, height).fields().stream()
            .anyMatch(field ->
                field.kind() == Field.Kind.RESERVED
                    && field.msb() == 51
                    && field.lsb() <= bit
                    && bit <= 51);
  }
}
