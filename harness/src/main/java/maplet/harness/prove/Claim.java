package maplet.harness.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One question to a solver: whether assumptions imply a goal, for all values of the variables.
///
/// @param name what is claimed, in a few words
/// @param shown terms whose values explain a counterexample, by name
/// @param entries table entries among them, that are explained field by field
/// @param preferred what a counterexample should have, where one can have it: that it can be
///   replayed
record Claim(
    String name,
    List<Term> assumptions,
    Term goal,
    Map<String, Term> shown,
    Map<String, Integer> entries,
    Term preferred) {

  /// Adds a term that explains a counterexample.
  Claim show(String text, Term term) {
    Map<String, Term> more = new LinkedHashMap<>(shown);
    more.put(text, term);
    return new Claim(name, assumptions, goal, more, entries, preferred);
  }

  /// Adds a table entry that explains a counterexample.
  Claim showEntry(String text, Term word, int height) {
    Map<String, Integer> more = new LinkedHashMap<>(entries);
    more.put(text, height);
    return new Claim(name, assumptions, goal, shown, more, preferred).show(text, word);
  }

  /// The same claim, refuted by a counterexample with a property if there is one.
  Claim preferring(Term property) {
    return new Claim(name, assumptions, goal, shown, entries, property);
  }

  static Claim of(String name, List<Term> assumptions, Term goal) {
    return new Claim(name, List.copyOf(assumptions), goal, Map.of(), Map.of(), Logic.yes());
  }

  /// What holds in a counterexample: everything assumed, and not the goal.
  List<Term> negation() {
    List<Term> terms = new ArrayList<>(assumptions);
    terms.add(Logic.not(goal));
    return terms;
  }
}
