package maplet.harness.trace;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/// Text from outside breaks a rule of its format. The message is for the person who gave the text:
/// it names the source, the line, the rule and the fix.
public final class InputFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final int line;
  private final String rule;
  private final String fix;

  /// @param source file name, or another name that the reader of the message knows
  /// @param line from 1; 0 when the source as a whole breaks the rule
  /// @param rule what was expected and what was found
  /// @param fix what to do about it
  public InputFormatException(String source, int line, String rule, String fix) {
    super((line > 0 ? source + ":" + line : source) + ": " + rule + "; fix: " + fix);
    this.source = source;
    this.line = line;
    this.rule = rule;
    this.fix = fix;
  }

  /// What is wrong with text that isn't JSON, with its line and column.
  public static String problem(JsonProcessingException error) {
    String text = String.valueOf(error.getOriginalMessage()).lines().findFirst().orElse("");
    JsonLocation at = error.getLocation();
    String what = text.replaceFirst(" ?\\(start marker at \\[Source:.*", "");
    return at == null
        ? what
        : "%s at line %d, column %d".formatted(what, at.getLineNr(), at.getColumnNr());
  }

  /// The file's name, or another name of the input.
  public String source() {
    return source;
  }

  /// The line from 1, or 0 when the source as a whole breaks the rule.
  public int line() {
    return line;
  }

  /// What was expected and what was found.
  public String rule() {
    return rule;
  }

  /// What to do about it.
  public String fix() {
    return fix;
  }
}
