package maplet.harness.prove;

import com.microsoft.z3.Context;
import com.microsoft.z3.Params;
import com.microsoft.z3.Status;
import java.util.List;
import java.util.Map;

/// The solver for a second opinion: another code base with other algorithms. It is only asked
/// whether terms can hold, never for values. Its jar brings the native library along.
final class Z3 implements Solver {
  /// Whether the native library is there for this machine.
  static boolean isThere() {
    try (Context _ = new Context()) {
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  @Override
  public String name() {
    return "Z3";
  }

  @Override
  public Answer solve(List<Term> terms, long milliseconds) {
    SmtLib script = new SmtLib(terms);
    try (Context context = new Context()) {
      com.microsoft.z3.Solver solver = context.mkSolver("QF_ABV");
      Params parameters = context.mkParams();
      parameters.add("timeout", Math.toIntExact(milliseconds));
      solver.setParameters(parameters);
      solver.fromString(script.script());
      return new Answer(verdict(solver.check()), Map.of());
    }
  }

  private static Verdict verdict(Status status) {
    return switch (status) {
      case SATISFIABLE -> Verdict.SATISFIABLE;
      case UNSATISFIABLE -> Verdict.UNSATISFIABLE;
      case UNKNOWN -> Verdict.UNKNOWN;
    };
  }
}
