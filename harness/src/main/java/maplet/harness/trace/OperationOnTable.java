package maplet.harness.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import maplet.model.Attributes;
import maplet.model.Operation;

/// The operations on a page table, read from a trace's line and written to one.
final class OperationOnTable {
  private OperationOnTable() {}

  /// The operation with this name; nothing when there is none.
  static Optional<Operation> read(String name, JsonFields line) {
    return switch (name) {
      case TraceFields.MAP_PAGE ->
          Optional.of(
              new Operation.MapPage(
                  line.gpa(), hpa(line), line.hex(TraceFields.PAGE_SIZE), line.attributes()));
      case TraceFields.UNMAP_PAGE -> Optional.of(new Operation.UnmapPage(line.gpa()));
      case TraceFields.REMAP ->
          Optional.of(new Operation.Remap(line.gpa(), hpa(line), line.attributes()));
      case TraceFields.QUERY_PAGE -> Optional.of(new Operation.QueryPage(line.gpa()));
      case TraceFields.MAP_REGION ->
          Optional.of(
              new Operation.MapRegion(
                  line.gpa(),
                  hpa(line),
                  line.size(),
                  line.attributes(),
                  line.flag(TraceFields.ALLOW_HUGE)));
      case TraceFields.UNMAP_REGION ->
          Optional.of(new Operation.UnmapRegion(line.gpa(), line.size()));
      case TraceFields.PROTECT_REGION ->
          Optional.of(new Operation.ProtectRegion(line.gpa(), line.size(), line.attributes()));
      case TraceFields.WALK_TABLE -> Optional.of(new Operation.WalkTable());
      default -> Optional.empty();
    };
  }

  private static long hpa(JsonFields line) {
    return line.hex(TraceFields.HPA);
  }

  /// Puts the operation's name and operands into an empty line.
  static void put(ObjectNode line, Operation.OnTable operation) {
    switch (operation) {
      case Operation.MapPage(long gpa, long hpa, long pageSize, Attributes attributes) -> {
        putAddress(line, TraceFields.MAP_PAGE, gpa);
        putHex(line, TraceFields.HPA, hpa);
        putHex(line, TraceFields.PAGE_SIZE, pageSize);
        TraceWriter.put(line, attributes);
      }
      case Operation.UnmapPage(long gpa) -> putAddress(line, TraceFields.UNMAP_PAGE, gpa);
      case Operation.Remap(long gpa, long hpa, Attributes attributes) -> {
        putAddress(line, TraceFields.REMAP, gpa);
        putHex(line, TraceFields.HPA, hpa);
        TraceWriter.put(line, attributes);
      }
      case Operation.QueryPage(long gpa) -> putAddress(line, TraceFields.QUERY_PAGE, gpa);
      case Operation.MapRegion(
              long gpa,
              long hpa,
              long size,
              Attributes attributes,
              boolean allowHuge) -> {
        putAddress(line, TraceFields.MAP_REGION, gpa);
        putHex(line, TraceFields.HPA, hpa);
        putHex(line, TraceFields.SIZE, size);
        TraceWriter.put(line, attributes);
        line.put(TraceFields.ALLOW_HUGE, allowHuge);
      }
      case Operation.UnmapRegion(long gpa, long size) -> {
        putAddress(line, TraceFields.UNMAP_REGION, gpa);
        putHex(line, TraceFields.SIZE, size);
      }
      case Operation.ProtectRegion(long gpa, long size, Attributes attributes) -> {
        putAddress(line, TraceFields.PROTECT_REGION, gpa);
        putHex(line, TraceFields.SIZE, size);
        TraceWriter.put(line, attributes);
      }
      case Operation.WalkTable() -> line.put(TraceFields.OP, TraceFields.WALK_TABLE);
    }
  }

  private static void putAddress(ObjectNode line, String op, long gpa) {
    line.put(TraceFields.OP, op);
    putHex(line, TraceFields.GPA, gpa);
  }

  private static void putHex(ObjectNode line, String field, long value) {
    line.put(field, TraceWriter.hex(value));
  }
}
