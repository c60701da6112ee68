package maplet.harness.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// All flags that vectors can have, from the data file `flags.json`.
final class FlagCatalogue {
  private static final SortedMap<String, Flag> FLAGS = Collections.unmodifiableSortedMap(read());

  private FlagCatalogue() {}

  /// Every flag by its name.
  static SortedMap<String, Flag> all() {
    return FLAGS;
  }

  /// The flag with this name.
  ///
  /// @throws IllegalArgumentException where there is none
  static Flag find(String name) {
    Flag flag = FLAGS.get(name);
    if (flag == null) {
      throw new IllegalArgumentException(
          "flag (%s) must be one of %s".formatted(name, FLAGS.keySet()));
    }
    return flag;
  }

  private static SortedMap<String, Flag> read() {
    String name = "flags.json";
    try (InputStream in = FlagCatalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      SortedMap<String, Flag> flags = new TreeMap<>();
      JsonNode root = Json.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      for (Map.Entry<String, JsonNode> each : root.properties()) {
        flags.put(each.getKey(), flag(each.getKey(), each.getValue()));
      }
      return flags;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Flag flag(String name, JsonNode node) {
    Set<VectorKind> kinds = EnumSet.noneOf(VectorKind.class);
    for (JsonNode kind : node.path("kinds")) {
      kinds.add(VectorKind.valueOf(kind.asText().toUpperCase(Locale.ROOT)));
    }
    Map<String, String> citations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : node.path("citations").properties()) {
      citations.put(each.getKey(), each.getValue().asText());
    }
    return new Flag(name, kinds, node.path("bug").asText(), citations);
  }
}
