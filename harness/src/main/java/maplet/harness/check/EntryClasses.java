package maplet.harness.check;

import maplet.model.arch.Entry;
import maplet.model.arch.Regime;

/// What an entry is (absent, table, leaf, reserved), asked of the architecture's description once
/// for each pattern of bits outside the address, and remembered.
///
/// The description is slow and clear; a campaign classifies hundreds of millions of words. What a
/// word *is* doesn't depend on the address in it but where the address itself is illegal, and
/// illegal addresses are found when whole words are compared.
final class EntryClasses {
  static final int ABSENT = 0;
  static final int TABLE = 1;
  static final int LEAF = 2;
  static final int RESERVED = 3;

  private static final int SLOTS = 1 << 10;

  private final Regime regime;
  private final long attributeMask;
  private final long[] keys;
  private final byte[] classes;

  EntryClasses(Regime regime) {
    this.regime = regime;
    this.attributeMask = ~regime.addressBits().allBits();
    this.keys = new long[SLOTS * regime.levels()];
    this.classes = new byte[keys.length];
    for (int height = 0; height < regime.levels(); height++) {
      byte zero = (byte) ask(0, height);
      for (int slot = height * SLOTS; slot < (height + 1) * SLOTS; slot++) {
        classes[slot] = zero;
      }
    }
  }

  /// One of this class's constants.
  int classify(long word, int height) {
    long key = word & attributeMask;
    int slot = height * SLOTS + (int) (key * 0x9e3779b97f4a7c15L >>> 54);
    if (keys[slot] != key) {
      keys[slot] = key;
      classes[slot] = (byte) ask(key, height);
    }
    return classes[slot];
  }

  private int ask(long word, int height) {
    return switch (regime.decode(word, height)) {
      case Entry.Absent _ -> ABSENT;
      case Entry.Table _ -> TABLE;
      case Entry.Leaf _ -> LEAF;
      case Entry.Reserved _ -> RESERVED;
    };
  }
}
