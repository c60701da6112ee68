package maplet.harness.walk;

import java.util.ArrayList;
import java.util.List;

/// How the picture looks: its style sheet, the levels' colours, and lines of text that fit.
final class Style {
  /// One font for words and one for digits, whichever the viewer has.
  static final String SHEET =
      """
      text { font-family: "Segoe UI", "DejaVu Sans", Arial, sans-serif; fill: #212529; }
      .title { font-size: 22px; font-weight: 600; }
      .heading { font-size: 15px; font-weight: 600; }
      .label { font-size: 13px; font-weight: 600; }
      .note { font-size: 12.5px; fill: #495057; }
      .small { font-size: 11px; fill: #495057; }
      .tiny { font-size: 9px; fill: #868e96; }
      .mono { font-size: 12px; font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; }
      .dots { font-size: 15px; fill: #868e96; }
      .middle { text-anchor: middle; }
      .end { text-anchor: end; }
      .paper { fill: #ffffff; }
      .cell { fill: #ffffff; stroke: #adb5bd; }
      .panel { fill: #f8f9fa; stroke: #dee2e6; }
      .rest { fill: #f1f3f5; }
      .level0 { fill: #dbe4ff; stroke: #5c7cfa; }
      .level1 { fill: #c5f6fa; stroke: #15aabf; }
      .level2 { fill: #fff3bf; stroke: #f59f00; }
      .level3 { fill: #f3d9fa; stroke: #be4bdb; }
      .level4 { fill: #ffe8cc; stroke: #fd7e14; }
      .good { fill: #d3f9d8; stroke: #37b24d; }
      .bad { fill: #ffc9c9; stroke: #f03e3e; }
      .defined { fill: #dbe4ff; }
      .address { fill: #d3f9d8; }
      .mustzero { fill: #fff5f5; }
      .link { fill: none; stroke: #868e96; stroke-width: 1.5; }
      .link.bad { stroke: #f03e3e; stroke-dasharray: 5 3; }
      .head { fill: #868e96; stroke: none; }
      .head.bad { fill: #f03e3e; }
      .leaf { fill: #2b8a3e; }
      .table { fill: #364fc7; }
      .invalid, .reserved { fill: #c92a2a; }
      """;

  private Style() {}

  /// The class of a level's colour.
  ///
  /// @param step 0 for the root, 4 at most
  static String level(int step) {
    return "level" + step;
  }

  /// A text cut between words.
  ///
  /// @param length the most characters of a line; a longer word has a line of its own
  static List<String> wrapped(String text, int length) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > length) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
