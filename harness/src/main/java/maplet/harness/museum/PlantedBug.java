package maplet.harness.museum;

import static maplet.harness.check.Oracle.ENTRY;
import static maplet.harness.check.Oracle.FRAME;
import static maplet.harness.check.Oracle.INVALIDATION;
import static maplet.harness.check.Oracle.OUTCOME;
import static maplet.harness.check.Oracle.TRANSLATION;
import static maplet.harness.museum.Redirections.ept;
import static maplet.harness.museum.Redirections.query;
import static maplet.harness.museum.Redirections.space;
import static maplet.harness.museum.Redirections.table;
import static maplet.harness.museum.Redirections.walk;

import java.util.List;
import java.util.Locale;
import maplet.harness.check.Oracle;
import maplet.harness.subject.SubjectProvider;

/// Bugs that hypervisors had, planted in Maplet's own implementation: each must be found.
public enum PlantedBug implements Exhibit {
  PARTIAL_MAP_KEPT("1, 30", "ept-4", FRAME, table("*", "PageTable", "undoMap", "nothing")),
  MISALIGNED_RANGE_ACCEPTED(
      "2", "ept-4", OUTCOME, space("*", "OperandRules", "acceptsShape", "anyShape")),
  LIVE_ENTRY_REPLACED(
      "~3",
      "aarch64-4k-ipa48-l0",
      INVALIDATION,
      table("replace", "Upkeep", "breakBeforeMake", "no")),
  FREED_BEFORE_INVALIDATION(
      "4", "ept-4", INVALIDATION, table("clear", "PageTable", "doom", "freeAtOnce")),
  HIGH_ADDRESS_ALIASES(
      "5",
      "ept-4",
      OUTCOME,
      space("translate", "Capabilities", "inputBits", "wideInput"),
      table("translate", "PageTable", "walk", "maskedWalk")),
  END_OFF_BY_ONE("6", "ept-4", OUTCOME, space("*", "OperandRules", "isInside", "endIsInside")),
  EMPTY_TABLES_STAY("7", "ept-4", FRAME, table("*", "PageTable", "reclaim", "nothing")),
  SPLIT_WIDENS_PERMISSIONS(
      "8", "ept-4", TRANSLATION, table("*", "TableCore", "fillPieces", "widenedPieces")),
  MAPS_OVER_A_MAPPING(
      "9, ~25", "riscv-sv39x4", OUTCOME, space("mapLinear", "AreaSet", "firstIn", "neverOverlaps")),
  SPLIT_FLUSHES_THE_WRONG_ADDRESS(
      "~10",
      "aarch64-4k-ipa48-l0",
      INVALIDATION,
      table("cut", "Invalidations", "now", "beyondTheLeaf")),
  LEAF_READ_AS_TABLE(
      "11", "ept-4", OUTCOME, table("locate", "TableFormat", "isTable", "anyPresentIsTable")),
  NORMAL_MEMORY_NON_SHAREABLE(
      "12", "aarch64-4k-ipa40-l1", ENTRY, table("*", "TableFormat", "leaf", "nonShareable")),
  PERMISSIONS_NOT_APPLIED(
      "~13", "ept-4", OUTCOME, table("finish", "TableFormat", "permissions", "grantsAll")),
  PERMISSION_BITS_SWAPPED(
      "~14",
      "riscv-sv48x4",
      OUTCOME,
      table("*", "TableFormat", "permissions", "swappedWriteAndExecute")),
  PROTECT_SKIPS_THE_INVALIDATION(
      "~17",
      "aarch64-4k-ipa39-l1",
      INVALIDATION,
      table("replace", "Invalidations", "add", "nothing")),
  TABLE_ZEROED_AFTER_IT_IS_FREED(
      "~18", "ept-4", FRAME, table("finish", "FrameAllocator", "free", "zeroedAfterwards")),
  TABLE_WRITTEN_AFTER_IT_IS_FREED(
      "~18", "ept-4", FRAME, table("finish", "FrameAllocator", "free", "writtenAfterwards")),
  TABLE_FREED_TWICE("~18", "ept-4", OUTCOME, table("reclaim", "PageTable", "doom", "doomTwice")),
  G_STAGE_AS_PLAIN_SV39(
      "20", "riscv-sv39x4", TRANSLATION, table("*", "TableCore", "locate", "plainSv39")),
  ROOT_OF_ONE_FRAME(
      "20", "riscv-sv39x4", FRAME, table("create", "TableFormat", "rootFrames", "oneFrame")),
  PROTECT_FILLS_ABSENT_PAGES(
      "21", "ept-4", TRANSLATION, table("change", "PageTable", "isPresent", "yes")),
  INVALIDATION_OPERAND_NOT_SHIFTED(
      "22", "aarch64-4k-ipa40-l1", INVALIDATION, table("now", "EventLog", "add", "unshifted")),
  TABLES_LEAK("23", "riscv-sv39x4", FRAME, table("reclaim", "PageTable", "doom", "nothing")),
  TABLE_FREED_WHILE_IN_USE(
      "23", "ept-4", FRAME, table("*", "TableCore", "isEmpty", "emptyTooSoon")),
  ALWAYS_WRITE_BACK(
      "24", "ept-4", TRANSLATION, table("*", "TableFormat", "leaf", "alwaysWriteBack")),
  INVALIDATION_OPERAND_CUT(
      "~27",
      "aarch64-4k-ipa40-l1",
      INVALIDATION,
      table("now", "EventLog", "add", "cutToSixteenBits")),
  NO_FENCE_AFTER_MAPPING(
      "26", "riscv-sv39x4", INVALIDATION, table("*", "PageTable", "noteValid", "nothing")),
  SECOND_FAULT_REPLACES_THE_FRAME(
      "28", "ept-4", OUTCOME, table("handleFault", "PageTable", "isPresent", "no")),
  FRAMES_NOT_ZEROED("29", "ept-4", FRAME, table("freshFrame", "PhysicalMemory", "zero", "nothing")),
  EXECUTE_NEVER_MISSING(
      "32", "aarch64-4k-ipa48-l0", TRANSLATION, table("*", "TableFormat", "leaf", "executable")),
  FULL_INVALIDATION_MISSING(
      "~33", "riscv-sv39x4", INVALIDATION, table("flush", "Invalidations", "all", "nothing")),
  TABLE_FENCED_BY_ADDRESS(
      "-", "riscv-sv39x4", INVALIDATION, table("reclaim", "Invalidations", "addTable", "nothing")),
  SPLIT_STRIDES_BY_THE_PAGE(
      "34", "ept-4", TRANSLATION, table("fillPieces", "TableFormat", "entrySize", "pageStride")),
  MISALIGNED_SUPERPAGE(
      "~35",
      "riscv-sv39x4",
      TRANSLATION,
      table("mapLinear", "PageTable", "leafHeight", "unalignedHost")),
  FRAME_LEAKS_WHEN_A_FAULT_FAILS(
      "D10", "ept-4", FRAME, table("mapFresh", "FrameAllocator", "free", "nothing")),
  NO_MEMORY_CALLED_BAD_STATE(
      "D12", "ept-4", OUTCOME, space("*", "AddressSpace", "noMemory", "badState")),
  HUGE_PAGE_NOT_SPLIT(
      "D13", "aarch64-4k-ipa40-l0", TRANSLATION, table("*", "PageTable", "cutAt", "nothing")),
  ANY_ATTRIBUTES_ACCEPTED(
      "D18", "ept-4", OUTCOME, space("*", "OperandRules", "acceptsAttributes", "anyAttributes")),
  HOST_ADDRESS_TRUNCATED(
      "D24", "ept-4", OUTCOME, space("*", "OperandRules", "acceptsHost", "anyHost")),
  PROTECT_ACCEPTS_HOLES(
      "D27", "ept-4", OUTCOME, space("*", "AreaSet", "firstUncovered", "alwaysCovered")),
  AREA_KEEPS_ITS_OLD_ATTRIBUTES(
      "D27", "ept-4", OUTCOME, space("*", "AreaSet", "setAttributes", "keepAttributes")),
  USER_BIT_MISSING(
      "D33", "riscv-sv39x4", TRANSLATION, table("*", "TableFormat", "leaf", "withoutUser")),
  TORN_ENTRY("3", "ept-4", INVALIDATION, table("replace", "PhysicalMemory", "write", "halfByHalf")),
  SPLIT_WITHOUT_BREAK(
      "~10", "aarch64-4k-ipa48-l0", INVALIDATION, table("cut", "Upkeep", "breakBeforeMake", "no")),
  PROTECT_DOES_NOT_SPLIT("~15", "ept-4", ENTRY, table("protect", "PageTable", "differs", "no")),
  FAULT_BEYOND_THE_RANGE(
      "~19",
      "aarch64-4k-ipa40-l1",
      OUTCOME,
      space("handleFault", "OperandRules", "isInside", "everywhere")),
  FREED_TWICE("23", "riscv-sv39x4", FRAME, table("finish", "FrameAllocator", "free", "twice")),
  AREA_INSIDE_AN_AREA(
      "~25", "ept-4", OUTCOME, space("mapAllocated", "AreaSet", "firstIn", "onlyAreasThatStart")),
  FAILED_SPLIT_IGNORED(
      "~30", "ept-4", TRANSLATION, space("unmap", "PageTable", "cutAtEnds", "despiteFailure")),
  AREA_OUTLIVES_ITS_PAGES(
      "~30",
      "aarch64-4k-ipa40-l1",
      OUTCOME,
      space("remove", "AreaSet", "remove", "wholeAreasOnly")),
  LIMIT_OVER_THE_END(
      "31", "ept-4", OUTCOME, space("translate", "Translation", "reach", "overTheEnd")),
  WRITE_DECODED_INVERTED(
      "32",
      "aarch64-4k-ipa48-l0",
      OUTCOME,
      table("*", "TableFormat", "permissions", "invertedWrite")),
  FAULT_IGNORES_THE_ACCESS(
      "D8", "ept-4", OUTCOME, space("handleFault", "AddressSpace", "permits", "anyAccess")),
  LAST_PAGE_STAYS(
      "7", "ept-4", TRANSLATION, table("remove", "PageTable", "unmap", "allButTheLastPage")),
  ADDRESS_BITS_51_50_DROPPED(
      "D24",
      "aarch64-4k-ipa52-l0-lpa2",
      TRANSLATION,
      table("*", "TableFormat", "leaf", "withoutUppermostBits")),
  ADDRESS_BITS_51_48_IN_PLACE(
      "D24",
      "aarch64-64k-ipa52-l1-lpa",
      TRANSLATION,
      table("*", "TableFormat", "leaf", "uppermostBitsInPlace")),
  XN_0_FORGOTTEN(
      "~32",
      "aarch64-4k-ipa40-l1-xnx",
      TRANSLATION,
      table("*", "TableFormat", "leaf", "withoutXn0")),
  XN_POLARITY_SWAPPED(
      "~32",
      "aarch64-16k-ipa36-l2-pa36-xnx",
      TRANSLATION,
      table("*", "TableFormat", "leaf", "xnSwapped")),
  USER_EXECUTE_NOT_TOLD(
      "~14",
      "aarch64-4k-ipa40-l1-xnx",
      OUTCOME,
      table("*", "TableFormat", "permissions", "userExecutesWhatTheKernelMay")),
  TYPE_NOT_FORCED(
      "~24", "aarch64-4k-ipa40-l1-fwb", ENTRY, table("*", "TableFormat", "leaf", "notForced")),
  SHAREABILITY_IN_THE_ADDRESS(
      "~12",
      "aarch64-16k-ipa48-l0-lpa2",
      TRANSLATION,
      table("*", "TableFormat", "leaf", "innerShareable")),
  PROTECT_LOSES_THE_DIRTY_BIT_MODIFIER(
      "~16",
      "aarch64-4k-ipa40-l1-hd",
      TRANSLATION,
      table("withAttributes", "TableFormat", "leaf", "withoutDirtyBitModifier")),
  INDEX_OF_NINE_BITS(
      "~20",
      "aarch64-16k-ipa47-l1",
      TRANSLATION,
      table("*", "TableFormat", "index", "nineBitIndex")),
  SPLIT_FILLS_512_ENTRIES(
      "~34",
      "aarch64-64k-ipa48-l1",
      TRANSLATION,
      table("fillPieces", "TableFormat", "entries", "fiveHundredAndTwelve")),
  SPLIT_LEAVES_BLOCKS_AT_LEVEL_3(
      "~34",
      "aarch64-16k-ipa48-l1",
      TRANSLATION,
      table("fillPieces", "TableCore", "firstPiece", "stillABlock")),
  ROOT_INDEX_OF_A_SINGLE_TABLE(
      "~20", "aarch64-4k-ipa43-l1", TRANSLATION, table("*", "TableCore", "locate", "singleRoot")),
  LEVEL_MINUS_ONE_INDEX_LOST(
      "~20",
      "aarch64-4k-ipa52-lm1-lpa2-fwb-xnx-hd",
      TRANSLATION,
      table("*", "TableCore", "locate", "withoutLevelMinusOne")),
  ROOT_NOT_ALIGNED_TO_ITS_SIZE(
      "~20",
      "aarch64-64k-ipa33-l3",
      ENTRY,
      table("create", "FrameAllocator", "allocate", "unaligned")),
  LIMIT_IS_THE_WHOLE_AREA(
      "D19", "ept-4", OUTCOME, query("translateRun", "RunQueries", "runEnd", "wholeArea")),
  RUN_CROSSES_THE_AREA(
      "D19",
      "riscv-sv39x4",
      OUTCOME,
      query("runEnd", "AreaSet", "end", "endOfNeighbours"),
      query("contiguousEnd", "AreaSet", "end", "endOfNeighbours")),
  RUN_ENDS_A_BYTE_EARLY(
      "D19", "aarch64-4k-ipa48-l0", OUTCOME, query("runEnd", "AreaSet", "end", "endOfArea")),
  BUFFER_RUNS_INTO_THE_NEXT_AREA(
      "D21", "ept-4", OUTCOME, query("byteBuffer", "RunQueries", "collect", "acrossAreas")),
  ACCESSOR_CHECKS_THE_FIRST_PAGE_ONLY(
      "D19", "ept-4", OUTCOME, query("check", "RunQueries", "collect", "firstPageOnly")),
  ACCESSOR_IGNORES_PERMISSION(
      "D21",
      "aarch64-4k-ipa40-l1",
      OUTCOME,
      space("collect", "AddressSpace", "permits", "anyAccess")),
  REFUSED_WRITE_HAS_BEGUN(
      "D20", "ept-4", OUTCOME, query("write", "GuestMemory", "check", "writesUpToTheRefusal")),
  FIRST_FRAME_FOR_ALL_PAGES(
      "D19", "riscv-sv48x4", OUTCOME, query("check", "RunQueries", "collect", "firstFrameForAll")),
  HOST_PHYSICAL_ADDRESS_AS_POINTER(
      "D20", "ept-4", OUTCOME, query("findPlaces", "MemoryHal", "physToVirt", "identity")),
  ACCESS_THAT_WRAPS(
      "D22", "ept-4", OUTCOME, query("*", "OperandRules", "acceptsBytes", "anyBytes")),
  FREE_AREA_BEYOND_THE_LIMIT(
      "D26", "ept-4", OUTCOME, query("findFree", "AreaQueries", "unsignedMin", "firstOnly")),
  FREE_AREA_BELOW_THE_HINT(
      "D26", "riscv-sv39x4", OUTCOME, query("findFree", "AreaQueries", "unsignedMax", "firstOnly")),
  FREE_AREA_NOT_ALIGNED(
      "D26", "ept-4", OUTCOME, query("findFree", "AreaQueries", "alignUp", "pageAligned")),
  AREA_FOUND_AT_ITS_END("~6", "ept-4", OUTCOME, query("find", "AreaSet", "find", "orEndsThere")),
  SPLIT_LOSES_USER_EXECUTE(
      "~8", "ept-4-mbe", ENTRY, ept("*", "TableCore", "fillPieces", "withoutUserX")),
  PROTECT_LOSES_USER_EXECUTE(
      "-", "ept-4-mbe", TRANSLATION, ept("withAttributes", "TableFormat", "leaf", "withoutUserX")),
  USER_EXECUTE_DOES_NOT_MAKE_PRESENT(
      "-", "ept-4-mbe", OUTCOME, ept("classify", "TableFormat", "isPresent", "byRwxOnly")),
  TABLES_DENY_USER_EXECUTE(
      "~13", "ept-5-mbe-ad-ve-ipat", ENTRY, ept("*", "TableFormat", "table", "withoutUserX")),
  EXECUTE_ONLY_NOT_SUPPORTED(
      "D18", "ept-4-noxo", OUTCOME, ept("of", "RegimeId", "take", "withExecuteOnly")),
  GIBIBYTE_PAGE_NOT_SUPPORTED(
      "-", "ept-4-no1g", ENTRY, ept("of", "RegimeId", "take", "withGibibytePages")),
  PHYSICAL_WIDTH_OFF_BY_ONE(
      "D24",
      "ept-4-pa39",
      OUTCOME,
      ept("isReservedLeaf", "EntryChecks", "leafReserved", "oneBitFewer")),
  RESERVED_MEMORY_TYPE_ACCEPTED(
      "-", "ept-5", OUTCOME, ept("isReservedLeaf", "TableFormat", "attributes", "any")),
  WRITE_PROTECTED_READ_AS_WRITE_THROUGH(
      "~24", "ept-5", OUTCOME, ept("*", "TableFormat", "attributes", "throughForProtected")),
  SPLIT_LOSES_IGNORE_PAT(
      "~8", "ept-4-ipat", ENTRY, ept("*", "TableCore", "fillPieces", "withoutIgnorePat")),
  PROTECT_LOSES_SUPPRESS_VE(
      "-", "ept-4-ve", ENTRY, ept("withAttributes", "TableFormat", "leaf", "convertible")),
  PROTECT_LOSES_ACCESSED_AND_DIRTY(
      "~16", "ept-4-ad", ENTRY, ept("withAttributes", "TableFormat", "kept", "nothing")),
  SPLIT_LOSES_DIRTY("~16", "ept-4-mbe-ad", ENTRY, ept("*", "TableCore", "fillPieces", "clean")),
  PROTECT_LOSES_FLAGS_UNDER_SVADU(
      "~16",
      "riscv-sv48x4-svadu-svpbmt",
      ENTRY,
      ept("withAttributes", "TableFormat", "kept", "nothing")),
  SV57X4_AS_PLAIN_SV57(
      "20", "riscv-sv57x4", TRANSLATION, walk("*", "TableCore", "locate", "plainSv57")),
  SPLIT_LOSES_PBMT(
      "~8", "riscv-sv48x4-svpbmt", TRANSLATION, walk("*", "TableCore", "fillPieces", "noPbmt")),
  NAPOT_OF_ANY_SIZE_ACCEPTED(
      "-",
      "riscv-sv39x4-svnapot",
      OUTCOME,
      walk("isReservedLeaf", "TableWalk", "isReservedNapot", "never")),
  CLEAN_PAGE_WRITTEN_WITHOUT_FAULT(
      "~16", "riscv-sv39x4", OUTCOME, walk("finish", "EntryChecks", "writeFlags", "none")),
  EL2_EXECUTES_EVERYTHING(
      "~13", "aarch64-el2-4k-va39", TRANSLATION, table("*", "TableFormat", "leaf", "executable")),
  EL2_TABLES_RESTRICT_NOTHING(
      "13",
      "aarch64-el2-4k-va48",
      OUTCOME,
      walk("walk", "TableFormat", "tablePermissions", "everything")),
  EL2_ATTRIBUTES_ALL_OF_ONE_INDEX(
      "~24",
      "aarch64-el2-4k-va48",
      TRANSLATION,
      walk("*", "TableFormat", "leaf", "firstAttribute")),
  EL2_REPORTS_A_LOWER_LEVEL(
      "-",
      "aarch64-el2-4k-va39",
      OUTCOME,
      walk("syndromeCause", "FaultReporter", "cause", "lower")),
  ADDRESS_BEYOND_THE_OUTPUT_SIZE(
      "D24",
      "aarch64-4k-ipa40-l1-pa40",
      OUTCOME,
      walk("classify", "EntryChecks", "oversized", "none")),
  PERMISSIONS_BEFORE_THE_ACCESS_FLAG(
      "-", "aarch64-4k-ipa40-l1", OUTCOME, walk("finish", "EntryChecks", "flagsFirst", "no")),

