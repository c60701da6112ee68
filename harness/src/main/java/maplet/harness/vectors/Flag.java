package maplet.harness.vectors;

import java.util.Map;
import java.util.Set;

/// A bug class: what a vector is for.
///
/// @param name in lower case with dashes
/// @param kinds of the vectors that can have it
/// @param bug what an implementation that fails these vectors gets wrong
/// @param citations where the manuals say what is right, by architecture or by the longest
///   beginning of a regime's name; the key `all` is for those that aren't listed
record Flag(String name, Set<VectorKind> kinds, String bug, Map<String, String> citations) {
  Flag {
    kinds = Set.copyOf(kinds);
    citations = Map.copyOf(citations);
  }

  /// Where the regime's manual says what is right; the empty string where the flag isn't for it.
  String citation(String regime) {
    String best = citations.containsKey("all") ? "all" : "";
    for (String key : citations.keySet()) {
      if (regime.startsWith(key + "-") && (key.length() > best.length() || best.equals("all"))) {
        best = key;
      }
    }
    return citations.getOrDefault(best, "");
  }
}
