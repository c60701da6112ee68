package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import maplet.model.arch.Regime;

/// Collects the vectors of one kind and regime. An input that comes twice is one vector with the
/// flags of both.
final class VectorList {
  private static final int ID_DIGITS = 12;

  /// What isn't a vector's input.
  private static final Set<String> ANSWERS =
      Set.of(
          VectorFields.ID,
          VectorFields.FLAGS,
          VectorFields.COMMENT,
          VectorFields.LEVEL,
          VectorFields.CITE,
          VectorFields.RESULT,
          VectorFields.EXPECT,
          VectorFields.ATTESTED_BY,
          VectorFields.NOT_ATTESTED);

  private final VectorKind kind;
  private final String regime;
  private final Map<String, ObjectNode> vectors = new LinkedHashMap<>();

  VectorList(VectorKind kind, Regime regime) {
    this.kind = kind;
    this.regime = regime.id();
  }

  /// The id of a vector: a hash of its input, which is what isn't an answer, a flag or a comment.
  static String id(VectorKind kind, String regime, ObjectNode input) {
    String digits = Json.sha256(kind + " " + regime + " " + input).substring(0, ID_DIGITS);
    return kind + "-" + digits;
  }

  /// The input of a whole vector.
  static ObjectNode input(ObjectNode vector) {
    ObjectNode input = vector.deepCopy();
    return input.remove(ANSWERS);
  }

  /// Adds a vector.
  ///
  /// @param flag one of [FlagCatalogue]
  /// @param input what is given
  /// @param rest what else belongs to the vector, in the order in which it is written: `cite` where
  ///   there is one, `result`, `expect`
  void add(String flag, String comment, ObjectNode input, ObjectNode rest) {
    String id = id(kind, regime, input);
    ObjectNode known = vectors.get(id);
    if (known != null) {
      TreeSet<String> flags = new TreeSet<>(List.of(flag));
      known.path(VectorFields.FLAGS).forEach(each -> flags.add(each.asText()));
      ArrayNode array = known.putArray(VectorFields.FLAGS);
      flags.forEach(array::add);
      return;
    }
    ObjectNode vector = Json.object();
    vector.put(VectorFields.ID, id);
    vector.putArray(VectorFields.FLAGS).add(flag);
    vector.put(VectorFields.COMMENT, comment);
    vector.setAll(input);
    vector.setAll(rest);
    vectors.put(id, vector);
  }

  /// All vectors, sorted by id.
  List<ObjectNode> sorted() {
    return List.copyOf(new TreeMap<>(vectors).values());
  }
}
