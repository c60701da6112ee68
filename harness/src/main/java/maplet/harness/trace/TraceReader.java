package maplet.harness.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.model.Access;
import maplet.model.Layer;
import maplet.model.Operation;
import maplet.model.Operations;
import maplet.model.Rule;
import maplet.model.Status;

/// Reads trace files strictly: a field that is missing, unknown, double or malformed is refused
/// with an [InputFormatException] that names the line, the rule and the fix.
public final class TraceReader {
  private TraceReader() {}

  /// Reads a trace file.
  ///
  /// @throws InputFormatException when the file isn't a trace of this version
  /// @throws IOException when the file can't be read
  public static Trace read(Path file) throws IOException {
    try (BufferedReader lines = new BufferedReader(new StringReader(TextFile.read(file)))) {
      return read(file.toString(), lines);
    }
  }

  /// Reads a trace.
  ///
  /// @param source the name of the input in messages
  /// @throws InputFormatException when the text isn't a trace of this version
  /// @throws IOException when the text can't be read
  public static Trace read(String source, BufferedReader lines) throws IOException {
    int number = 1;
    try {
      Optional<String> first = Optional.ofNullable(lines.readLine());
      if (first.isEmpty()) {
        throw new InputFormatException(
            source,
            0,
            "a trace must begin with a header line, but the file is empty",
            "record, import or copy the trace again");
      }
      TraceHeader header = header(fields(source, number, first.get()));
      List<TraceStep> steps = new ArrayList<>();
      for (Optional<String> line = Optional.ofNullable(lines.readLine());
          line.isPresent();
          line = Optional.ofNullable(lines.readLine())) {
        number++;
        steps.add(step(fields(source, number, line.get()), header.layer()));
      }
      return new Trace(header, steps);
    } catch (CharacterCodingException notUtf8) {
      throw new InputFormatException(
          source, 0, "a trace must be UTF-8 text", "give a trace file, not compressed");
    }
  }

  private static JsonFields fields(String source, int line, String text) {
    String found;
    try {
      if (StrictJson.read(text) instanceof ObjectNode object) {
        return new JsonFields(source, line, object);
      }
      found = "it is something else";
    } catch (JsonProcessingException malformed) {
      found = malformed.getOriginalMessage().lines().findFirst().orElse("it is malformed");
    }
    throw new InputFormatException(
        source,
        line,
        "every line must be one JSON object, but: " + found,
        "correct the line, or remove it when it is empty");
  }

  private static TraceHeader header(JsonFields line) {
    if (!line.has(TraceFields.MAGIC)) {
      throw line.bad(
          "the first line must be the header, with field '" + TraceFields.MAGIC + "'",
          "give a Maplet trace file");
    }
    int version = line.positive(TraceFields.MAGIC);
    if (version != TraceFields.VERSION) {
      throw line.bad(
          "trace version must be %d, but is %d".formatted(TraceFields.VERSION, version),
          "use the Maplet that wrote the trace, or record it again");
    }
    String regime = line.text(TraceFields.REGIME);
    if (!TraceHeader.REGIME_ID.matcher(regime).matches()) {
      throw line.bad(
          "field 'regime' must be a regime's id, as in 'ept-4', but is '" + regime + "'",
          "correct field 'regime'");
    }
    TraceHeader header =
        new TraceHeader(
            regime,
            line.has(TraceFields.LAYER) ? line.member(TraceFields.LAYER, Layer.class) : Layer.SPACE,
            line.hex(TraceFields.BASE),
            line.hex(TraceFields.SIZE),
            creation(line),
            line.text(TraceFields.TITLE),
            provenance(line.object(TraceFields.PROVENANCE)),
            line.has(TraceFields.SEED)
                ? OptionalLong.of(line.hex(TraceFields.SEED))
                : OptionalLong.empty(),
            line.has(TraceFields.DIVERGENCE)
                ? Optional.of(divergence(line.object(TraceFields.DIVERGENCE)))
                : Optional.empty());
    line.finish();
    return header;
  }

  private static Creation creation(JsonFields line) {
    boolean recycled = line.has(TraceFields.RECYCLED) && line.flag(TraceFields.RECYCLED);
    return new Creation(refuseFrom(line), refuseOnce(line), recycled);
  }

  private static int refuseFrom(JsonFields line) {
    return line.has(TraceFields.REFUSE) ? line.positive(TraceFields.REFUSE) : 0;
  }

  private static boolean refuseOnce(JsonFields line) {
    boolean once = line.has(TraceFields.REFUSE_ONCE) && line.flag(TraceFields.REFUSE_ONCE);
    if (once && !line.has(TraceFields.REFUSE)) {
      throw line.bad(
          "field 'refuse-once' needs field 'refuse', which says what is refused",
          "add field 'refuse', or remove field 'refuse-once'");
    }
    return once;
  }

