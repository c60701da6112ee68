package maplet.harness.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import maplet.harness.explain.WalkExplainer;
import maplet.model.Access;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;

/// A walk as a picture: the address's bits, the chain of tables, the entry that decided, and where
/// each access ends.
public final class WalkPicture {
  static final int WIDTH = 1160;
  static final int MARGIN = 32;
  static final int INNER = WIDTH - 2 * MARGIN;

  private static final int RULER_TOP = 148;
  private static final int RULER_HEIGHT = 46;
  private static final int CHAIN_TOP = 262;
  private static final int CHAIN_HEIGHT = 212;
  private static final int LEAST_CELL = 84;
  private static final int LINE = 18;

  private final ExplainedWalk walk;
  private final Svg svg = new Svg(WIDTH, Style.SHEET);

  private WalkPicture(ExplainedWalk walk) {
    this.walk = walk;
  }

  /// The picture as a file of SVG.
  public static String svg(ExplainedWalk walk) {
    return new WalkPicture(walk).draw();
  }

  private String draw() {
    Regime regime = walk.regime();
    String title = "Walk of 0x%x in %s".formatted(walk.gpa(), regime.id());
    svg.text("title", MARGIN, 46, title);
    svg.text(
        "note",
        MARGIN,
        70,
        "%s; root 0x%x%s"
            .formatted(
                regime.title(),
                walk.root(),
                regime.rootFrames() == 1 ? "" : ", " + regime.rootFrames() + " tables in a row"));
    svg.text("heading", MARGIN, 110, "Guest physical address");
    List<Double> centers = ruler();
    chain(centers);
    int y = new EntryPicture(svg, regime, walk.levels().getLast()).draw(CHAIN_TOP + CHAIN_HEIGHT);
    y = outcomes(y);
    return svg.document(y, title);
  }

  /// A cell for each index and one for the rest, as wide as they have bits but for a least width.
  ///
  /// @return the middles of the indices' cells
  private List<Double> ruler() {
    List<WalkLevel> levels = walk.levels();
    int bits = walk.regime().capabilities().inputBits();
    double room = INNER - LEAST_CELL * (levels.size() + 1.0);
    List<Double> centers = new ArrayList<>();
    double x = MARGIN;
    for (int i = 0; i < levels.size(); i++) {
      WalkLevel level = levels.get(i);
      double width = LEAST_CELL + room * (level.msb() + 1 - level.lsb()) / bits;
      String name = "level %d index".formatted(level.level());
      String value = "0x%x (%d)".formatted(level.index(), level.index());
      cell(Style.level(i), x, width, level.msb(), level.lsb(), name, value);
      centers.add(x + width / 2);
      x += width;
    }
    int shift = levels.getLast().lsb();
    String offset = "0x%x".formatted(walk.gpa() & (1L << shift) - 1);
    boolean leaf = levels.getLast().kind().equals("leaf");
    cell("rest", x, MARGIN + INNER - x, shift - 1, 0, leaf ? "offset" : "not used", offset);
    return centers;
  }

  private void cell(
      String kind, double x, double width, int msb, int lsb, String name, String value) {
    svg.text("small", x + 4, RULER_TOP - 6, Integer.toString(msb));
    svg.text("small end", x + width - 4, RULER_TOP - 6, Integer.toString(lsb));
    svg.box("cell " + kind, x, RULER_TOP, width, RULER_HEIGHT);
    svg.text("label middle", x + width / 2, RULER_TOP + 19, name);
    svg.text("mono middle", x + width / 2, RULER_TOP + 37, value);
  }

  /// The tables from left to right, and behind them what the last entry leads to.
  private void chain(List<Double> centers) {
    List<WalkLevel> levels = walk.levels();
    double width = Math.min((double) INNER / (levels.size() + 1) - 30, 210);
    double column = Math.min((INNER - width) / levels.size(), width + 110);
    for (int i = 0; i < levels.size(); i++) {
      double x = MARGIN + i * column;
      svg.curveDown("link", centers.get(i), RULER_TOP + RULER_HEIGHT, x + width / 2, CHAIN_TOP - 3);
      table(Style.level(i), levels.get(i), x, width);
      boolean last = i == levels.size() - 1;
      boolean fault = last && !(shown() instanceof WalkResult.Reached);
      svg.curveRight(
          fault ? "link bad" : "link", x + width, CHAIN_TOP + 88, x + column - 3, CHAIN_TOP + 15);
    }
    end(MARGIN + levels.size() * column, width);
  }

