package maplet.harness.prove;

import java.util.List;
import java.util.Map;

/// Decides whether terms can hold together.
interface Solver {
  /// The name and version, for the report.
  String name();

  /// Asks whether all terms can hold.
  ///
  /// @param milliseconds after which it gives up
  Answer solve(List<Term> terms, long milliseconds);

  /// What a solver says.
  enum Verdict {
    /// They can.
    SATISFIABLE,
    /// They can't.
    UNSATISFIABLE,
    /// It doesn't know, or ran out of time. That proves nothing.
    UNKNOWN
  }

  /// A verdict, and the values of all variables but memories where they can hold.
  record Answer(Verdict verdict, Map<String, Long> values) {}
}
