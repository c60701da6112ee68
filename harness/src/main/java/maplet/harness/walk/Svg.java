package maplet.harness.walk;

import java.util.Locale;

/// Writes a picture in SVG 1.1: shapes that name a class of the style sheet. It alone writes
/// markup, so that no text comes in unescaped.
final class Svg {
  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final String style;

  /// @param width in pixels
  /// @param style the style sheet
  Svg(int width, String style) {
    this.width = width;
    this.style = style;
  }

  /// A rectangle with somewhat round corners.
  void box(String kind, double x, double y, double boxWidth, double height) {
    element(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"3\"/>",
        escaped(kind), x, y, boxWidth, height);
  }

  /// A line of text, by its base line.
  void text(String kind, double x, double y, String text) {
    element(
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", escaped(kind), x, y, escaped(text));
  }

  /// A curve that leaves its start downwards and arrives at its end from above.
  void curveDown(String kind, double x1, double y1, double x2, double y2) {
    double bend = (y2 - y1) / 2;
    path(kind, x1, y1, x1, y1 + bend, x2, y2 - bend, x2, y2);
  }

  /// A curve that leaves its start to the right and arrives at its end from the left.
  void curveRight(String kind, double x1, double y1, double x2, double y2) {
    double bend = (x2 - x1) / 2;
    path(kind, x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
  }

  private void path(String kind, Object... points) {
    Object[] values = new Object[points.length + 2];
    values[0] = escaped(kind);
    values[points.length + 1] = kind.endsWith("bad") ? "bad-arrow" : "arrow";
    System.arraycopy(points, 0, values, 1, points.length);
    element(
        "<path class=\"%s\" d=\"M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f\""
            + " marker-end=\"url(#%s)\"/>",
        values);
  }

  // The annotation that this warning asks for would be a dependency of its own.
  @SuppressWarnings("AnnotateFormatMethod")
  private void element(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /// The whole file.
  ///
  /// @param height in pixels
  /// @param title what a browser shows as the picture's name
  String document(int height, String title) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" \
    viewBox="0 0 %1$d %2$d" role="img">
    <title>%3$s</title>
    <style>
    %4$s</style>
    <defs>
    <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
    orient="auto"><path class="head" d="M0 0 L8 4 L0 8 z"/></marker>
    <marker id="bad-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" \
    markerHeight="7" orient="auto"><path class="head bad" d="M0 0 L8 4 L0 8 z"/></marker>
    </defs>
    <rect class="paper" width="%1$d" height="%2$d"/>
    %5$s</svg>
    """
        .formatted(width, height, escaped(title), escaped(style), body);
  }

  /// Text with the characters that mean something in XML replaced, and those that it forbids.
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c < ' ' && c != '\n' ? '\ufffd' : c);
      }
    }
    return out.toString();
  }
}
