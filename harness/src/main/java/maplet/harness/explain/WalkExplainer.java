package maplet.harness.explain;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.arch.Citation;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;

/// What a walk read, and why it ended where it did.
public final class WalkExplainer {
  private final Regime regime;
  private final WordExplainer words;

  /// Explains walks of one regime.
  public WalkExplainer(Regime regime) {
    this.regime = regime;
    this.words = new WordExplainer(regime);
  }

  /// Every entry with all its fields, in the order in which the walk read them, then the outcome.
  ///
  /// @param walk a walk of this regime
  public List<String> explain(WalkResult walk) {
    List<String> lines = new ArrayList<>();
    for (WalkResult.Step step : walk.steps()) {
      lines.add("entry: at 0x%x".formatted(step.address()));
      lines.addAll(words.explain(step.word(), step.height()));
    }
    lines.add(outcome(walk));
    return lines;
  }

  /// A line for each entry, without its fields, then the outcome.
  ///
  /// @param walk a walk of this regime
  public List<String> summarise(WalkResult walk) {
    List<String> lines = new ArrayList<>();
    for (WalkResult.Step step : walk.steps()) {
      lines.add(
          "level %d: 0x%016x at 0x%x: %s"
              .formatted(
                  regime.level(step.height()),
                  step.word(),
                  step.address(),
                  words.verdict(step.word(), step.height())));
    }
    lines.add(outcome(walk));
    return lines;
  }

  private static String outcome(WalkResult walk) {
    return switch (walk) {
      case WalkResult.Reached(long hpa, Attributes attributes, long pageSize, List<WalkResult.Step> _) ->
          "walk: reaches 0x%x in a page of %d KiB, %s".formatted(hpa, pageSize / 1024, attributes);
      case WalkResult.Faulted(
              FaultKind kind,
              int _,
              int level,
              String reason,
              Citation citation,
              List<WalkResult.Step> _) ->
          "walk: %s fault at level %d: %s [%s]".formatted(kind, level, reason, citation);
    };
  }
}
