package maplet.harness.walk;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.explain.WalkExplainer;
import maplet.harness.explain.WordExplainer;
import maplet.model.Access;
import maplet.model.arch.HypervisorRegisters;
import maplet.model.arch.Regime;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;

/// A walk as lines of text: a block for each level, then one for each access.
public final class WalkText {
  private WalkText() {}

  /// The lines.
  public static List<String> lines(ExplainedWalk walk) {
    Regime regime = walk.regime();
    List<String> lines = new ArrayList<>();
    lines.add("regime: %s (%s)".formatted(regime.id(), regime.title()));
    lines.add("root: 0x%x".formatted(walk.root()) + concatenated(regime));
    lines.add("gpa: 0x%x".formatted(walk.gpa()));
    for (WalkLevel level : walk.levels()) {
      lines.addAll(block(regime, level));
    }
    walk.results()
        .forEach((access, result) -> {
          lines.add(access + ": " + outcome(result));
          decision(walk, access, result).forEach(line -> lines.add("  " + line));
        });
    return lines;
  }

  private static String concatenated(Regime regime) {
    return regime.rootFrames() == 1
        ? ""
        : " (%d tables of %d entries, one behind the other)"
            .formatted(regime.rootFrames(), regime.entriesPerTable());
  }

  private static List<String> block(Regime regime, WalkLevel level) {
    WalkResult.Step step = level.step();
    List<String> lines = new ArrayList<>();
    lines.add(
        "level %d (%s an entry): table at 0x%x"
            .formatted(level.level(), WalkExplainer.size(1L << level.lsb()), level.table()));
    lines.add(
        "  index: %d (0x%x), gpa bits %d:%d"
            .formatted(level.index(), level.index(), level.msb(), level.lsb()));
    lines.add("  entry: 0x%016x at 0x%x".formatted(step.word(), step.address()));
    lines.add("  class: " + level.kind());
    for (String line : WordExplainer.explain(regime, step.height(), step.word())) {
      lines.add("  " + line);
    }
    return lines;
  }

  /// Where the walk ends, in one line.
  static String outcome(WalkResult result) {
    return switch (result) {
      case WalkResult.Reached reached ->
          "reaches 0x%x, %s, page size %s"
              .formatted(
                  reached.hpa(), reached.attributes(), WalkExplainer.size(reached.pageSize()));
      case WalkResult.Faulted faulted ->
          "%s fault at level %d".formatted(faulted.kind(), faulted.level());
    };
  }

  /// The rule that decided, where the manual states it, and what hardware does besides.
  static List<String> decision(ExplainedWalk walk, Access access, WalkResult result) {
    List<String> lines = new ArrayList<>();
    switch (result) {
      case WalkResult.Reached reached -> {
        WalkLevel last = walk.levels().getLast();
        lines.add(
            "rule: level %d's entry is a leaf, and the walk grants %s: %s is allowed"
                .formatted(last.level(), reached.attributes().permissions(), access));
        lines.add("manual: " + last.format().citation());
        for (WalkResult.Update update : reached.updates()) {
          lines.add(
              "hardware writes: 0x%016x at 0x%x (its flags)"
                  .formatted(update.word(), update.address()));
        }
      }
      case WalkResult.Faulted faulted -> {
        lines.add("rule: " + faulted.reason());
        lines.add("manual: " + faulted.citation());
        Syndrome syndrome = walk.regime().syndrome(faulted, access, walk.gpa());
        HypervisorRegisters registers = walk.regime().registers();
        lines.add(
            "syndrome: %s 0x%x, %s 0x%x"
                .formatted(
                    registers.cause(), syndrome.cause(), registers.detail(), syndrome.detail()));
      }
    }
    return lines;
  }
}
