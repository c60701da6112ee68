package maplet.harness.trace;

/// The names in trace files. The schemas in `vectors/schema/` repeat them.
final class TraceFields {
  /// The version of the format that this build reads and writes.
  static final int VERSION = 1;

  static final String MAGIC = "maplet-trace";
  static final String REGIME = "regime";
  static final String BASE = "base";
  static final String SIZE = "size";
  static final String LAYER = "layer";
  static final String TITLE = "title";
  static final String SEED = "seed";

  static final String PROVENANCE = "provenance";
  static final String RECORDED = "recorded";
  static final String PACKAGES = "packages";
  static final String COMMAND = "command";

  static final String DIVERGENCE = "divergence";
  static final String SUBJECT = "subject";
  static final String ORACLE = "oracle";
  static final String STEP = "step";
  static final String EXPECTED = "expected";
  static final String ACTUAL = "actual";

  static final String OP = "op";
  static final String GPA = "gpa";
  static final String HPA = "hpa";
  static final String PERMISSIONS = "permissions";
  static final String MEMORY = "memory";
  static final String POPULATE = "populate";
  static final String PAGE_SIZE = "page-size";
  static final String ALLOW_HUGE = "allow-huge";
  static final String ACCESS = "access";
  static final String HEIGHT = "height";
  static final String FLIPS = "flips";
  static final String OTHERS = "others";
  static final String HINT = "hint";
  static final String ALIGNMENT = "alignment";
  static final String LIMIT_START = "limit-start";
  static final String LIMIT_END = "limit-end";
  static final String REFUSE = "refuse";
  static final String REFUSE_ONCE = "refuse-once";
  static final String RECYCLED = "recycled";
  static final String EXPECT = "expect";
  static final String STATUS = "status";
  static final String RULE = "rule";

  static final String MAP_LINEAR = "map-linear";
  static final String MAP_ALLOCATED = "map-allocated";
  static final String UNMAP = "unmap";
  static final String PROTECT = "protect";
  static final String CLEAR = "clear";
  static final String HANDLE_FAULT = "handle-fault";
  static final String TRANSLATE = "translate";
  static final String TOUCH = "touch";
  static final String DAMAGED_WALK = "damaged-walk";
  static final String TRANSLATE_RUN = "translate-run";
  static final String BYTE_BUFFER = "byte-buffer";
  static final String READ_MEMORY = "read-memory";
  static final String WRITE_MEMORY = "write-memory";
  static final String FIND_AREA = "find-area";
  static final String FIND_FREE_AREA = "find-free-area";

  static final String MAP_PAGE = "map-page";
  static final String UNMAP_PAGE = "unmap-page";
  static final String REMAP = "remap";
  static final String QUERY_PAGE = "query-page";
  static final String MAP_REGION = "map-region";
  static final String UNMAP_REGION = "unmap-region";
  static final String PROTECT_REGION = "protect-region";
  static final String WALK_TABLE = "walk-table";

  /// The names of the operations on an address space, for messages.
  static final String OPERATIONS =
      String.join(
          ", ",
          MAP_LINEAR,
          MAP_ALLOCATED,
          UNMAP,
          PROTECT,
          CLEAR,
          HANDLE_FAULT,
          TRANSLATE,
          TOUCH,
          DAMAGED_WALK,
          TRANSLATE_RUN,
          BYTE_BUFFER,
          READ_MEMORY,
          WRITE_MEMORY,
          FIND_AREA,
          FIND_FREE_AREA);

  /// The names of the operations on a page table, for messages.
  static final String TABLE_OPERATIONS =
      String.join(
          ", ",
          MAP_PAGE,
          UNMAP_PAGE,
          REMAP,
          QUERY_PAGE,
          MAP_REGION,
          UNMAP_REGION,
          PROTECT_REGION,
          WALK_TABLE,
          CLEAR,
          TRANSLATE,
          TOUCH,
          DAMAGED_WALK);

  private TraceFields() {}
}
