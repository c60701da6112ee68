package maplet.harness.verdict;

import java.util.ArrayList;
import java.util.List;

/// What keeps a run from saying more, as lines for people.
final class Shortfalls {
  /// More lines of one kind than these nobody reads.
  private static final int MOST = 5;

  private Shortfalls() {}

  /// Counts that can't be right, claims that weren't exercised (the first few), and notes.
  static List<String> lines(ConformReport report) {
    List<String> lines = new ArrayList<>();
    for (RegimeVerdict verdict : report.regimes()) {
      for (String fault : verdict.faults()) {
        lines.add("COUNTS of %s can't be right: %s".formatted(verdict.regime(), fault));
      }
    }
    lines.addAll(gaps(report));
    report.notes().forEach(note -> lines.add("NOTE: " + note));
    return lines;
  }

  /// The first few claims that weren't exercised, and how they would be.
  static List<String> gaps(ConformReport report) {
    List<String> gaps = new ArrayList<>();
    for (RegimeVerdict verdict : report.regimes()) {
      for (Exercise.Gap gap : verdict.exercise().gaps()) {
        gaps.add(
            "NOT EXERCISED on %s: %s; fix: %s".formatted(verdict.regime(), gap.what(), gap.fix()));
      }
    }
    if (gaps.size() <= MOST) {
      return gaps;
    }
    List<String> few = new ArrayList<>(gaps.subList(0, MOST));
    few.add("NOT EXERCISED: %,d more; --json lists them".formatted(gaps.size() - MOST));
    return few;
  }
}
