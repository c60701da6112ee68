package maplet.harness.explain;

import java.util.ArrayList;
import java.util.List;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;

/// Explains a walk: each entry that was read, and the rule that decided.
public final class WalkExplainer {
  private WalkExplainer() {}

  /// The explanation, from the root down; fields that are zero and mean nothing are left out.
  public static List<String> explain(Regime regime, WalkResult walk) {
    List<String> lines = new ArrayList<>();
    for (WalkResult.Step step : walk.steps()) {
      addStep(lines, regime, step);
    }
    lines.add(verdict(walk));
    return lines;
  }

  /// The entry at which the walk ended, and where it ended; nothing where no entry was read.
  public static List<String> explainLast(Regime regime, WalkResult walk) {
    List<String> lines = new ArrayList<>();
    if (!walk.steps().isEmpty()) {
      addStep(lines, regime, walk.steps().getLast());
      lines.add(verdict(walk));
    }
    return lines;
  }

  private static void addStep(List<String> lines, Regime regime, WalkResult.Step step) {
    lines.add(
        "level %d (%s): entry 0x%x at 0x%x"
            .formatted(
                regime.level(step.height()),
                size(1L << regime.indexShift(step.height())),
                step.word(),
                step.address()));
    for (String line : WordExplainer.explainNotable(regime, step.height(), step.word())) {
      lines.add("  " + line);
    }
  }

  private static String verdict(WalkResult walk) {
    return switch (walk) {
      case WalkResult.Reached reached ->
          "reaches 0x%x, %s, page size %s"
              .formatted(reached.hpa(), reached.attributes(), size(reached.pageSize()));
      case WalkResult.Faulted faulted ->
          "%s fault at level %d: %s (%s)"
              .formatted(faulted.kind(), faulted.level(), faulted.reason(), faulted.citation());
    };
  }

  /// As in `2 MiB`.
  public static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = (Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes)) / 10;
    return (bytes >>> 10 * unit) + " " + units[unit];
  }
}
