package maplet.harness.museum;

import java.util.List;
import java.util.Locale;
import maplet.model.arch.aarch64.Stage2Bugs;
import maplet.model.arch.riscv.GStageBugs;

/// Bugs of one bit or one rule, planted in the architecture description: the emulator must show
/// each.
///
/// There are none where the emulator itself is known to be wrong: there it proves nothing.
enum DescriptionBug {
  RISCV_NOTHING_RESERVED(riscv("decodeAt", "EntryFormat", "reservedMask", "nothingReserved")),
  RISCV_BIT_60_FREE(riscv("decodeAt", "EntryFormat", "reservedMask", "bit60Free")),
  RISCV_BIT_54_FREE(riscv("decodeAt", "EntryFormat", "reservedMask", "bit54Free")),
  RISCV_POINTER_FLAGS_FREE(riscv("decodeAt", "EntryFormat", "reservedMask", "pointerFlagsFree")),
  RISCV_POINTER_USER_FREE(riscv("decodeAt", "EntryFormat", "reservedMask", "pointerUserFree")),
  RISCV_MISALIGNED_SUPERPAGE(riscv("decodeAt", "GStage", "indexShift", "granule")),
  RISCV_HALF_ALIGNED_SUPERPAGE(riscv("decodeAt", "GStage", "indexShift", "oneBitLess")),
  RISCV_NAPOT_NOT_DECODED(riscv("decodeAt", "GStage", "isNapot", "no")),
  RISCV_NAPOT_NOT_SIZED(riscv("leaf", "GStage", "leafSize", "napotUnknown")),
  RISCV_USER_IGNORED(riscv("permissions", "Field", "get", "userIgnored")),
  RISCV_WRITE_ALONE(riscv("decodeAt", "Field", "get", "writeAloneLegal")),
  RISCV_ALWAYS_VALID(riscv("*", "Field", "get", "alwaysValid")),
  RISCV_DIRTY_FORGOTTEN(riscv("leaf", "Field", "mask", "dirtyForgotten")),
  RISCV_ACCESSED_FORGOTTEN(riscv("leaf", "Field", "mask", "accessedForgotten")),
  RISCV_ANY_GPA(riscv("from", "Capabilities", "inputBits", "wide")),
  RISCV_PLAIN_ROOT(riscv("from", "GStage", "entryAt", "smallRoot")),
  RISCV_PAGES_ONLY(riscv("leaf", "GStage", "leafSize", "granuleSized")),
  RISCV_ADDRESS_BIT_20(riscv("decodeAt", "AddressBits", "extract", "bit20Lost")),
  RISCV_EXECUTE_IS_READ(riscv("leaf", "Capabilities", "permits", "executeIsRead")),
  RISCV_WRITE_IS_READ(riscv("leaf", "Capabilities", "permits", "writeIsRead")),
  RISCV_READ_BY_EXECUTE(riscv("leaf", "Capabilities", "permits", "readIsExecute")),
  RISCV_CAUSE_ALWAYS_LOAD(riscv("syndrome", "GuestPageFault", "syndrome", "alwaysLoad")),
  RISCV_HTVAL_UNSHIFTED(riscv("syndrome", "GuestPageFault", "syndrome", "unshifted")),

