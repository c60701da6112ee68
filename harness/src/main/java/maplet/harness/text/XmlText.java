package maplet.harness.text;

/// Text in XML 1.0, in which most control characters and unpaired surrogates can't be said at all.
public final class XmlText {
  private XmlText() {}

  /// The text for an attribute or between two tags.
  ///
  /// @param text line ends and tabs stay as they are
  public static String of(String text) {
    StringBuilder written = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '<' -> written.append("&lt;");
            case '>' -> written.append("&gt;");
            case '&' -> written.append("&amp;");
            case '"' -> written.append("&quot;");
            case '\n', '\t' -> written.appendCodePoint(point);
            default -> written.appendCodePoint(isXml(point) ? point : '?');
          }
        });
    return written.toString();
  }

  private static boolean isXml(int point) {
    boolean isSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return point >= ' ' && !isSurrogate && point != 0xfffe && point != 0xffff;
  }
}