  // Of the page-table layer.
  MAP_TRUNCATES_THE_HOST_ADDRESS(
      "D24",
      "ept-4",
      OUTCOME,
      space("acceptsPage", "OperandRules", "acceptsAlignment", "anyAlignment")),
  LARGER_LEAF_CALLED_MAPPED(
      "~9",
      "riscv-sv39x4",
      OUTCOME,
      space("alreadyMapped", "NestedPageTable", "reachesBeyond", "never")),
  TABLE_IN_THE_WAY_OF_A_REGION(
      "~9", "ept-4", OUTCOME, table("firstMapped", "TableFormat", "isTable", "noWordIsATable")),
  REGION_MAPPED_OVER_A_LEAF(
      "9, 25",
      "aarch64-4k-ipa48-l0",
      OUTCOME,
      space("mapFree", "PageTable", "firstMapped", "onlyTheFirstPage")),
  REMAP_WITHOUT_BREAK(
      "~3",
      "aarch64-4k-ipa48-l0",
      INVALIDATION,
      table("remap", "PageTable", "replace", "storedOver")),
  REMAP_WITHOUT_INVALIDATION(
      "~17", "ept-4", INVALIDATION, table("remap", "PageTable", "replace", "storedSilently")),
  REMAP_HALF_BY_HALF(
      "3",
      "riscv-sv39x4",
      INVALIDATION,
      table("remap", "PageTable", "replace", "storedHalfByHalf")),
  REMAP_KEEPS_ATTRIBUTES(
      "~13", "ept-4", TRANSLATION, table("remap", "PageTable", "remap", "addressOnly")),
  REMAP_CARRIES_THE_DIRTY_FLAG_OVER(
      "~16", "ept-4-ad", ENTRY, table("remap", "PageTable", "replace", "replacedWithOldFlags")),
  REMAP_MAPS_WHAT_IS_ABSENT(
      "D15", "ept-4", OUTCOME, table("remap", "PageTable", "isPresent", "yes")),
  REMAP_MISALIGNS_A_HUGE_PAGE(
      "~35",
      "riscv-sv48x4",
      OUTCOME,
      space("remap", "OperandRules", "acceptsAlignment", "anyAlignment")),
  UNMAP_REMOVES_ONE_GRANULE(
      "7", "ept-4", TRANSLATION, space("*", "NestedPageTable", "removeLeaf", "oneGranule")),
  HUGE_PAGES_NOT_ALLOWED_BUT_MADE(
      "~35",
      "aarch64-4k-ipa40-l1",
      ENTRY,
      space("mapRegion", "NestedPageTable", "highestLeaf", "alwaysHuge")),
  REGION_NOT_ROLLED_BACK(
      "1, 30", "ept-4", FRAME, space("mapFree", "PageTable", "mapLinear", "inTwoParts")),
  QUERY_IGNORES_THE_OFFSET(
      "~31", "ept-4", OUTCOME, space("reach", "Translation", "reach", "firstByteOfThePage")),
  QUERY_OF_A_HIGH_ADDRESS_ALIASES(
      "5", "ept-4", OUTCOME, space("query", "OperandRules", "acceptsInput", "anyInput")),
  PROTECT_STOPS_AT_A_HOLE(
      "~21",
      "riscv-sv39x4",
      TRANSLATION,
      space("protectRegion", "PageTable", "protect", "unlessItBeginsWithAHole")),
  WALK_MISSES_THE_LAST_ENTRY(
      "~6", "ept-4", OUTCOME, table("*", "TableScan", "walkTable", "allButTheLastEntry"));

  private final String origin;
  private final String regime;
  private final Oracle oracle;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<Redirection> redirections;

  PlantedBug(String origin, String regime, Oracle oracle, Redirection... redirections) {
    this.origin = origin;
    this.regime = regime;
    this.oracle = oracle;
    this.redirections = List.of(redirections);
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public Half half() {
    return Half.IMPL;
  }

  @Override
  public String regime() {
    return regime;
  }

  /// The oracle that must name it.
  public Oracle oracle() {
    return oracle;
  }

  /// The implementation with this bug.
  public SubjectProvider subject() {
    return new PatchedImplementation(toString(), redirections);
  }

  /// The name in lower case with dashes.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
