package maplet.harness.museum;

import java.util.Locale;

/// In which implementation a bug is planted.
public enum Half {
  /// The C starter, a foreign implementation behind the C ABI.
  C,
  /// Maplet's own implementation.
  IMPL;

  /// The half with this name.
  ///
  /// @throws IllegalArgumentException for any other text; the message lists the names
  public static Half parse(String text) {
    for (Half half : values()) {
      if (half.toString().equals(text)) {
        return half;
      }
    }
    throw new IllegalArgumentException("subject (%s) must be 'c' or 'impl'".formatted(text));
  }

  /// The name in lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
