package maplet.model.arch.riscv;

import maplet.model.Access;
import maplet.model.Capabilities;
import maplet.model.Permissions;
import maplet.model.arch.AddressBits;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Syndrome;

/// What planted bugs of the G-stage's description do instead of the calls that they replace.
public final class GStageBugs {
  private GStageBugs() {}

  static long nothingReserved(EntryFormat format) {
    return 0;
  }

  static long bit60Free(EntryFormat format) {
    return format.reservedMask() & ~(1L << 60);
  }

  static long bit54Free(EntryFormat format) {
    return format.reservedMask() & ~(1L << 54);
  }

  static long pointerFlagsFree(EntryFormat format) {
    return format.reservedMask() & ~0xd0L;
  }

  static long pointerUserFree(EntryFormat format) {
    return format.reservedMask() & ~0x10L;
  }

  static int granule(GStage regime, int height) {
    return 12;
  }

  static int oneBitLess(GStage regime, int height) {
    return regime.indexShift(height) - 1;
  }

  static boolean no(GStage regime, long word, int height) {
    return false;
  }

  static long userIgnored(Field field, long word) {
    return field.name().equals("U") ? 1 : field.get(word);
  }

  static long writeAloneLegal(Field field, long word) {
    return field.name().equals("W") ? 0 : field.get(word);
  }

  static long alwaysValid(Field field, long word) {
    return field.name().equals("V") ? 1 : field.get(word);
  }

  static long dirtyForgotten(Field field) {
    return field.name().equals("D") ? 0 : field.mask();
  }

  static long accessedForgotten(Field field) {
    return field.name().equals("A") ? 0 : field.mask();
  }

  static int wide(Capabilities capabilities) {
    return 63;
  }

  static long smallRoot(GStage regime, long table, long gpa, int height) {
    return regime.entryAt(table, gpa & (1L << 9 * regime.levels() + 12) - 1, height);
  }

  static long granuleSized(GStage regime, long word, int height) {
    return 1L << 12;
  }

  static long napotUnknown(GStage regime, long word, int height) {
    return 1L << regime.indexShift(height);
  }

  static long bit20Lost(AddressBits bits, long word) {
    return bits.extract(word) & ~(1L << 20);
  }

  static boolean executeIsRead(Capabilities capabilities, Permissions granted, Access access) {
    return capabilities.permits(granted, access == Access.EXECUTE ? Access.READ : access);
  }

  static boolean writeIsRead(Capabilities capabilities, Permissions granted, Access access) {
    return capabilities.permits(granted, access == Access.WRITE ? Access.READ : access);
  }

  static boolean readIsExecute(Capabilities capabilities, Permissions granted, Access access) {
    return capabilities.permits(granted, access)
        || access == Access.READ && capabilities.permits(granted, Access.EXECUTE);
  }

  static Syndrome alwaysLoad(Access access, long gpa) {
    return GuestPageFault.syndrome(Access.READ, gpa);
  }

  static Syndrome unshifted(Access access, long gpa) {
    return new Syndrome(GuestPageFault.syndrome(access, gpa).cause(), gpa);
  }
}
