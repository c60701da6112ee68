package maplet.harness.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import maplet.harness.trace.Creation;
import maplet.harness.trace.Provenance;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceHeader;
import maplet.harness.trace.TraceReader;
import maplet.harness.trace.TraceStep;
import maplet.harness.trace.TraceWriter;
import maplet.model.Area;
import maplet.model.Attributes;
import maplet.model.Backing;
import maplet.model.GuestAddressSpace;
import maplet.model.Layer;
import maplet.model.Mapping;
import maplet.model.Outcome;
import maplet.model.arch.Regime;

/// What the operations of a sequence vector answer, and what is mapped afterwards, as its `expect`
/// says it.
///
/// Which frames an allocator hands out is nobody's to say, so the host address and the word of a
/// page in an allocated area are left out.
final class SequenceMeaning {
  private SequenceMeaning() {}

  /// A vector's input as a trace.
  static Trace trace(String regime, ObjectNode vector) {
    String layer = vector.path(VectorFields.LAYER).asText().toUpperCase(Locale.ROOT);
    TraceHeader header =
        new TraceHeader(
            regime,
            Layer.valueOf(layer),
            Json.number(vector, VectorFields.BASE),
            Json.number(vector, VectorFields.SIZE),
            Creation.PLAIN,
            vector.path(VectorFields.ID).asText("vector"),
            new Provenance("a golden vector of Maplet", List.of(), "maplet vectors generate"),
            OptionalLong.empty(),
            Optional.empty());
    StringBuilder text = new StringBuilder(TraceWriter.line(header)).append('\n');
    vector.path(VectorFields.STEPS).forEach(step -> text.append(step).append('\n'));
    try {
      String source = vector.path(VectorFields.ID).asText("vector");
      return TraceReader.read(source, new BufferedReader(new StringReader(text.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Steps as a vector has them.
  static ArrayNode steps(List<TraceStep> steps) {
    ArrayNode array = Json.array();
    steps.forEach(step -> array.add(Json.read("step", TraceWriter.line(step))));
    return array;
  }

  /// What the model says.
  static ObjectNode described(Regime regime, Trace trace) {
    GuestAddressSpace space =
        trace.header().layer() == Layer.TABLE
            ? GuestAddressSpace.table(regime.capabilities())
            : GuestAddressSpace.create(
                regime.capabilities(), trace.header().base(), trace.header().size());
    ArrayNode answers = Json.array();
    VectorHost host = new VectorHost(regime.capabilities());
    for (TraceStep step : trace.steps()) {
      host.begin(step.refuseFrom() > 0);
      GuestAddressSpace before = space;
      GuestAddressSpace.Step done = space.apply(step.operation(), host);
      space = done.next();
      answers.add(answer(done.outcome(), before, host));
    }
    ObjectNode expect = Json.object();
    expect.set("answers", answers);
    expect.set(VectorFields.MAPPINGS, mappings(regime, space));
    return expect;
  }

  /// Whether one of the answers is a refusal.
  static boolean hasRefusal(ObjectNode expect) {
    for (JsonNode answer : expect.path("answers")) {
      if (answer.has(VectorFields.RULE)) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode answer(Outcome outcome, GuestAddressSpace before, VectorHost host) {
    ObjectNode answer = Json.object().put(VectorFields.STATUS, outcome.status().toString());
    switch (outcome) {
      case Outcome.Refused refused -> answer.put(VectorFields.RULE, refused.rule().toString());
      case Outcome.Faulted(var kind) -> answer.put(VectorFields.FAULT, kind.toString());
      case Outcome.Translated(long hpa, Attributes attributes, long pageSize) ->
          putLeaf(answer, host, hpa, attributes, pageSize);
      case Outcome.Removed(long hpa, Attributes attributes, long pageSize) ->
          putLeaf(answer, host, hpa, attributes, pageSize);
      case Outcome.Done _, Outcome.Resolved _, Outcome.Spurious _ -> {}
      case Outcome.RunFound _, Outcome.RunsFound _, Outcome.AreaFound _, Outcome.FreeFound _ ->
          throw new IllegalStateException("vectors have no queries of areas: " + before);
    }
    return answer;
  }

  private static void putLeaf(
      ObjectNode answer, VectorHost host, long hpa, Attributes attributes, long pageSize) {
    if (!host.isFrame(hpa)) {
      answer.put(VectorFields.HPA, Json.hex(hpa));
    }
    answer.put(VectorFields.PERMISSIONS, attributes.permissions().toString());
    answer.put(VectorFields.TYPE, attributes.memoryType().toString());
    answer.put(VectorFields.PAGE_SIZE, Json.hex(pageSize));
  }

  private static ArrayNode mappings(Regime regime, GuestAddressSpace space) {
    ArrayNode array = Json.array();
    Optional<ObjectNode> last = Optional.empty();
    long end = 0;
    for (Mapping mapping : space.mappings()) {
      boolean allocated =
          space.areaAt(mapping.gpa()).map(Area::backing).orElse(Backing.LINEAR) != Backing.LINEAR;
      if (allocated && last.isPresent() && end == mapping.gpa() && continues(last.get(), mapping)) {
        long size = Json.number(last.get(), VectorFields.SIZE) + mapping.size();
        last.get().put(VectorFields.SIZE, Json.hex(size));
      } else {
        ObjectNode node = Json.object();
        node.put(VectorFields.GPA, Json.hex(mapping.gpa()));
        node.put(VectorFields.SIZE, Json.hex(mapping.size()));
        if (!allocated) {
          node.put(VectorFields.HPA, Json.hex(mapping.hpa()));
        }
        node.put(VectorFields.PERMISSIONS, mapping.attributes().permissions().toString());
        node.put(VectorFields.TYPE, mapping.attributes().memoryType().toString());
        node.put(VectorFields.PAGE_SIZE, Json.hex(mapping.pageSize()));
        if (!allocated) {
          node.put(VectorFields.WORD, Json.hex(word(regime, mapping)));
        }
        array.add(node);
        last = allocated ? Optional.of(node) : Optional.empty();
      }
      end = mapping.end();
    }
    return array;
  }

  private static boolean continues(ObjectNode last, Mapping mapping) {
    return last.path(VectorFields.PERMISSIONS)
            .asText()
            .equals(mapping.attributes().permissions().toString())
        && last.path(VectorFields.TYPE)
            .asText()
            .equals(mapping.attributes().memoryType().toString());
  }

  /// The first leaf's word.
  private static long word(Regime regime, Mapping mapping) {
    int height = 0;
    while (1L << regime.indexShift(height) != mapping.pageSize()) {
      height++;
    }
    return regime.encodeLeaf(mapping.hpa(), mapping.attributes(), height);
  }
}
