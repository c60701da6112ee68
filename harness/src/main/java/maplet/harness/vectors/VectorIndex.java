package maplet.harness.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The index of all files: `index.json`, a line for each.
///
/// @param lines by ascending path
record VectorIndex(List<ObjectNode> lines) {
  static final String NAME = "index.json";
  static final String SCHEMA = "vectors-index.schema.json";
  private static final String MAGIC = "maplet-vectors-index";

  VectorIndex {
    lines = List.copyOf(lines);
  }

  /// @param files by ascending path
  static VectorIndex of(List<VectorFile> files) {
    return new VectorIndex(files.stream().map(file -> line(file, file.text())).toList());
  }

  /// What the index says of a file.
  static ObjectNode line(VectorFile file, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Json.object()
        .put("file", file.path())
        .put(VectorFields.KIND, file.kind().toString())
        .put(VectorFields.REGIME, file.regime())
        .put(VectorFields.VECTORS, file.vectors().size())
        .put("attested", file.attested())
        .put("bytes", bytes.length)
        .put("sha256", Json.sha256(bytes));
  }

  /// The index file's text.
  String text() {
    StringBuilder text = new StringBuilder("{\n");
    text.append("\"%s\":%d,\n".formatted(MAGIC, VectorFields.VERSION));
    text.append("\"schema\":\"schema/%s\",\n".formatted(SCHEMA));
    text.append("\"vectors\":%d,\n".formatted(sum(VectorFields.VECTORS)));
    text.append("\"attested\":%d,\n".formatted(sum("attested")));
    text.append("\"files\":[\n");
    for (int i = 0; i < lines.size(); i++) {
      text.append(lines.get(i)).append(i + 1 < lines.size() ? ",\n" : "\n");
    }
    return text.append("]\n}\n").toString();
  }

  private long sum(String field) {
    return lines.stream().mapToLong(line -> line.path(field).asLong()).sum();
  }

  /// Takes an index apart that its schema allows.
  static VectorIndex parse(String source, String text) {
    List<ObjectNode> lines = new ArrayList<>();
    for (JsonNode line : Json.read(source, text).path("files")) {
      if (line instanceof ObjectNode object) {
        lines.add(object);
      }
    }
    return new VectorIndex(lines);
  }
}
