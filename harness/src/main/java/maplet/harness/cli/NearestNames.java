package maplet.harness.cli;

import java.util.Comparator;
import java.util.List;

/// The names that somebody may have meant.
final class NearestNames {
  private NearestNames() {}

  /// Those with the fewest changes to what was written, the nearest first.
  static List<String> of(String written, List<String> names, int count) {
    return names.stream()
        .sorted(Comparator.comparingInt(name -> distance(written, name)))
        .limit(count)
        .toList();
  }

  /// Characters to insert, delete or replace (Levenshtein's distance).
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
