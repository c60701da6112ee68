package maplet.harness.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import maplet.harness.prove.Term.Op;

/// A counterexample in words: what the variables are, what came of it, and the memory that was
/// read.
final class Counterexample {
  private static final int MOST_WORDS = 24;

  private Counterexample() {}

  /// Facts, `key: value`, one a line.
  static List<String> lines(Claim claim, Solver solver, long milliseconds) {
    List<Term> terms = new ArrayList<>(claim.negation());
    Map<String, String> shown = new TreeMap<>();
    for (Map.Entry<String, Term> entry : claim.shown().entrySet()) {
      Term variable = Term.variable("shown" + shown.size(), entry.getValue().width);
      shown.put(variable.name, entry.getKey());
      terms.add(Logic.equal(variable, entry.getValue()));
    }
    List<Term> reads = memoryReads(terms);
    for (int i = 0; i < reads.size(); i++) {
      terms.add(Logic.equal(Term.variable("address" + i, Long.SIZE), reads.get(i).operand(1)));
      terms.add(Logic.equal(Term.variable("content" + i, Long.SIZE), reads.get(i)));
    }
    Map<String, Long> values = solver.solve(terms, milliseconds).values();
    List<String> lines = new ArrayList<>(List.of("claim: " + claim.name(), "verdict: refuted"));
    values.forEach((name, value) -> {
      if (shown.containsKey(name)) {
        lines.add("%s: 0x%x".formatted(shown.get(name), value));
      } else if (!name.matches("(address|content|any|shown)\\d+")) {
        lines.add("variable %s: 0x%x".formatted(name, value));
      }
    });
    Set<String> words = new TreeSet<>();
    for (int i = 0; i < reads.size(); i++) {
      long content = values.getOrDefault("content" + i, 0L);
      if (content != 0) {
        words.add("memory at 0x%x: 0x%x".formatted(values.get("address" + i), content));
      }
    }
    words.stream().limit(MOST_WORDS).forEach(lines::add);
    return lines;
  }

  /// The reads of physical memory in these terms; there are too many to show in formulas over whole
  /// tables.
  private static List<Term> memoryReads(List<Term> roots) {
    List<Term> reads = new ArrayList<>();
    Set<Term> seen = new HashSet<>();
    Deque<Term> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (seen.add(term)) {
        if (term.op == Op.READ && term.operand(0).name.equals("memory")) {
          reads.add(term);
        }
        open.addAll(term.operands);
      }
    }
    return reads.subList(0, Math.min(reads.size(), 4 * MOST_WORDS));
  }
}
