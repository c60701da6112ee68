package maplet.harness.museum;

import java.util.Locale;

/// Bugs planted in the C starter: those of its `plants.h`, by the same names.
public enum StarterBug implements Exhibit {
  SPLIT_WIDENS("8", Regimes.EPT),
  SPLIT_STRIDE("34", Regimes.EPT),
  UNMAP_SHORT("7", Regimes.EPT),
  UNMAP_NO_FLUSH("~33", Regimes.EPT),
  PROTECT_NO_FLUSH("~17", Regimes.EPT),
  FREE_FIRST("4", Regimes.EPT),
  LEAKED_TABLE("23", Regimes.EPT),
  LEAKED_FRAME("-", Regimes.EPT),
  NOT_ZEROED("29", Regimes.EPT),
  HALF_DONE("1, 30", Regimes.EPT),
  ALWAYS_WB("24", Regimes.EPT),
  STRAY_BIT("-", Regimes.EPT),
  MAP_OVER("9", Regimes.EPT),
  FAULT_REPLACES("28", Regimes.EPT),
  ANY_ALIGNMENT("2", Regimes.EPT),
  FLUSH_OPERAND("22", Regimes.AARCH64),
  NO_BREAK("~3", Regimes.AARCH64),
  TORN_STORE("3", Regimes.EPT),
  PAGE_ADDRESS("-", Regimes.EPT),
  HIGH_ALIAS("5", Regimes.EPT),
  BOUND_OFF_BY_ONE("6", Regimes.EPT),
  EMPTY_TABLES("7", Regimes.EPT),
  FLUSH_BESIDE("~10", Regimes.AARCH64),
  WRONG_LEVEL("~11", Regimes.EPT),
  NON_SHAREABLE("12", Regimes.AARCH64),
  PERMISSIONS_IGNORED("~13", Regimes.EPT),
  PERMISSIONS_SWAPPED("~14", Regimes.EPT),
  HUGE_STAYS("~15", Regimes.EPT),
  FLAGS_LOST("~16", Regimes.EPT_AD),
  USE_AFTER_FREE("~18", Regimes.EPT),
  FAULT_BEYOND("~19", Regimes.EPT),
  SINGLE_ROOT("~20", Regimes.AARCH64),
  PROTECT_ABSENT("21", Regimes.EPT),
  FREED_TWICE("23", Regimes.EPT),
  MAP_INTO_LEAF("25", Regimes.EPT),
  OPERAND_CUT("~27", Regimes.AARCH64),
  LIMIT_BEYOND("~31", Regimes.EPT),
  XN_MISSING("32", Regimes.AARCH64),
  WRITE_INVERTED("32", Regimes.AARCH64),
  MISALIGNED_LEAF("~35", Regimes.EPT),
  CRASH("-", Regimes.EPT),
  ABORT("-", Regimes.EPT),
  HANG("-", Regimes.EPT),
  HANG_IN_DESTROY("-", Regimes.EPT),
  LEAK_IN_DESTROY("-", Regimes.EPT),
  SCRIBBLE("-", Regimes.EPT),
  GARBAGE("-", Regimes.EPT),
  NO_FLUSH("D7", Regimes.AARCH64),
  EMPTY_RANGE_ERROR("-", Regimes.EPT),
  PANIC("D22", Regimes.EPT);

  private final String origin;
  private final String regime;

  StarterBug(String origin, String regime) {
    this.origin = origin;
    this.regime = regime;
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public Half half() {
    return Half.C;
  }

  @Override
  public String regime() {
    return regime;
  }

  /// The name as in `MAPLET_BUG`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The regimes that show them.
  private static final class Regimes {
    static final String EPT = "ept-4";
    static final String EPT_AD = "ept-4-ad";
    static final String AARCH64 = "aarch64-4k-ipa40-l1";
  }
}
