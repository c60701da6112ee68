package maplet.model.arch.aarch64;

import java.util.List;
import maplet.model.Access;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.Permissions;
import maplet.model.arch.AddressBits;
import maplet.model.arch.Citation;
import maplet.model.arch.Field;
import maplet.model.arch.WalkResult;

/// What planted bugs of stage 2's description do instead of the calls that they replace.
public final class Stage2Bugs {
  private Stage2Bugs() {}

  static boolean never(Stage2Attributes attributes, long word) {
    return false;
  }

  static boolean whateverHaSays(Stage2Attributes attributes, long word) {
    return Stage2Attributes.AF.get(word) == 0;
  }

  static boolean writeIsRead(Capabilities capabilities, Permissions granted, Access access) {
    return capabilities.permits(granted, access == Access.WRITE ? Access.READ : access);
  }

  static boolean fetchNeedsRead(Capabilities capabilities, Permissions granted, Access access) {
    boolean fetch = access == Access.EXECUTE || access == Access.USER_EXECUTE;
    return capabilities.permits(granted, access)
        && (!fetch || capabilities.permits(granted, Access.READ));
  }

  static boolean userFetchIsFetch(Capabilities capabilities, Permissions granted, Access access) {
    return capabilities.permits(granted, access == Access.USER_EXECUTE ? Access.EXECUTE : access);
  }

  static long swapped(Field field, long word) {
    long value = field.get(word);
    return value >>> 1 | (value & 1) << 1;
  }

  static long complement(Field field, long word) {
    return field.get(word) ^ 1;
  }

  static long lastTwoBitsSwapped(Field field, long word) {
    long value = field.get(word);
    return value == 0b110 ? 0b101 : value == 0b101 ? 0b110 : value;
  }

  static boolean notManaged(Stage2Attributes attributes, long word) {
    return false;
  }

  static long unchanged(Stage2Attributes attributes, long word, boolean write) {
    return word;
  }

  static long dirtyByReads(Stage2Attributes attributes, long word, boolean write) {
    return attributes.afterAccess(word, true);
  }

  static long neverDirty(Stage2Attributes attributes, long word, boolean write) {
    return attributes.afterAccess(word, false);
  }

  static boolean noBlocks(Stage2 regime, int height) {
    return height == 0;
  }

  static boolean noLargeBlocks(Stage2 regime, int height) {
    return height < 2;
  }

  static long alwaysPage(Field field, long word) {
    return field.name().equals("type") ? 1 : field.get(word);
  }

  static long alwaysValid(Field field, long word) {
    return field.name().equals("valid") ? 1 : field.get(word);
  }

  static int widest(Stage2Config config) {
    return 52;
  }

  static int oneBitLess(Stage2Config config) {
    return config.outputBits() - 1;
  }

  static long highBitsLost(AddressBits bits, long word) {
    return word & bits.mask();
  }

  static long highBitsSwapped(AddressBits bits, long word) {
    return word & bits.mask() | (word & bits.highMask()) << bits.highShift() - 1;
  }

  static int granuleOf(Stage2 regime, int height) {
    return regime.indexShift(0);
  }

  static int oneBitMore(Stage2 regime, int height) {
    return regime.indexShift(height) + 1;
  }

  static int wide(Capabilities capabilities) {
    return 63;
  }

  static long oneRoot(Stage2 regime, long table, long gpa, int height) {
    long bits = regime.indexShift(height) + regime.indexShift(1) - regime.indexShift(0);
    return regime.entryAt(table, gpa & (1L << bits) - 1, height);
  }

  static long outerOnly(long outer, long inner) {
    return outer;
  }

  static int nextLevel(Stage2 regime, int height) {
    return Math.min(3, regime.level(height) + 1);
  }

  static WalkResult atTheRoot(Stage2Walk walk, FaultKind kind, String reason, Citation citation) {
    return new WalkResult.Faulted(kind, 0, 3, reason, citation, List.of());
  }

  static EsrEl2 alwaysRead(FaultKind kind, int level, Access access) {
    return Stage2Fault.esr(kind, level, access == Access.WRITE ? Access.READ : access);
  }

  static EsrEl2 alwaysData(FaultKind kind, int level, Access access) {
    return Stage2Fault.esr(kind, level, access == Access.WRITE ? access : Access.READ);
  }

  static HpfarEl2 evenPages(long gpa) {
    return HpfarEl2.of(gpa & ~0x1000);
  }

  static EsrEl2 permissionIsTranslation(FaultKind kind, int level, Access access) {
    return Stage2Fault.esr(
        kind == FaultKind.PERMISSION ? FaultKind.TRANSLATION : kind, level, access);
  }
}