  ACCESS_FLAG_IGNORED(aarch64("leaf", "Stage2Attributes", "accessFlagFaults", "never")),
  ACCESS_FLAG_DESPITE_HA(aarch64("leaf", "Stage2Attributes", "accessFlagFaults", "whateverHaSays")),
  WRITE_IS_READ(aarch64("leaf", "Capabilities", "permits", "writeIsRead")),
  FETCH_NEEDS_READ(aarch64("leaf", "Capabilities", "permits", "fetchNeedsRead")),
  USER_FETCH_IS_FETCH(aarch64("leaf", "Capabilities", "permits", "userFetchIsFetch")),
  S2AP_BITS_SWAPPED(aarch64("data", "Field", "get", "swapped")),
  XN_BIT_INVERTED(aarch64("execute", "Field", "get", "complement")),
  DIRTY_BIT_MODIFIER_IGNORED(aarch64("data", "Stage2Attributes", "isDirtyManaged", "notManaged")),
  NO_FLAGS_WRITTEN(aarch64("updates", "Stage2Attributes", "afterAccess", "unchanged")),
  READS_MAKE_DIRTY(aarch64("updates", "Stage2Attributes", "afterAccess", "dirtyByReads")),
  WRITES_LEAVE_CLEAN(aarch64("updates", "Stage2Attributes", "afterAccess", "neverDirty")),
  NO_BLOCKS(aarch64("formatOf", "Stage2", "hasLeaves", "noBlocks")),
  NO_LARGE_BLOCKS(aarch64("formatOf", "Stage2", "hasLeaves", "noLargeBlocks")),
  RESERVED_PAGE_TYPE(aarch64("formatOf", "Field", "get", "alwaysPage")),
  ALWAYS_VALID(aarch64("formatOf", "Field", "get", "alwaysValid")),
  NO_OUTPUT_SIZE(aarch64("decodeAt", "Stage2Config", "outputBits", "widest")),
  OUTPUT_SIZE_ONE_BIT_LESS(aarch64("decodeAt", "Stage2Config", "outputBits", "oneBitLess")),
  HIGH_ADDRESS_BITS_LOST(aarch64("decodeAt", "AddressBits", "extract", "highBitsLost")),
  HIGH_ADDRESS_BITS_MOVED(aarch64("decodeAt", "AddressBits", "extract", "highBitsSwapped")),
  BLOCK_ADDRESS_NOT_CUT(aarch64("decodeAt", "Stage2", "indexShift", "granuleOf")),
  BLOCK_ADDRESS_CUT_TOO_FAR(aarch64("decodeAt", "Stage2", "indexShift", "oneBitMore")),
  BLOCK_OFFSET_OF_A_PAGE(aarch64("leaf", "Stage2", "indexShift", "granuleOf")),
  ANY_IPA(aarch64("from", "Capabilities", "inputBits", "wide")),
  ROOT_NOT_CONCATENATED(aarch64("from", "Stage2", "entryAt", "oneRoot")),
  OUTER_CACHEABILITY_ONLY(aarch64("decode", "Math", "min", "outerOnly")),
  FORCED_TYPES_SWAPPED(aarch64("decode", "Field", "get", "lastTwoBitsSwapped")),
  LEVEL_OF_THE_NEXT_TABLE(aarch64("fault", "Stage2", "level", "nextLevel")),
  EARLY_FAULT_AT_LEVEL_3(aarch64("from", "Stage2Walk", "faultBeforeTheWalk", "atTheRoot")),
  WNR_NEVER_SET(aarch64("syndrome", "Stage2Fault", "esr", "alwaysRead")),
  FETCH_REPORTED_AS_DATA(aarch64("syndrome", "Stage2Fault", "esr", "alwaysData")),
  PERMISSION_REPORTED_AS_TRANSLATION(
      aarch64("syndrome", "Stage2Fault", "esr", "permissionIsTranslation")),
  HPFAR_WITHOUT_BIT_12(aarch64("syndrome", "HpfarEl2", "of", "evenPages"));

  private final Redirection redirection;

  DescriptionBug(Redirection redirection) {
    this.redirection = redirection;
  }

  private static Redirection riscv(String inMethod, String owner, String name, String instead) {
    return new Redirection(inMethod, owner, name, GStageBugs.class, instead);
  }

  private static Redirection aarch64(String inMethod, String owner, String name, String instead) {
    return new Redirection(inMethod, owner, name, Stage2Bugs.class, instead);
  }

  /// The architecture whose description has the bug.
  String architecture() {
    return name().startsWith("RISCV") ? "riscv" : "aarch64";
  }

  /// The description with the bug.
  PatchedDescription description() {
    return new PatchedDescription(List.of(redirection));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
