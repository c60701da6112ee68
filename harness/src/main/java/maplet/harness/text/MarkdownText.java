package maplet.harness.text;

/// Text in a cell or a heading of a Markdown page: nothing in it is markup.
public final class MarkdownText {
  private static final String ENTITIES = "<>&@";
  private static final String MARKUP = "\\`*_[]{}#|~$!^";

  private MarkdownText() {}

  /// The text as one line of Markdown.
  public static String of(String text) {
    String line = PlainText.line(text);
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (ENTITIES.indexOf(c) >= 0 || line.startsWith("://", i) || line.startsWith("www.", i)) {
        written.append("&#").append((int) c).append(';');
      } else {
        written.append(MARKUP.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return written.toString();
  }
}
