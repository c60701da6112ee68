package maplet.harness.vectors;

import static maplet.harness.vectors.VectorFields.COUNT;
import static maplet.harness.vectors.VectorFields.FLAGS;
import static maplet.harness.vectors.VectorFields.KIND;
import static maplet.harness.vectors.VectorFields.MAGIC;
import static maplet.harness.vectors.VectorFields.NOT_ATTESTED;
import static maplet.harness.vectors.VectorFields.REGIME;
import static maplet.harness.vectors.VectorFields.ROOT;
import static maplet.harness.vectors.VectorFields.VECTORS;
import static maplet.harness.vectors.VectorFields.VERSION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import maplet.model.Capabilities;
import maplet.model.arch.Regime;

/// The vectors of one kind and regime, and the text of their file.
///
/// @param header all fields before the vectors, in their order
/// @param vectors sorted by id
record VectorFile(ObjectNode header, List<ObjectNode> vectors) {
  VectorFile {
    vectors = List.copyOf(vectors);
  }

  /// A file of new vectors.
  ///
  /// @param root of all walks of the file; ignored for other kinds
  static VectorFile of(VectorKind kind, Regime regime, long root, List<ObjectNode> vectors) {
    ObjectNode header = Json.object();
    header.put(MAGIC, VERSION);
    header.put(KIND, kind.toString());
    header.put("schema", "../schema/" + kind.schema());
    header.put("architecture", regime.architecture());
    header.put(REGIME, regime.id());
    header.put("title", regime.title());
    Capabilities capabilities = regime.capabilities();
    header.put("inputBits", capabilities.inputBits());
    header.put("outputBits", capabilities.outputBits());
    header.put("granule", Json.hex(capabilities.granule()));
    ArrayNode sizes = header.putArray("pageSizes");
    capabilities.pageShifts().forEach(shift -> sizes.add(Json.hex(1L << shift)));
    header.put("levels", regime.levels());
    header.put("rootFrames", regime.rootFrames());
    if (kind == VectorKind.WALK) {
      header.put(ROOT, Json.hex(root));
    }
    Map<String, Flag> used = new TreeMap<>();
    for (ObjectNode vector : vectors) {
      vector
          .path(FLAGS)
          .forEach(flag -> used.put(flag.asText(), FlagCatalogue.find(flag.asText())));
    }
    ObjectNode flags = header.putObject(FLAGS);
    for (Flag flag : used.values()) {
      ObjectNode node = flags.putObject(flag.name());
      node.put("bug", flag.bug()).put("citation", flag.citation(regime.id()));
    }
    if (kind == VectorKind.WALK) {
      header.set(NOT_ATTESTED, reasons(vectors));
    }
    header.put(COUNT, vectors.size());
    return new VectorFile(header, vectors);
  }

  /// The reasons why vectors aren't attested, in words.
  private static ObjectNode reasons(List<ObjectNode> vectors) {
    ObjectNode reasons = Json.object();
    for (NotAttested reason : NotAttested.values()) {
      if (vectors.stream().anyMatch(vector -> reason.isOf(vector.path(NOT_ATTESTED).asText()))) {
        reasons.put(reason.toString(), reason.text());
      }
    }
    return reasons;
  }

  /// How many vectors an emulator attests.
  long attested() {
    return vectors.stream().filter(vector -> vector.has(VectorFields.ATTESTED_BY)).count();
  }

  VectorKind kind() {
    return VectorKind.valueOf(header.path(KIND).asText().toUpperCase(Locale.ROOT));
  }

  String regime() {
    return header.path(REGIME).asText();
  }

  /// The path below `vectors/`.
  String path() {
    return kind().folder() + "/" + regime() + ".json";
  }

  /// The file's text: a line for each field of the header, for each flag, and for each vector.
  String text() {
    StringBuilder text = new StringBuilder("{\n");
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      text.append('"').append(field.getKey()).append("\":");
      if (field.getValue() instanceof ObjectNode object) {
        lines(text, object);
      } else {
        text.append(field.getValue());
      }
      text.append(",\n");
    }
    text.append('"').append(VECTORS).append("\":[\n");
    for (int i = 0; i < vectors.size(); i++) {
      text.append(vectors.get(i)).append(i + 1 < vectors.size() ? ",\n" : "\n");
    }
    return text.append("]\n}\n").toString();
  }

  private static void lines(StringBuilder text, ObjectNode object) {
    String separator = "{\n";
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      text.append(separator).append('"').append(field.getKey()).append("\":");
      text.append(field.getValue());
      separator = ",\n";
    }
    text.append(object.isEmpty() ? "{\n}" : "\n}");
  }

  /// Takes a file apart that [#text] made, or that its schema allows.
  static VectorFile parse(String source, String text) {
    ObjectNode root = (ObjectNode) Json.read(source, text);
    List<ObjectNode> vectors = new ArrayList<>();
    root.remove(VECTORS).forEach(vector -> vectors.add((ObjectNode) vector));
    return new VectorFile(root, vectors);
  }
}
