package maplet.harness.report;

import java.util.List;
import java.util.stream.Collectors;
import maplet.harness.explain.WalkExplainer;
import maplet.model.Capabilities;
import maplet.model.arch.Regime;

/// Regimes, one a line: name, widths, levels, root, page sizes, features.
public final class RegimeTable {
  private RegimeTable() {}

  /// One line for each regime, below a line of headings.
  public static List<String> lines(List<Regime> regimes) {
    int width = regimes.stream().mapToInt(regime -> regime.id().length()).max().orElse(0);
    String format = "%-" + width + "s  %5s  %6s  %6s  %4s  %-32s  %s";
    List<String> lines =
        regimes.stream().map(regime -> line(format, regime)).collect(Collectors.toList());
    lines.addFirst(
        format.formatted("regime", "input", "output", "levels", "root", "page sizes", "features"));
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static String line(String format, Regime regime) {
    Capabilities capabilities = regime.capabilities();
    int top = regime.level(regime.levels() - 1);
    return format.formatted(
        regime.id(),
        capabilities.inputBits(),
        capabilities.outputBits(),
        top + ".." + regime.level(0),
        regime.rootFrames(),
        capabilities.pageShifts().stream()
            .map(shift -> WalkExplainer.size(1L << shift).replace(" ", ""))
            .collect(Collectors.joining(" ")),
        String.join("; ", regime.features()));
  }
}
