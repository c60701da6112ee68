package maplet.harness.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Proofs as tables: the theorems, and the methods that they are about.
public final class ProofTable {
  private ProofTable() {}

  /// One line for each theorem: what is proved, in how many regimes, by how many questions to the
  /// solver, in which time; what it assumes, and a mistake that it refutes.
  ///
  /// @param mutants by theorem, for those that have one
  public static List<String> theorems(
      List<Theorem> theorems, List<Proof> proofs, Map<String, MutantSearch.Mutant> mutants) {
    List<String> lines = new ArrayList<>();
    String format = "%-18s %-9s %7s %6s %8s  %s";
    lines.add(format.formatted("theorem", "verdict", "regimes", "claims", "seconds", "says"));
    for (Theorem theorem : theorems) {
      List<Proof> own =
          proofs.stream().filter(proof -> proof.theorem().equals(theorem.id())).toList();
      boolean proved = !own.isEmpty() && own.stream().allMatch(Proof::isProved);
      String verdict = own.isEmpty() ? "no regime" : proved ? "proved" : "NOT PROVED";
      lines.add(
          format.formatted(
              theorem.id(),
              verdict,
              own.size(),
              own.stream().mapToInt(Proof::claims).sum(),
              "%.1f".formatted(own.stream().mapToDouble(Proof::seconds).sum()),
              theorem.statement()));
      if (!theorem.about().isEmpty()) {
        lines.add(format.formatted("", "", "", "", "", "about " + theorem.about()));
      }
      lines.add(format.formatted("", "", "", "", "", "assuming " + theorem.assumes()));
      Optional.ofNullable(mutants.get(theorem.id()))
          .ifPresent(mutant ->
              lines.add(format.formatted("", "", "", "", "", "refutes " + mutant.text())));
    }
    return lines;
  }

  /// One line for each method of the implementation that was executed: its bytecode's hash, and the
  /// theorems.
  public static List<String> methods(List<Proof> proofs) {
    Map<String, List<String>> theorems = new TreeMap<>();
    Map<String, String> hashes = new TreeMap<>();
    for (Proof proof : proofs) {
      hashes.putAll(proof.methods());
      for (String method : proof.methods().keySet()) {
        List<String> known = theorems.computeIfAbsent(method, _ -> new ArrayList<>());
        if (!known.contains(proof.theorem())) {
          known.add(proof.theorem());
        }
      }
    }
    return theorems.entrySet().stream()
        .map(entry ->
            "%s %s %s"
                .formatted(
                    hashes.get(entry.getKey()), entry.getKey(), String.join(",", entry.getValue())))
        .collect(Collectors.toList());
  }

  /// The same for people: without descriptors.
  public static List<String> methodsInShort(List<Proof> proofs) {
    String format = "%-16s  %-34s %s";
    List<String> lines = new ArrayList<>(List.of(format.formatted("bytecode", "method", "in")));
    for (String line : methods(proofs)) {
      String[] words = line.split(" ", 3);
      String name = words[1].substring(0, words[1].indexOf('('));
      String method = name.substring(name.lastIndexOf('/') + 1);
      lines.add(format.formatted(words[0], method, words[2].replace(",", ", ")));
    }
    return lines;
  }

  /// The record of [#methods], read again: hash by method.
  static Map<String, String> read(List<String> lines) {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      hashes.put(words[1], words[0]);
    }
    return hashes;
  }
}
