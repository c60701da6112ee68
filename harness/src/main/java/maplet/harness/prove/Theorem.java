package maplet.harness.prove;

import java.util.List;
import maplet.model.arch.Regime;

/// A statement about the implementation's code, for all inputs.
public interface Theorem {
  /// The name on the command line, as in `entry.classify`.
  String id();

  /// What is proved, in one sentence.
  String statement();

  /// What is assumed of the inputs, in words.
  String assumes();

  /// The method that the statement is about, as in `PageTable.unmap`; empty where it is about all
  /// that is executed.
  default String about() {
    return "";
  }

  /// Whether the statement means anything for a regime.
  default boolean concerns(Regime regime) {
    return true;
  }

  /// How often the code may jump back in one method.
  default int mostRounds() {
    return 8;
  }

  /// The questions for a solver that together are the statement.
  List<Claim> claims(Program program);

  /// Runs a counterexample on the JVM: what the description and the implementation really do, and
  /// whether they differ there too. No lines where that isn't possible.
  default List<String> replay(Program program, Counterexample counterexample) {
    return List.of();
  }
}
