package maplet.harness.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import maplet.harness.verdict.FindingJson;
import maplet.harness.verdict.FindingName;

/// A file of names of findings, by which a child process answers.
final class NameFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NameFile() {}

  static void write(Path file, List<FindingName> names) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    names.forEach(name -> FindingJson.put(list.addObject(), name));
    Files.writeString(file, list.toString());
  }

  static List<FindingName> read(Path file) throws IOException {
    List<FindingName> names = new ArrayList<>();
    for (JsonNode object : JSON.readTree(file.toFile())) {
      names.add(FindingJson.name(object));
    }
    return names;
  }
}
