package maplet.harness.attest;

import java.util.ArrayList;
import java.util.List;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult.Update;
import maplet.model.arch.WordMemory;

/// A difference for people: facts, one `key: value` a line.
final class Explanation {
  private Explanation() {}

  /// How a probe is expected to end, in a few words.
  static String outcome(Expected expected) {
    return switch (expected) {
      case Expected.Reached reached -> reached.updates().isEmpty() ? "reached" : "reached, updated";
      case Expected.Faulted(var kind, _, _, _) -> kind + " fault";
      case Expected.Outside _ -> "walk left memory";
      case Expected.Fatal _ -> "not asked";
    };
  }

  /// All about a difference.
  static List<String> lines(
      Regime regime,
      MachineMemory memory,
      Probe probe,
      Expected plain,
      Expected expected,
      Answer answer,
      String difference) {
    List<String> lines = new ArrayList<>();
    lines.add("regime: " + regime.id());
    lines.add("access: %s at GPA 0x%x".formatted(probe.access(), probe.gpa()));
    lines.add("root: 0x%x".formatted(probe.image().root()));
    int[] height = {regime.levels()};
    WordMemory told =
        address -> {
          long word = probe.image().read(memory, address);
          int level = regime.level(--height[0]);
          lines.add("entry of level %d at 0x%x: 0x%016x".formatted(level, address, word));
          return word;
        };
    Expected.of(regime, told, probe.image().root(), probe.gpa(), probe.access(), probe.gpa());
    lines.add("description: " + text(plain));
    if (!expected.equals(plain)) {
      lines.add("with known deviations: " + text(expected));
    }
    lines.add("emulator: " + text(answer));
    lines.add("difference: " + difference);
    return lines;
  }

  private static String text(Expected expected) {
    return switch (expected) {
      case Expected.Reached(long hpa, var type, List<Update> updates) ->
          "reaches HPA 0x%x, %s%s".formatted(hpa, type, text(updates));
      case Expected.Faulted(var kind, int level, var syndrome, var updates) ->
          "%s fault at level %d, %s%s".formatted(kind, level, syndrome, text(updates));
      case Expected.Outside(int level, long address) ->
          "reads 0x%x for level %d, where there is no memory".formatted(address, level);
      case Expected.Fatal _ -> "the emulator would end itself";
    };
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Reached(long hpa, long known, var type, var updates) ->
          "reaches HPA 0x%x (known bits 0x%x)%s%s"
              .formatted(hpa, known, type.map(each -> ", " + each).orElse(""), text(updates));
      case Answer.Faulted faulted ->
          "%s fault%s, %s%s"
              .formatted(
                  faulted.kind().map(Object::toString).orElse("unknown"),
                  faulted.level().isPresent() ? " at level " + faulted.level().getAsInt() : "",
                  faulted.syndrome(),
                  text(faulted.updates()));
      case Answer.Nowhere(boolean walk, var level, var updates) ->
          "no memory for the %s%s%s"
              .formatted(
                  walk ? "walk" : "access",
                  level.isPresent() ? " at level " + level.getAsInt() : "",
                  text(updates));
      case Answer.Unexpected(String what, var updates) -> what + text(updates);
    };
  }

  private static String text(List<Update> updates) {
    StringBuilder text = new StringBuilder();
    for (Update update : updates) {
      text.append(", [0x%x] becomes 0x%016x".formatted(update.address(), update.word()));
    }
    return text.toString();
  }
}
