package maplet.harness.check;

import java.util.Set;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Terms;

/// The freedoms that a subject took: those that it may take are counted, the others are findings
/// that name them.
public final class Liberties {
  private final Set<Freedom> named;
  private final Findings findings;
  private final long[] taken = new long[Freedom.count()];

  Liberties(Terms terms, Findings findings) {
    this.named = terms.freedoms();
    this.findings = findings;
  }

  /// Whether the subject may take a freedom.
  boolean allows(Freedom freedom) {
    return named.contains(freedom);
  }

  /// The subject takes a freedom if it may, which is counted.
  ///
  /// @return whether it may
  boolean take(Freedom freedom) {
    if (named.contains(freedom)) {
      taken[freedom.ordinal()]++;
      return true;
    }
    return false;
  }

  /// The subject takes a freedom: counted where it may, else a finding.
  ///
  /// @return whether it may
  boolean take(Freedom freedom, Oracle oracle, long gpa, String expected, String actual) {
    if (take(freedom)) {
      return true;
    }
    Symptom symptom = Symptom.of(freedom, oracle);
    findings.add(symptom, gpa, expected, actual + "; " + unnamed(freedom));
    return false;
  }

  /// What a finding says of a freedom that isn't named.
  static String unnamed(Freedom freedom) {
    return "allowed where the profile names the freedom '%s' (%s)"
        .formatted(freedom, freedom.text());
  }

  /// How often a freedom was taken.
  public long taken(Freedom freedom) {
    return taken[freedom.ordinal()];
  }
}
