package maplet.harness.subject;

import java.util.EnumSet;
import java.util.Set;

/// The terms on which a subject is judged.
///
/// @param freedoms that it may take
/// @param details of its answers that are compared
public record Terms(Set<Freedom> freedoms, Set<Detail> details) {
  /// No freedom, and every detail: the terms of Maplet's own implementation.
  public static final Terms STRICT =
      new Terms(EnumSet.noneOf(Freedom.class), EnumSet.allOf(Detail.class));

  public Terms {
    freedoms = Set.copyOf(freedoms);
    details = Set.copyOf(details);
  }
}
