package maplet.harness.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import maplet.harness.explain.WordExplainer;
import maplet.harness.prove.Term.Op;
import maplet.model.arch.Regime;

/// A counterexample: what the variables are, what comes of it, and the memory that is read.
///
/// @param variables by name
/// @param shown what explains it, by name
/// @param memory words that aren't zero, by address
record Counterexample(
    Map<String, Long> variables, Map<String, Long> shown, Map<Long, Long> memory) {
  private static final int MOST_WORDS = 24;

  /// Asks a solver for the values; none where it gives up now.
  static Optional<Counterexample> of(Claim claim, Solver solver, long milliseconds) {
    List<Term> terms = new ArrayList<>(claim.negation());
    Map<String, String> names = new TreeMap<>();
    for (Map.Entry<String, Term> entry : claim.shown().entrySet()) {
      Term variable = Term.variable("shown" + names.size(), entry.getValue().width);
      names.put(variable.name, entry.getKey());
      terms.add(Logic.equal(variable, entry.getValue()));
    }
    List<Term> reads = memoryReads(terms);
    for (int i = 0; i < reads.size(); i++) {
      terms.add(Logic.equal(Term.variable("address" + i, Long.SIZE), reads.get(i).operand(1)));
      terms.add(Logic.equal(Term.variable("content" + i, Long.SIZE), reads.get(i)));
    }
    Map<String, Long> values = values(claim, terms, solver, milliseconds);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> variables = new TreeMap<>();
    Map<String, Long> shown = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (names.containsKey(name)) {
        shown.put(names.get(name), value);
      } else if (!name.matches("(address|content|any|shown)\\d+")) {
        variables.put(name, value);
      }
    });
    Map<Long, Long> memory = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < reads.size(); i++) {
      long content = values.getOrDefault("content" + i, 0L);
      if (content != 0) {
        memory.put(values.getOrDefault("address" + i, 0L), content);
      }
    }
    return Optional.of(new Counterexample(variables, shown, memory));
  }

  private static Map<String, Long> values(
      Claim claim, List<Term> terms, Solver solver, long milliseconds) {
    List<Term> best = new ArrayList<>(terms);
    best.add(claim.preferred());
    Solver.Answer answer = solver.solve(best, milliseconds);
    return answer.verdict() == Solver.Verdict.SATISFIABLE
        ? answer.values()
        : solver.solve(terms, milliseconds).values();
  }

  /// The value of a variable; where it has none, any would do.
  long variable(String name) {
    return variables.getOrDefault(name, 0L);
  }

  /// Facts, `key: value`, one a line; table entries field by field.
  List<String> lines(Claim claim, Regime regime) {
    List<String> lines = new ArrayList<>();
    variables.forEach((name, value) -> lines.add("variable %s: 0x%x".formatted(name, value)));
    shown.forEach((name, value) -> {
      lines.add("%s: 0x%x".formatted(name, value));
      Optional.ofNullable(claim.entries().get(name))
          .ifPresent(height ->
              WordExplainer.explain(regime, height, value).forEach(line -> lines.add("  " + line)));
    });
    memory.entrySet().stream()
        .limit(MOST_WORDS)
        .map(word -> "memory at 0x%x: 0x%x".formatted(word.getKey(), word.getValue()))
        .forEach(lines::add);
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