  private static Provenance provenance(JsonFields fields) {
    Provenance provenance =
        new Provenance(
            fields.text(TraceFields.RECORDED),
            fields.texts(TraceFields.PACKAGES),
            fields.text(TraceFields.COMMAND));
    fields.finish();
    return provenance;
  }

  private static RecordedDivergence divergence(JsonFields fields) {
    RecordedDivergence divergence =
        new RecordedDivergence(
            fields.text(TraceFields.SUBJECT),
            fields.text(TraceFields.ORACLE),
            fields.positive(TraceFields.STEP),
            fields.text(TraceFields.EXPECTED),
            fields.text(TraceFields.ACTUAL));
    fields.finish();
    return divergence;
  }

  private static TraceStep step(JsonFields line, Layer layer) {
    TraceStep step =
        new TraceStep(
            operation(line, layer),
            refuseFrom(line),
            refuseOnce(line),
            line.has(TraceFields.EXPECT)
                ? Optional.of(expectation(line.object(TraceFields.EXPECT)))
                : Optional.empty());
    line.finish();
    return step;
  }

  private static Expectation expectation(JsonFields fields) {
    Expectation expectation =
        new Expectation(
            fields.member(TraceFields.STATUS, Status.class),
            fields.has(TraceFields.RULE)
                ? Optional.of(fields.member(TraceFields.RULE, Rule.class))
                : Optional.empty());
    fields.finish();
    return expectation;
  }

  private static Operation operation(JsonFields line, Layer layer) {
    String name = line.text(TraceFields.OP);
    Optional<Operation> operation = onSpace(name, line).or(() -> OperationOnTable.read(name, line));
    String names = layer == Layer.TABLE ? TraceFields.TABLE_OPERATIONS : TraceFields.OPERATIONS;
    if (operation.isEmpty()) {
      throw line.bad("operation '" + name + "' is unknown", "use one of " + names);
    }
    if (!Operations.isOf(layer, operation.get())) {
      throw line.bad(
          "operation '%s' is none of layer '%s', which the header names".formatted(name, layer),
          "use one of " + names);
    }
    return operation.get();
  }

  private static Optional<Operation> onSpace(String name, JsonFields line) {
    return switch (name) {
      case TraceFields.MAP_LINEAR ->
          Optional.of(
              new Operation.MapLinear(
                  line.gpa(), line.hex(TraceFields.HPA), line.size(), line.attributes()));
      case TraceFields.MAP_ALLOCATED ->
          Optional.of(
              new Operation.MapAllocated(
                  line.gpa(), line.size(), line.attributes(), line.flag(TraceFields.POPULATE)));
      case TraceFields.UNMAP -> Optional.of(new Operation.Unmap(line.gpa(), line.size()));
      case TraceFields.PROTECT ->
          Optional.of(new Operation.Protect(line.gpa(), line.size(), line.attributes()));
      case TraceFields.CLEAR -> Optional.of(new Operation.Clear());
      case TraceFields.HANDLE_FAULT ->
          Optional.of(new Operation.HandleFault(line.gpa(), access(line)));
      case TraceFields.TRANSLATE -> Optional.of(new Operation.Translate(line.gpa(), access(line)));
      case TraceFields.TOUCH -> Optional.of(new Operation.Touch(line.gpa(), access(line)));
      case TraceFields.DAMAGED_WALK ->
          Optional.of(
              new Operation.DamagedWalk(
                  line.gpa(),
                  access(line),
                  line.upTo(TraceFields.HEIGHT, 7),
                  line.hex(TraceFields.FLIPS),
                  line.has(TraceFields.OTHERS) ? line.hex(TraceFields.OTHERS) : 0));
      case TraceFields.TRANSLATE_RUN ->
          Optional.of(new Operation.TranslateRun(line.gpa(), access(line)));
      case TraceFields.BYTE_BUFFER ->
          Optional.of(new Operation.ByteBuffer(line.gpa(), line.size(), access(line)));
      case TraceFields.READ_MEMORY ->
          Optional.of(new Operation.ReadMemory(line.gpa(), line.size()));
      case TraceFields.WRITE_MEMORY ->
          Optional.of(
              new Operation.WriteMemory(line.gpa(), line.size(), line.hex(TraceFields.SEED)));
      case TraceFields.FIND_AREA -> Optional.of(new Operation.FindArea(line.gpa()));
      case TraceFields.FIND_FREE_AREA ->
          Optional.of(
              new Operation.FindFreeArea(
                  line.hex(TraceFields.HINT),
                  line.size(),
                  line.hex(TraceFields.ALIGNMENT),
                  line.hex(TraceFields.LIMIT_START),
                  line.hex(TraceFields.LIMIT_END)));
      default -> Optional.empty();
    };
  }

  private static Access access(JsonFields line) {
    return line.member(TraceFields.ACCESS, Access.class);
  }
}
