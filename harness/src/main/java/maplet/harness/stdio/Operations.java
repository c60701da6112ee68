package maplet.harness.stdio;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;

/// The operations of an `apply`.
///
/// @param from index of the first of them
/// @param to index of the first that isn't one
record Operations(RecordedSequence all, int from, int to) implements Request {
  /// One operation.
  static Operations of(OperationSlot slot) {
    RecordedSequence one = new RecordedSequence();
    one.add(slot);
    return new Operations(one, 0, 1);
  }

  /// Whether a subject is asked for operations of this kind.
  static boolean has(OperationSlot slot) {
    return switch (slot.kind) {
      case MAP_LINEAR, MAP_ALLOCATED, UNMAP, PROTECT, CLEAR, HANDLE_FAULT, TRANSLATE -> true;
      case MAP_REGION, UNMAP_REGION, PROTECT_REGION -> true;
      case TOUCH, DAMAGED_WALK, TRANSLATE_RUN, BYTE_BUFFER, READ_MEMORY, WRITE_MEMORY -> false;
      case FIND_AREA, FIND_FREE_AREA -> false;
      case MAP_PAGE, UNMAP_PAGE, REMAP, QUERY_PAGE, WALK_TABLE -> false;
    };
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    OperationSlot slot = new OperationSlot();
    Request.of("apply").write(json);
    json.writeArrayFieldStart("operations");
    for (int i = from; i < to; i++) {
      all.get(i, slot);
      if (has(slot)) {
        json.writeStartObject();
        write(json, slot);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, OperationSlot slot) throws IOException {
    json.writeStringField("do", name(slot));
    if (slot.kind.hasAddress()) {
      json.writeStringField("gpa", hex(slot.gpa));
    }
    if (slot.kind.hasSize()) {
      json.writeStringField("size", hex(slot.size));
    }
    if (slot.kind.hasHost()) {
      json.writeStringField("hpa", hex(slot.hpa));
    }
    if (slot.kind.hasAttributes()) {
      json.writeNumberField("attributes", slot.attributes);
    }
    if (slot.kind.hasAccess()) {
      json.writeNumberField("access", slot.access.ordinal());
    }
    switch (slot.kind) {
      case MAP_LINEAR -> json.writeStringField("how", "linear");
      case MAP_ALLOCATED -> json.writeStringField("how", slot.populate ? "allocated" : "on-demand");
      case MAP_REGION -> json.writeStringField("how", slot.allowHuge ? "linear" : "small");
      default -> {}
    }
    json.writeNumberField("refuseFrom", slot.refuseFrom);
    if (slot.refuseOnce) {
      json.writeBooleanField("refuseOnce", true);
    }
  }

  private static String name(OperationSlot slot) {
    return switch (slot.kind) {
      case MAP_LINEAR, MAP_ALLOCATED, MAP_REGION -> "map";
      case UNMAP, UNMAP_REGION -> "unmap";
      case PROTECT, PROTECT_REGION -> "protect";
      case HANDLE_FAULT -> "fault";
      case TRANSLATE -> "translate";
      case CLEAR -> "clear";
      default -> throw new IllegalArgumentException("not of the protocol: " + slot.kind);
    };
  }

  /// A number of 64 bits as the protocol writes it.
  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
