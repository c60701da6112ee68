package maplet.harness.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The violations of one step: the first of each oracle that is switched on.
///
/// Nothing is allocated as long as nothing is found.
final class Findings {
  private final Set<Oracle> enabled;
  private final @Nullable Violation[] first = new @Nullable Violation[Oracle.count()];
  private boolean any;
  private String during = "";

  Findings(Set<Oracle> enabled) {
    this.enabled = EnumSet.copyOf(enabled);
  }

  /// What is judged from now on.
  ///
  /// @param what the beginning of what was found; nothing while operations are judged
  void during(String what) {
    during = what;
  }

  boolean any() {
    return any;
  }

  void clear() {
    if (any) {
      Arrays.fill(first, null);
      any = false;
    }
  }

  void add(Oracle oracle, long gpa, String expected, String actual) {
    if (enabled.contains(oracle) && first[oracle.ordinal()] == null) {
      first[oracle.ordinal()] = new Violation(oracle, gpa, expected, during + actual);
      any = true;
    }
  }

  /// All findings, the one to report first at the front.
  List<Violation> all() {
    List<Violation> found = new ArrayList<>();
    for (Violation violation : first) {
      if (violation != null) {
        found.add(violation);
      }
    }
    return found;
  }
}
