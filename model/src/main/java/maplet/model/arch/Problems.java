package maplet.model.arch;

import java.util.ArrayList;
import java.util.List;

/// Collects the rules that a register's value breaks, in the order in which they are asked.
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /// Notes a problem when a rule is broken.
  ///
  /// @param broken whether it is
  /// @param reason a format string for the values
  /// @return this collector
  // The annotation that this warning asks for would be a dependency of its own.
  @SuppressWarnings("AnnotateFormatMethod")
  public Problems when(boolean broken, Citation citation, String reason, Object... values) {
    if (broken) {
      found.add(new Problem(reason.formatted(values), citation));
    }
    return this;
  }

  /// What was noted so far.
  public List<Problem> found() {
    return List.copyOf(found);
  }
}
