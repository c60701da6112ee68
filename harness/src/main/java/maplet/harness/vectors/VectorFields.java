package maplet.harness.vectors;

/// The names in vector files. The schemas in `vectors/schema/` repeat them.
final class VectorFields {
  /// The version of the format that this build reads and writes.
  static final int VERSION = 1;

  static final String MAGIC = "maplet-vectors";
  static final String KIND = "kind";
  static final String REGIME = "regime";
  static final String FLAGS = "flags";
  static final String VECTORS = "vectors";
  static final String COUNT = "count";
  static final String ROOT = "root";

  static final String ID = "id";
  static final String COMMENT = "comment";
  static final String CITE = "cite";
  static final String RESULT = "result";
  static final String EXPECT = "expect";
  static final String ATTESTED_BY = "attestedBy";
  static final String NOT_ATTESTED = "notAttested";

  static final String HEIGHT = "height";
  static final String LEVEL = "level";
  static final String WORD = "word";
  static final String MEANS = "means";
  static final String ADDRESS = "address";
  static final String WRITE = "write";
  static final String FAULT = "fault";
  static final String REASON = "reason";

  static final String GPA = "gpa";
  static final String ACCESS = "access";
  static final String MEMORY = "memory";
  static final String OUTCOME = "outcome";
  static final String HPA = "hpa";
  static final String PERMISSIONS = "permissions";
  static final String TYPE = "type";
  static final String PAGE_SIZE = "pageSize";
  static final String READS = "reads";
  static final String UPDATES = "updates";
  static final String CAUSE = "cause";
  static final String DETAIL = "detail";

  static final String LAYER = "layer";
  static final String BASE = "base";
  static final String SIZE = "size";
  static final String STEPS = "steps";
  static final String STATUS = "status";
  static final String RULE = "rule";
  static final String MAPPINGS = "mappings";

  private VectorFields() {}
}
