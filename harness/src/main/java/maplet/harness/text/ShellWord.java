package maplet.harness.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Words of a command that a shell reads as they were.
public final class ShellWord {
  private static final String PLAIN = "[a-zA-Z0-9:/._+=,@%-]+";

  private ShellWord() {}

  /// The text as one word, on one line: as it is, in quotes, or, with what [PlainText] doesn't
  /// show, as `$'...'`, which bash, zsh and ksh know.
  public static String of(String text) {
    if (text.matches(PLAIN)) {
      return text;
    }
    boolean isShownAsItIs = PlainText.line(text, Integer.MAX_VALUE).equals(text);
    return isShownAsItIs ? "'" + text.replace("'", "'\\''") + "'" : withCodes(text);
  }

  /// A command of these words.
  public static String command(List<String> words) {
    return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
  }

  private static String withCodes(String text) {
    StringBuilder word = new StringBuilder("$'");
    text.codePoints()
        .forEach(point -> {
          if (point < 0x80) {
            boolean isPlain = Character.isLetterOrDigit(point) || point == ' ' || point == '/';
            word.append(
                isPlain ? Character.toString(point) : String.format(Locale.ROOT, "\\%03o", point));
          } else {
            word.append(String.format(Locale.ROOT, "\\U%08x", point));
          }
        });
    return word.append('\'').toString();
  }
}
