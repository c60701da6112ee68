package maplet.harness.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The violations of one step: the gravest of each oracle that is switched on, of equally grave
/// ones the first.
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
    add(Symptom.of(oracle), gpa, expected, actual);
  }

  void add(Symptom symptom, long gpa, String expected, String actual) {
    Oracle oracle = symptom.oracle();
    Violation known = first[oracle.ordinal()];
    boolean leads = known == null || symptom.gravity().compareTo(known.symptom().gravity()) < 0;
    if (enabled.contains(oracle) && leads) {
      first[oracle.ordinal()] = new Violation(oracle, gpa, expected, during + actual, symptom);
      any = true;
    }
  }

  /// All findings, the gravest at the front.
  List<Violation> all() {
    List<Violation> found = new ArrayList<>();
    for (Violation violation : first) {
      if (violation != null) {
        found.add(violation);
      }
    }
    found.sort(Comparator.comparing(each -> each.symptom().gravity()));
    return found;
  }
}
