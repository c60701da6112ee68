package maplet.harness.attest;

import maplet.harness.sequence.SeededChoices;

/// Makes plain entries unusual: bits set one at a time and together.
///
/// Where the bits are is hardly known here: every bit has its turn. A few encodings of several
/// bits, which chance would seldom hit, are aimed at by architecture.
final class EntryDamage {
  /// Bits that make an encoding.
  ///
  /// @param clear bits that are cleared first
  private record Pattern(long clear, long set) {}

  private static final Pattern[] NONE = {};

  /// PBMT = 3; N with the PPN of a 64 KiB page, and with others; write without read; A and D clear.
  private static final Pattern[] RISCV = {
    new Pattern(0, 3L << 61),
    new Pattern(0xf << 10, 1L << 63 | 8 << 10),
    new Pattern(0xf << 10, 1L << 63 | 8 << 10),
    new Pattern(0, 1L << 63),
    new Pattern(1 << 1, 1 << 2),
    new Pattern(3 << 6, 0)
  };

  /// Dirty bit modifier with and without write permission; XN's two bits; every MemAttr.
  private static final Pattern[] AARCH64 = {
    new Pattern(1 << 7, 1L << 51),
    new Pattern(1 << 10, 1L << 51),
    new Pattern(0, 1L << 53),
    new Pattern(3L << 53, 1L << 54),
    new Pattern(0xf << 2, 0)
  };

  private static final long MEMORY_ATTRIBUTES = 0xf << 2;
  private static final long ACCESS_FLAG = 1 << 10;

  private final SeededChoices choices;
  private final boolean arm;
  private final Pattern[] patterns;

  EntryDamage(String architecture, SeededChoices choices) {
    this.choices = choices;
    arm = architecture.equals("aarch64");
    patterns = arm ? AARCH64 : architecture.equals("riscv") ? RISCV : NONE;
  }

  /// Bits that say that a leaf has been accessed, so that hardware has nothing to write.
  long accessed() {
    return arm ? ACCESS_FLAG : 0;
  }

  /// A leaf whose encoding is another than the description would choose, though mostly legal.
  long vary(long word, int height) {
    if (arm && choices.choose(2) == 0) {
      return word & ~MEMORY_ATTRIBUTES | (long) choices.choose(16) << 2;
    }
    boolean aimed = patterns.length > 0 && choices.choose(height == 0 ? 4 : 12) == 0;
    return aimed ? patterned(word) : word;
  }

  /// An entry with something wrong in it, perhaps.
  long apply(long word) {
    return switch (choices.choose(10)) {
      case 0 -> choices.choose(2) == 0 ? 0 : word & -2;
      case 1 -> word ^ choices.bits() >>> choices.choose(Long.SIZE);
      case 2 -> word ^ oneBit() ^ oneBit() ^ oneBit();
      case 3 -> word ^ oneBit() ^ oneBit();
      case 4 -> patterns.length > 0 ? patterned(word) : word ^ oneBit();
      default -> word ^ oneBit();
    };
  }

  private long oneBit() {
    return 1L << choices.choose(Long.SIZE);
  }

  private long patterned(long word) {
    Pattern pattern = patterns[choices.choose(patterns.length)];
    return word & ~pattern.clear() | pattern.set();
  }
}
