package maplet.harness.check;

import java.util.Arrays;
import java.util.Locale;

/// The judgements that each step passes, in the order in which a report names them.
public enum Oracle {
  /// Return value, error, broken rule, fault kind and level; bytes that were read or written.
  OUTCOME,
  /// The tables translate every address as the model does.
  TRANSLATION,
  /// Every word is the one that the architecture's description asks for.
  ENTRY,
  /// Every frame is owned once: no leak, no double free, nothing freed or reused while reachable.
  FRAME,
  /// Live entries change in the order that the architecture demands, and are invalidated.
  INVALIDATION,
  /// Nothing is stored outside of the memory that the subject was given.
  BOUNDS,
  /// No operation reads or stores many times the entries that its change needs.
  COST;

  private static final Oracle[] ALL = values();

  static Oracle of(int ordinal) {
    return ALL[ordinal];
  }

  /// How many oracles there are.
  public static int count() {
    return ALL.length;
  }

  /// The oracle with this name.
  ///
  /// @throws IllegalArgumentException for any other text; the message lists the names
  public static Oracle parse(String text) {
    for (Oracle oracle : ALL) {
      if (oracle.toString().equals(text)) {
        return oracle;
      }
    }
    throw new IllegalArgumentException(
        "oracle (%s) must be one of %s".formatted(text, Arrays.toString(ALL)));
  }

  /// The name in lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