  private void table(String kind, WalkLevel level, double x, double width) {
    double middle = x + width / 2;
    svg.box("cell", x, CHAIN_TOP, width, 148);
    svg.box("cell " + kind, x, CHAIN_TOP, width, 30);
    svg.text("label middle", middle, CHAIN_TOP + 20, "level %d table".formatted(level.level()));
    svg.text("mono middle", middle, CHAIN_TOP + 48, "0x%x".formatted(level.table()));
    svg.box("cell " + kind, x, CHAIN_TOP + 58, width, 60);
    svg.text("mono middle", middle, CHAIN_TOP + 77, "0x%x".formatted(level.step().word()));
    svg.text("small middle", middle, CHAIN_TOP + 94, "entry " + level.index());
    String place = "at 0x%x".formatted(level.step().address());
    svg.text("small middle", middle, CHAIN_TOP + 109, place);
    svg.text("dots middle", middle, CHAIN_TOP + 137, "\u22ee");
    svg.text("label middle " + level.kind(), middle, CHAIN_TOP + 168, level.kind());
  }

  private void end(double x, double width) {
    double middle = x + width / 2;
    switch (shown()) {
      case WalkResult.Reached reached -> {
        long page = reached.hpa() & -reached.pageSize();
        svg.box("cell", x, CHAIN_TOP, width, 148);
        svg.box("cell good", x, CHAIN_TOP, width, 30);
        String size = "page of " + WalkExplainer.size(reached.pageSize());
        svg.text("label middle", middle, CHAIN_TOP + 20, size);
        svg.text("mono middle", middle, CHAIN_TOP + 48, "0x%x".formatted(page));
        svg.box("cell good", x, CHAIN_TOP + 58, width, 60);
        svg.text("mono middle", middle, CHAIN_TOP + 77, "0x%x".formatted(reached.hpa()));
        svg.text("small middle", middle, CHAIN_TOP + 94, "the byte that is meant");
        svg.text("small middle", middle, CHAIN_TOP + 109, reached.attributes().toString());
        svg.text("dots middle", middle, CHAIN_TOP + 137, "\u22ee");
        svg.text("label middle leaf", middle, CHAIN_TOP + 168, "host memory");
      }
      case WalkResult.Faulted faulted -> {
        svg.box("cell bad", x, CHAIN_TOP, width, 64);
        svg.text("label middle", middle, CHAIN_TOP + 27, faulted.kind() + " fault");
        svg.text("small middle", middle, CHAIN_TOP + 47, "at level " + faulted.level());
      }
    }
  }

  /// What the chain ends with: memory, where any access reaches it.
  private WalkResult shown() {
    return walk.results().values().stream()
        .filter(WalkResult.Reached.class::isInstance)
        .findFirst()
        .orElseGet(() -> walk.results().values().iterator().next());
  }

  /// A panel for each access.
  ///
  /// @return the picture's height
  private int outcomes(int top) {
    int y = top;
    svg.text("heading", MARGIN, y, walk.results().size() == 1 ? "Outcome" : "Outcomes");
    y += 14;
    for (Access access : walk.results().keySet()) {
      y = outcome(access, y) + 10;
    }
    return y + MARGIN - 10;
  }

  private int outcome(Access access, int top) {
    WalkResult result = Objects.requireNonNull(walk.results().get(access));
    List<String> lines =
        WalkText.decision(walk, access, result).stream()
            .flatMap(line -> Style.wrapped(line, 150).stream())
            .toList();
    boolean good = result instanceof WalkResult.Reached;
    int height = 34 + lines.size() * LINE;
    svg.box("cell panel", MARGIN, top, INNER, height);
    svg.box("cell " + (good ? "good" : "bad"), MARGIN, top, 8, height);
    svg.text("label", MARGIN + 22, top + 23, access + ": " + WalkText.outcome(result));
    for (int i = 0; i < lines.size(); i++) {
      svg.text("note", MARGIN + 22, top + 43 + i * LINE, lines.get(i));
    }
    return top + height;
  }
}
