package maplet.harness.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One question to a solver: whether assumptions imply a goal, for all values of the variables.
///
/// @param name what is claimed, in a few words
/// @param shown terms whose values explain a counterexample, by name
record Claim(String name, List<Term> assumptions, Term goal, Map<String, Term> shown) {
  /// Adds a term that explains a counterexample.
  Claim show(String text, Term term) {
    Map<String, Term> more = new LinkedHashMap<>(shown);
    more.put(text, term);
    return new Claim(name, assumptions, goal, more);
  }

  static Claim of(String name, List<Term> assumptions, Term goal) {
    return new Claim(name, List.copyOf(assumptions), goal, Map.of());
  }

  /// What holds in a counterexample: everything assumed, and not the goal.
  List<Term> negation() {
    List<Term> terms = new ArrayList<>(assumptions);
    terms.add(Logic.not(goal));
    return terms;
  }
}
