package maplet.harness.attest.bochs;

/// The emulated machine's physical memory, as the guest program fills it (its `probes.h`).
///
/// *Telling* memory has at each address the instructions that say which address it is, so that a
/// read and a fetch both report where they arrived.
final class EptMemory {
  /// Bytes of RAM; what lies above reads as ones.
  static final long SIZE = 1L << 29;

  /// Tables of images may be here; a write that lands here is undone.
  static final long TABLES = 0x80_0000;

  static final long TABLES_SIZE = 0x80_0000;

  static final long TELLING_LOW = 0x100_0000;
  static final long TELLING_LOW_SIZE = 0x40_0000;
  static final long TELLING_HIGH_SIZE = 0x20_0000;
  static final int FIRST_HIGH_BIT = 25;
  static final int LAST_HIGH_BIT = 28;

  /// Where answers begin.
  static final long ANSWERS = 0x1a00_0000;

  /// Bytes for requests, and for answers.
  static final long ROOM = 0x400_0000;

  /// Byte 0 of a telling word, and what a probe's write puts there.
  private static final int TOLD_BY_READ = 0xb8;

  private static final int TOLD_BY_WRITE = 0xb9;
  private static final long VMCALL = 0xc1010fL << 40;

  private EptMemory() {}

  /// Whether memory says where it is.
  static boolean tells(long hpa) {
    if (hpa >= TELLING_LOW && hpa < TELLING_LOW + TELLING_LOW_SIZE) {
      return true;
    }
    for (int bit = FIRST_HIGH_BIT; bit <= LAST_HIGH_BIT; bit++) {
      if (hpa >= 1L << bit && hpa < (1L << bit) + TELLING_HIGH_SIZE) {
        return true;
      }
    }
    return false;
  }

  /// What a word holds that no probe has written: its address, zero, or ones where no RAM is.
  static long wordAt(long address) {
    if (Long.compareUnsigned(address, SIZE) >= 0) {
      return -1;
    }
    return tells(address) ? VMCALL | address >>> 3 << 8 | TOLD_BY_READ : 0;
  }

  /// The address that a loaded word tells, or [EptAnswer#UNKNOWN].
  ///
  /// @param written whether the probe's write came before
  static long toldBy(long word, boolean written) {
    boolean telling =
        (word & 0xff) == (written ? TOLD_BY_WRITE : TOLD_BY_READ) && word >>> 40 == VMCALL >>> 40;
    return telling ? (word >>> 8 & 0xffff_ffffL) << 3 : EptAnswer.UNKNOWN;
  }
}
