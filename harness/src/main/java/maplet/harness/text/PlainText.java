package maplet.harness.text;

import java.util.Locale;

/// Somebody else's text as one line that does nothing but be read.
///
/// What a terminal, a log or a page would obey is shown by its code point, as in `\x{1b}`: control
/// characters (so no line ends, and none can be forged), characters that change the direction of
/// writing or can't be seen, unpaired surrogates, and what begins a command of a CI system's log.
public final class PlainText {
  /// Characters of the longest line, with what says that there was more.
  public static final int LONGEST = 1000;

  private static final String MORE = "...";

  private PlainText() {}

  /// The text as one line of at most [#LONGEST] characters.
  public static String line(String text) {
    return line(text, LONGEST);
  }

  /// The text as one line.
  ///
  /// @param most characters, at least 20; what is longer ends with `...`
  public static String line(String text, int most) {
    if (isPlain(text) && text.length() <= most) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      String shown = shown(text, i, point);
      if (line.length() + shown.length() > most) {
        cut(line, most - MORE.length());
        return line.append(MORE).toString();
      }
      line.append(shown);
      i += Character.charCount(point);
    }
    return line.toString();
  }

  private static void cut(StringBuilder line, int length) {
    int end = Math.min(line.length(), length);
    line.setLength(end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == ':' || c == '#') {
        return false;
      }
    }
    return true;
  }

  private static String shown(String text, int index, int point) {
    boolean isShown = !isObeyed(point) && !beginsCommand(text, index);
    return isShown ? Character.toString(point) : code(point);
  }

  private static String code(int point) {
    return String.format(Locale.ROOT, "\\x{%x}", point);
  }

  private static boolean isObeyed(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /// `::error::` at a line's start and `##[error]` anywhere are commands in logs of CI systems.
  private static boolean beginsCommand(String text, int index) {
    return text.startsWith("::", index) && text.substring(0, index).isBlank()
        || text.startsWith("##[", index);
  }
}
