package maplet.harness.attest.bochs;

import java.util.SplittableRandom;

/// Changes an entry so that a rule about it is tried: permissions, memory types, every reserved bit
/// alone and several together, bits that must not matter, absence.
final class EptDamage {
  static final long ALL_PERMISSIONS = 7;

  /// Bits 63:52 and 11:8: ignored in every entry, or hardware's flags.
  static final long HARMLESS_IN_TABLE = 0xfff0_0000_0000_0f00L;

  /// Bit 6 is for the memory type, which no walk shows.
  static final long HARMLESS_IN_LEAF = HARMLESS_IN_TABLE | 0x40;

  private static final int SHARES = 9;
  private static final long LARGE = 0x80;
  private static final long TYPE = 0x38;

  private final SplittableRandom random;

  EptDamage(SplittableRandom random) {
    this.random = random;
  }

  /// @param leaf whether the entry is meant to be one
  long apply(long word, int height, boolean leaf) {
    return switch (random.nextInt(SHARES)) {
      case 0, 1, 2, 7 -> word & ~ALL_PERMISSIONS | random.nextInt(8);
      case 3 -> word & ~TYPE | (long) random.nextInt(8) << 3;
      case 4 -> word ^ LARGE;
      case 5 -> word | 1L << EptProbe.GPA_BITS + random.nextInt(12);
      case 6 -> word | someReserved(height, leaf) | someReserved(height, leaf);
      default -> oneOfAll(word, height, leaf);
    };
  }

  /// A bit that is reserved in a table entry or in a huge leaf, or a low address bit.
  private long someReserved(int height, boolean leaf) {
    if (leaf && height > 0) {
      return 1L << 12 + random.nextInt(9 * height);
    }
    return leaf ? 1L << EptProbe.GPA_BITS + random.nextInt(12) : 1L << 3 + random.nextInt(5);
  }

  /// Any one bit outside the address flipped, or none left at all.
  private long oneOfAll(long word, int height, boolean leaf) {
    int bit = random.nextInt(37);
    if (bit == 36) {
      return 0;
    }
    int lowest = leaf && height > 0 && random.nextBoolean() ? 12 + random.nextInt(9 * height) : -1;
    return word ^ 1L << (lowest >= 0 ? lowest : bit < 12 ? bit : bit + 28);
  }
}
