package maplet.harness.planted;

import java.util.List;
import java.util.Locale;
import maplet.harness.check.Oracle;
import maplet.harness.subject.SubjectProvider;
import maplet.impl.SpaceBugs;
import maplet.impl.table.TableBugs;

/// Bugs that hypervisors had, planted in the implementation: each must be found.
///
/// `row` is the row of research/real-bugs.md, or the seed system's defect behind `D`.
enum PlantedBug {
  PARTIAL_MAP_KEPT("1, 30", "ept-4", Oracle.FRAME, table("*", "PageTable", "undoMap", "nothing")),
  MISALIGNED_RANGE_ACCEPTED(
      "2", "ept-4", Oracle.OUTCOME, space("*", "OperandRules", "acceptsShape", "anyShape")),
  LIVE_ENTRY_REPLACED(
      "3",
      "aarch64-4k-ipa48-l0",
      Oracle.INVALIDATION,
      table("replace", "Upkeep", "breakBeforeMake", "no")),
  FREED_BEFORE_INVALIDATION(
      "4", "ept-4", Oracle.INVALIDATION, table("clear", "PageTable", "doom", "freeAtOnce")),
  HIGH_ADDRESS_ALIASES(
      "5",
      "ept-4",
      Oracle.OUTCOME,
      space("translate", "Capabilities", "inputBits", "wideInput"),
      table("translate", "PageTable", "walk", "maskedWalk")),
  END_OFF_BY_ONE(
      "6", "ept-4", Oracle.OUTCOME, space("*", "OperandRules", "isInside", "endIsInside")),
  EMPTY_TABLES_STAY("7", "ept-4", Oracle.FRAME, table("*", "PageTable", "reclaim", "nothing")),
  SPLIT_WIDENS_PERMISSIONS(
      "8", "ept-4", Oracle.TRANSLATION, table("*", "TableCore", "fillPieces", "widenedPieces")),
  MAPS_OVER_A_MAPPING(
      "9, 25",
      "riscv-sv39x4",
      Oracle.OUTCOME,
      space("mapLinear", "AreaSet", "firstIn", "neverOverlaps")),
  SPLIT_FLUSHES_THE_WRONG_ADDRESS(
      "10",
      "aarch64-4k-ipa48-l0",
      Oracle.INVALIDATION,
      table("cut", "Invalidations", "now", "beyondTheLeaf")),
  LEAF_READ_AS_TABLE(
      "11",
      "ept-4",
      Oracle.OUTCOME,
      table("locate", "TableFormat", "isTable", "anyPresentIsTable")),
  NORMAL_MEMORY_NON_SHAREABLE(
      "12", "aarch64-4k-ipa40-l1", Oracle.ENTRY, table("*", "TableFormat", "leaf", "nonShareable")),
  PERMISSIONS_NOT_APPLIED(
      "13", "ept-4", Oracle.OUTCOME, table("finish", "TableFormat", "permissions", "grantsAll")),
  PERMISSION_BITS_SWAPPED(
      "14",
      "riscv-sv48x4",
      Oracle.OUTCOME,
      table("*", "TableFormat", "permissions", "swappedWriteAndExecute")),
  PROTECT_SKIPS_THE_INVALIDATION(
      "17",
      "aarch64-4k-ipa39-l1",
      Oracle.INVALIDATION,
      table("replace", "Invalidations", "add", "nothing")),
  TABLE_ZEROED_AFTER_IT_IS_FREED(
      "18", "ept-4", Oracle.FRAME, table("finish", "FrameAllocator", "free", "zeroedAfterwards")),
  TABLE_WRITTEN_AFTER_IT_IS_FREED(
      "18", "ept-4", Oracle.FRAME, table("finish", "FrameAllocator", "free", "writtenAfterwards")),
  TABLE_FREED_TWICE(
      "18", "ept-4", Oracle.OUTCOME, table("reclaim", "PageTable", "doom", "doomTwice")),
  G_STAGE_AS_PLAIN_SV39(
      "20", "riscv-sv39x4", Oracle.TRANSLATION, table("*", "TableCore", "locate", "plainSv39")),
  ROOT_OF_ONE_FRAME(
      "20", "riscv-sv39x4", Oracle.FRAME, table("create", "TableFormat", "rootFrames", "oneFrame")),
  PROTECT_FILLS_ABSENT_PAGES(
      "21", "ept-4", Oracle.TRANSLATION, table("change", "PageTable", "isPresent", "yes")),
  INVALIDATION_OPERAND_NOT_SHIFTED(
      "22",
      "aarch64-4k-ipa40-l1",
      Oracle.INVALIDATION,
      table("now", "EventLog", "add", "unshifted")),
  TABLES_LEAK("23", "riscv-sv39x4", Oracle.FRAME, table("reclaim", "PageTable", "doom", "nothing")),
  TABLE_FREED_WHILE_IN_USE(
      "23", "ept-4", Oracle.FRAME, table("*", "TableCore", "isEmpty", "emptyTooSoon")),
  ALWAYS_WRITE_BACK(
      "24", "ept-4", Oracle.TRANSLATION, table("*", "TableFormat", "leaf", "alwaysWriteBack")),
  NO_FENCE_AFTER_MAPPING(
      "26", "riscv-sv39x4", Oracle.INVALIDATION, table("*", "PageTable", "noteValid", "nothing")),
  SECOND_FAULT_REPLACES_THE_FRAME(
      "28", "ept-4", Oracle.OUTCOME, table("handleFault", "PageTable", "isPresent", "no")),
  FRAMES_NOT_ZEROED(
      "29", "ept-4", Oracle.FRAME, table("freshFrame", "PhysicalMemory", "zero", "nothing")),
  EXECUTE_NEVER_MISSING(
      "32",
      "aarch64-4k-ipa48-l0",
      Oracle.TRANSLATION,
      table("*", "TableFormat", "leaf", "executable")),
  FULL_INVALIDATION_MISSING(
      "33", "riscv-sv39x4", Oracle.INVALIDATION, table("flush", "Invalidations", "all", "nothing")),
  SPLIT_STRIDES_BY_THE_PAGE(
      "34",
      "ept-4",
      Oracle.TRANSLATION,
      table("fillPieces", "TableFormat", "entrySize", "pageStride")),
  MISALIGNED_SUPERPAGE(
      "35",
      "riscv-sv39x4",
      Oracle.TRANSLATION,
      table("mapLinear", "PageTable", "leafHeight", "unalignedHost")),
  FRAME_LEAKS_WHEN_A_FAULT_FAILS(
      "D10", "ept-4", Oracle.FRAME, table("mapFresh", "FrameAllocator", "free", "nothing")),
  NO_MEMORY_CALLED_BAD_STATE(
      "D12", "ept-4", Oracle.OUTCOME, space("*", "AddressSpace", "noMemory", "badState")),
  HUGE_PAGE_NOT_SPLIT(
      "D13",
      "aarch64-4k-ipa40-l0",
      Oracle.TRANSLATION,
      table("*", "PageTable", "cutAt", "nothing")),
  ANY_ATTRIBUTES_ACCEPTED(
      "D18",
      "ept-4",
      Oracle.OUTCOME,
      space("*", "OperandRules", "acceptsAttributes", "anyAttributes")),
  HOST_ADDRESS_TRUNCATED(
      "D24", "ept-4", Oracle.OUTCOME, space("*", "OperandRules", "acceptsHost", "anyHost")),
  PROTECT_ACCEPTS_HOLES(
      "D27", "ept-4", Oracle.OUTCOME, space("*", "AreaSet", "firstUncovered", "alwaysCovered")),
  AREA_KEEPS_ITS_OLD_ATTRIBUTES(
      "D27", "ept-4", Oracle.OUTCOME, space("*", "AreaSet", "setAttributes", "keepAttributes")),
  USER_BIT_MISSING(
      "D33", "riscv-sv39x4", Oracle.TRANSLATION, table("*", "TableFormat", "leaf", "withoutUser")),
  TORN_ENTRY(
      "3", "ept-4", Oracle.INVALIDATION, table("replace", "PhysicalMemory", "write", "halfByHalf")),
  SPLIT_WITHOUT_BREAK(
      "10",
      "aarch64-4k-ipa48-l0",
      Oracle.INVALIDATION,
      table("cut", "Upkeep", "breakBeforeMake", "no")),
  PROTECT_DOES_NOT_SPLIT(
      "15", "ept-4", Oracle.TRANSLATION, table("protect", "PageTable", "differs", "no")),
  FAULT_BEYOND_THE_RANGE(
      "19",
      "aarch64-4k-ipa40-l1",
      Oracle.OUTCOME,
      space("handleFault", "OperandRules", "isInside", "everywhere")),
  FREED_TWICE(
      "23", "riscv-sv39x4", Oracle.FRAME, table("finish", "FrameAllocator", "free", "twice")),
  AREA_INSIDE_AN_AREA(
      "25",
      "ept-4",
      Oracle.OUTCOME,
      space("mapAllocated", "AreaSet", "firstIn", "onlyAreasThatStart")),
  FAILED_SPLIT_IGNORED(
      "30",
      "ept-4",
      Oracle.TRANSLATION,
      space("unmap", "PageTable", "cutAtEnds", "despiteFailure")),
  AREA_OUTLIVES_ITS_PAGES(
      "30",
      "aarch64-4k-ipa40-l1",
      Oracle.OUTCOME,
      space("remove", "AreaSet", "remove", "wholeAreasOnly")),
  LIMIT_OVER_THE_END(
      "31", "ept-4", Oracle.OUTCOME, space("translate", "Translation", "reach", "overTheEnd")),
  WRITE_DECODED_INVERTED(
      "32",
      "aarch64-4k-ipa48-l0",
      Oracle.OUTCOME,
      table("*", "TableFormat", "permissions", "invertedWrite")),
  FAULT_IGNORES_THE_ACCESS(
      "D8", "ept-4", Oracle.OUTCOME, space("handleFault", "AddressSpace", "permits", "anyAccess")),
  LAST_PAGE_STAYS(
      "7", "ept-4", Oracle.TRANSLATION, table("remove", "PageTable", "unmap", "allButTheLastPage")),
  ADDRESS_BITS_51_50_DROPPED(
      "D24",
      "aarch64-4k-ipa52-l0-lpa2",
      Oracle.TRANSLATION,
      table("*", "TableFormat", "leaf", "withoutUppermostBits")),
  ADDRESS_BITS_51_48_IN_PLACE(
      "D24",
      "aarch64-64k-ipa52-l1-lpa",
      Oracle.TRANSLATION,
      table("*", "TableFormat", "leaf", "uppermostBitsInPlace")),
  XN_0_FORGOTTEN(
      "32",
      "aarch64-4k-ipa40-l1-xnx",
      Oracle.TRANSLATION,
      table("*", "TableFormat", "leaf", "withoutXn0")),
  XN_POLARITY_SWAPPED(
      "32",
      "aarch64-16k-ipa36-l2-pa36-xnx",
      Oracle.TRANSLATION,
      table("*", "TableFormat", "leaf", "xnSwapped")),
  USER_EXECUTE_NOT_TOLD(
      "14",
      "aarch64-4k-ipa40-l1-xnx",
      Oracle.OUTCOME,
      table("*", "TableFormat", "permissions", "userExecutesWhatTheKernelMay")),
  TYPE_NOT_FORCED(
      "24",
      "aarch64-4k-ipa40-l1-fwb",
      Oracle.ENTRY,
      table("*", "TableFormat", "leaf", "notForced")),
  SHAREABILITY_IN_THE_ADDRESS(
      "12",
      "aarch64-16k-ipa48-l0-lpa2",
      Oracle.TRANSLATION,
      table("*", "TableFormat", "leaf", "innerShareable")),
  PROTECT_LOSES_THE_DIRTY_BIT_MODIFIER(
      "16",
      "aarch64-4k-ipa40-l1-hd",
      Oracle.TRANSLATION,
      table("withAttributes", "TableFormat", "leaf", "withoutDirtyBitModifier")),
  INDEX_OF_NINE_BITS(
      "20",
      "aarch64-16k-ipa47-l1",
      Oracle.TRANSLATION,
      table("*", "TableFormat", "index", "nineBitIndex")),
  SPLIT_FILLS_512_ENTRIES(
      "34",
      "aarch64-64k-ipa48-l1",
      Oracle.TRANSLATION,
      table("fillPieces", "TableFormat", "entries", "fiveHundredAndTwelve")),
  SPLIT_LEAVES_BLOCKS_AT_LEVEL_3(
      "34",
      "aarch64-16k-ipa48-l1",
      Oracle.TRANSLATION,
      table("fillPieces", "TableCore", "firstPiece", "stillABlock")),
  ROOT_INDEX_OF_A_SINGLE_TABLE(
      "20",
      "aarch64-4k-ipa43-l1",
      Oracle.TRANSLATION,
      table("*", "TableCore", "locate", "singleRoot")),
  LEVEL_MINUS_ONE_INDEX_LOST(
      "20",
      "aarch64-4k-ipa52-lm1-lpa2-fwb-xnx-hd",
      Oracle.TRANSLATION,
      table("*", "TableCore", "locate", "withoutLevelMinusOne")),
  ROOT_NOT_ALIGNED_TO_ITS_SIZE(
      "20",
      "aarch64-64k-ipa33-l3",
      Oracle.ENTRY,
      table("create", "FrameAllocator", "allocate", "unaligned"));

  private final String row;
  private final String regime;
  private final Oracle oracle;
  private final List<Redirection> redirections;

  PlantedBug(String row, String regime, Oracle oracle, Redirection... redirections) {
    this.row = row;
    this.regime = regime;
    this.oracle = oracle;
    this.redirections = List.of(redirections);
  }

  String row() {
    return row;
  }

  /// The regime that shows it.
  String regime() {
    return regime;
  }

  /// The oracle that must name it.
  Oracle oracle() {
    return oracle;
  }

  /// The implementation with this bug.
  SubjectProvider subject() {
    return new PatchedImplementation(toString(), redirections);
  }

  /// The name in lower case with dashes.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Redirection table(String inMethod, String owner, String name, String replacement) {
    return new Redirection(inMethod, owner, name, TableBugs.class, replacement);
  }

  private static Redirection space(String inMethod, String owner, String name, String replacement) {
    return new Redirection(inMethod, owner, name, SpaceBugs.class, replacement);
  }
}
