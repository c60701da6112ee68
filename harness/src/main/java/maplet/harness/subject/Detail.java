package maplet.harness.subject;

import java.util.Arrays;
import java.util.Locale;

/// What an answer may say besides how the operation ended.
public enum Detail {
  /// Of a translation: the host physical address.
  HPA,
  /// Of a translation: the leaf's bytes.
  PAGE_SIZE,
  /// Of a translation: the leaf's attributes.
  ATTRIBUTES,
  /// Of a fault: its kind.
  FAULT_KIND,
  /// Of a fault: which entry decided it.
  FAULT_HEIGHT,
  /// Of a fault: how a processor reports it.
  SYNDROME,
  /// Of a refusal: the rule that was broken, and the operand that broke it.
  RULE;

  private static final Detail[] ALL = values();

  /// The detail with this name.
  ///
  /// @throws IllegalArgumentException for any other text; the message lists the names
  public static Detail parse(String name) {
    for (Detail detail : ALL) {
      if (detail.toString().equals(name)) {
        return detail;
      }
    }
    throw new IllegalArgumentException(
        "answer (%s) must be one of %s".formatted(name, Arrays.toString(ALL)));
  }

  /// The name in lower case with dashes, as in `page-size`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
