package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;

/// All theorems.
public final class Theorems {
  private Theorems() {}

  /// All theorems, from entries up to operations on tables.
  public static List<Theorem> all() {
    List<Theorem> all = new ArrayList<>(List.of(EntryTheorem.values()));
    all.add(new WalkTheorem());
    all.addAll(List.of(TableLemma.values()));
    all.addAll(List.of(TableTheorem.values()));
    return all;
  }

  /// The theorems whose names begin with a text.
  ///
  /// @throws IllegalArgumentException where there are none
  public static List<Theorem> find(String prefix) {
    List<Theorem> found =
        all().stream().filter(theorem -> theorem.id().startsWith(prefix)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "no theorem '%s'; there are: %s"
              .formatted(prefix, String.join(", ", all().stream().map(Theorem::id).toList())));
    }
    return found;
  }
}
