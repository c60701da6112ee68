package maplet.harness.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.Layer;
import maplet.model.Operation;

/// Writes trace files. Equal traces give equal bytes: one order of fields, no spaces, UTF-8, a line
/// feed after every line.
public final class TraceWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TraceWriter() {}

  /// Writes the trace to a file, replacing what was there.
  public static void write(Path file, Trace trace) throws IOException {
    Files.writeString(file, text(trace), StandardCharsets.UTF_8);
  }

  /// The whole file as text.
  public static String text(Trace trace) {
    StringBuilder text = new StringBuilder(line(trace.header())).append('\n');
    for (TraceStep step : trace.steps()) {
      text.append(line(step)).append('\n');
    }
    return text.toString();
  }

  /// The first line, without its line feed.
  public static String line(TraceHeader header) {
    ObjectNode line = JSON.objectNode();
    line.put(TraceFields.MAGIC, TraceFields.VERSION);
    line.put(TraceFields.REGIME, header.regime());
    if (header.layer() != Layer.SPACE) {
      line.put(TraceFields.LAYER, header.layer().toString());
    }
    line.put(TraceFields.BASE, hex(header.base()));
    line.put(TraceFields.SIZE, hex(header.size()));
    put(line, header.creation().refuseFrom(), header.creation().refuseOnce());
    if (header.creation().recycled()) {
      line.put(TraceFields.RECYCLED, true);
    }
    line.put(TraceFields.TITLE, header.title());
    ObjectNode provenance = line.putObject(TraceFields.PROVENANCE);
    provenance.put(TraceFields.RECORDED, header.provenance().recorded());
    ArrayNode packages = provenance.putArray(TraceFields.PACKAGES);
    header.provenance().packages().forEach(packages::add);
    provenance.put(TraceFields.COMMAND, header.provenance().command());
    header.seed().ifPresent(seed -> line.put(TraceFields.SEED, hex(seed)));
    header.divergence().ifPresent(it -> put(line.putObject(TraceFields.DIVERGENCE), it));
    return line.toString();
  }

  /// The line of a step, without its line feed.
  public static String line(TraceStep step) {
    ObjectNode line = JSON.objectNode();
    put(line, step.operation());
    put(line, step.refuseFrom(), step.refuseOnce());
    step.expectation().ifPresent(it -> put(line.putObject(TraceFields.EXPECT), it));
    return line.toString();
  }

  private static void put(ObjectNode line, int refuseFrom, boolean refuseOnce) {
    if (refuseFrom > 0) {
      line.put(TraceFields.REFUSE, refuseFrom);
    }
    if (refuseOnce) {
      line.put(TraceFields.REFUSE_ONCE, true);
    }
  }

  private static void put(ObjectNode line, RecordedDivergence divergence) {
    line.put(TraceFields.SUBJECT, divergence.subject());
    line.put(TraceFields.ORACLE, divergence.oracle());
    line.put(TraceFields.STEP, divergence.step());
    line.put(TraceFields.EXPECTED, divergence.expected());
    line.put(TraceFields.ACTUAL, divergence.actual());
  }

  private static void put(ObjectNode line, Expectation expectation) {
    line.put(TraceFields.STATUS, expectation.status().toString());
    expectation.rule().ifPresent(rule -> line.put(TraceFields.RULE, rule.toString()));
  }

  private static void put(ObjectNode line, Operation operation) {
    switch (operation) {
      case Operation.MapLinear(long gpa, long hpa, long size, Attributes attributes) -> {
        line.put(TraceFields.OP, TraceFields.MAP_LINEAR).put(TraceFields.GPA, hex(gpa));
        line.put(TraceFields.HPA, hex(hpa)).put(TraceFields.SIZE, hex(size));
        put(line, attributes);
      }
      case Operation.MapAllocated(long gpa, long size, Attributes attributes, boolean populate) -> {
        putRange(line, TraceFields.MAP_ALLOCATED, gpa, size);
        put(line, attributes);
        line.put(TraceFields.POPULATE, populate);
      }
      case Operation.Unmap(long gpa, long size) -> putRange(line, TraceFields.UNMAP, gpa, size);
      case Operation.Protect(long gpa, long size, Attributes attributes) -> {
        putRange(line, TraceFields.PROTECT, gpa, size);
        put(line, attributes);
      }
      case Operation.Clear() -> line.put(TraceFields.OP, TraceFields.CLEAR);
      case Operation.HandleFault(long gpa, Access access) ->
          putAccess(line, TraceFields.HANDLE_FAULT, gpa, access);
      case Operation.Translate(long gpa, Access access) ->
          putAccess(line, TraceFields.TRANSLATE, gpa, access);
      case Operation.Touch(long gpa, Access access) ->
          putAccess(line, TraceFields.TOUCH, gpa, access);
      case Operation.DamagedWalk(long gpa, Access access, int height, long flips, long others) -> {
        putAccess(line, TraceFields.DAMAGED_WALK, gpa, access);
        line.put(TraceFields.HEIGHT, height).put(TraceFields.FLIPS, hex(flips));
        if (others != 0) {
          line.put(TraceFields.OTHERS, hex(others));
        }
      }
      case Operation.Query query -> putQuery(line, query);
      case Operation.OnTable onTable -> OperationOnTable.put(line, onTable);
    }
  }

  private static void putQuery(ObjectNode line, Operation.Query query) {
    switch (query) {
      case Operation.TranslateRun(long gpa, Access access) ->
          putAccess(line, TraceFields.TRANSLATE_RUN, gpa, access);
      case Operation.ByteBuffer(long gpa, long size, Access access) -> {
        putRange(line, TraceFields.BYTE_BUFFER, gpa, size);
        put(line, access);
      }
      case Operation.ReadMemory(long gpa, long size) ->
          putRange(line, TraceFields.READ_MEMORY, gpa, size);
      case Operation.WriteMemory(long gpa, long size, long seed) -> {
        putRange(line, TraceFields.WRITE_MEMORY, gpa, size);
        line.put(TraceFields.SEED, hex(seed));
      }
      case Operation.FindArea(long gpa) ->
          line.put(TraceFields.OP, TraceFields.FIND_AREA).put(TraceFields.GPA, hex(gpa));
      case Operation.FindFreeArea search -> put(line, search);
    }
  }

  private static void putRange(ObjectNode line, String op, long gpa, long size) {
    line.put(TraceFields.OP, op).put(TraceFields.GPA, hex(gpa)).put(TraceFields.SIZE, hex(size));
  }

  private static void putAccess(ObjectNode line, String op, long gpa, Access access) {
    line.put(TraceFields.OP, op).put(TraceFields.GPA, hex(gpa));
    put(line, access);
  }

  private static void put(ObjectNode line, Access access) {
    line.put(TraceFields.ACCESS, access.toString());
  }

  private static void put(ObjectNode line, Operation.FindFreeArea search) {
    line.put(TraceFields.OP, TraceFields.FIND_FREE_AREA).put(TraceFields.HINT, hex(search.hint()));
    line.put(TraceFields.SIZE, hex(search.size()));
    line.put(TraceFields.ALIGNMENT, hex(search.alignment()));
    line.put(TraceFields.LIMIT_START, hex(search.limitStart()));
    line.put(TraceFields.LIMIT_END, hex(search.limitEnd()));
  }

  static void put(ObjectNode line, Attributes attributes) {
    line.put(TraceFields.PERMISSIONS, attributes.permissions().toString());
    line.put(TraceFields.MEMORY, attributes.memoryType().toString());
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
