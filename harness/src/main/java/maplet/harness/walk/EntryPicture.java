package maplet.harness.walk;

import java.util.List;
import maplet.harness.explain.WordExplainer;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// The part of the picture that shows one entry: its 64 bits, and a line for each field that says
/// something.
final class EntryPicture {
  private static final double BIT = (double) WalkPicture.INNER / Long.SIZE;
  private static final int STRIP_HEIGHT = 30;
  private static final int LINE = 20;
  private static final double CHARACTER = 7.2;
  private static final int MEANING_COLUMN = 330;
  private static final int MEANING_CHARACTERS = 118;
  private static final int SENTENCE_CHARACTERS = 130;

  private final Svg svg;
  private final Regime regime;
  private final WalkLevel level;

  EntryPicture(Svg svg, Regime regime, WalkLevel level) {
    this.svg = svg;
    this.regime = regime;
    this.level = level;
  }

  /// Draws it.
  ///
  /// @return where the next part may begin
  int draw(int top) {
    long word = level.step().word();
    String heading = "The entry that decided: level %d, 0x%016x".formatted(level.level(), word);
    svg.text("heading", WalkPicture.MARGIN, top, heading);
    String name = level.format().name() + " (" + level.format().citation() + ")";
    svg.text("note", WalkPicture.MARGIN, top + 22, name);
    int y = top + 54;
    for (Field field : level.format().fields()) {
      strip(field, word, y);
    }
    y += STRIP_HEIGHT + 26;
    for (Field field : level.format().fields()) {
      if (WordExplainer.isNotable(field, word)) {
        y = row(field, word, y);
      }
    }
    String meaning = "means: " + WordExplainer.meaning(level.entry());
    for (String line : Style.wrapped(meaning, SENTENCE_CHARACTERS)) {
      svg.text("label", WalkPicture.MARGIN, y + 4, line);
      y += LINE;
    }
    return y + 28;
  }

  private void strip(Field field, long word, int y) {
    double x = WalkPicture.MARGIN + BIT * (Long.SIZE - 1 - field.msb());
    double width = BIT * (field.msb() + 1 - field.lsb());
    double middle = x + width / 2;
    svg.box("cell " + kind(field, word), x, y, width, STRIP_HEIGHT);
    if (field.msb() == field.lsb()) {
      svg.text("tiny middle", middle, y - 5, Integer.toString(field.lsb()));
    } else {
      svg.text("tiny", x + 1, y - 5, Integer.toString(field.msb()));
      svg.text("tiny end", x + width - 1, y - 5, Integer.toString(field.lsb()));
    }
    boolean fits = field.name().length() * CHARACTER < width - 2;
    svg.text("small middle", middle, y + 19, fits ? field.name() : "");
  }

  private static String kind(Field field, long word) {
    return switch (field.kind()) {
      case DEFINED -> "defined";
      case ADDRESS -> "address";
      case RESERVED -> WordExplainer.isViolated(field, word) ? "bad" : "mustzero";
      case RES0, IGNORED -> "rest";
    };
  }

  private int row(Field field, long word, int top) {
    int left = WalkPicture.MARGIN;
    svg.box("cell " + kind(field, word), left, top - 11, 12, 12);
    svg.text("mono", left + 20, top, field.bits());
    svg.text("label", left + 72, top, field.name());
    svg.text("mono", left + 190, top, "0x%x".formatted(field.get(word)));
    List<String> lines =
        Style.wrapped(WordExplainer.meaning(regime, field, word), MEANING_CHARACTERS);
    int y = top;
    for (String line : lines) {
      svg.text("note", left + MEANING_COLUMN, y, line);
      y += LINE;
    }
    return y;
  }
}
