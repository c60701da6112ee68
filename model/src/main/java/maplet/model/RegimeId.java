package maplet.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A regime's name, taken apart: `aarch64-4k-ipa40-l1-fwb` is the architecture `aarch64` with the
/// words `4k`, `ipa40`, `l1` and `fwb`.
///
/// A name says everything about its regime, so that whoever knows the name can build the regime.
/// Each architecture reads the words that it knows, in any order, and refuses what is left.
public final class RegimeId {
  private final String text;
  private final String architecture;
  private final List<String> words;

  private RegimeId(String text, List<String> words) {
    this.text = text;
    this.architecture = words.getFirst();
    this.words = new ArrayList<>(words.subList(1, words.size()));
  }

  /// Takes a name apart.
  public static RegimeId parse(String text) {
    return new RegimeId(text, List.of(text.split("-", -1)));
  }

  /// The first word.
  public String architecture() {
    return architecture;
  }

  /// Whether the name has this word; it is then read.
  public boolean take(String word) {
    return words.remove(word);
  }

  /// The first of some words that the name has; it is then read.
  ///
  /// @throws IllegalArgumentException when it has none of them
  public String takeOneOf(List<String> alternatives) {
    return alternatives.stream()
        .filter(this::take)
        .findFirst()
        .orElseThrow(() -> bad("must have one of the words " + alternatives));
  }

  /// The number behind a prefix, as 40 in `ipa40`; it is then read.
  ///
  /// @return empty when no word consists of the prefix and a decimal number up to 9999
  public OptionalInt takeNumber(String prefix) {
    for (String word : words) {
      if (word.startsWith(prefix) && word.substring(prefix.length()).matches("0|[1-9][0-9]{0,3}")) {
        words.remove(word);
        return OptionalInt.of(Integer.parseInt(word.substring(prefix.length())));
      }
    }
    return OptionalInt.empty();
  }

  /// The number behind a prefix that is written with sixteen hexadecimal digits, as in
  /// `mair0000000044bbff04`; it is then read.
  public OptionalLong takeHex(String prefix) {
    for (String word : words) {
      if (word.startsWith(prefix) && word.substring(prefix.length()).matches("[0-9a-f]{16}")) {
        words.remove(word);
        return OptionalLong.of(Long.parseUnsignedLong(word.substring(prefix.length()), 16));
      }
    }
    return OptionalLong.empty();
  }

  /// Refuses words that nobody has read.
  ///
  /// @throws IllegalArgumentException that names them
  public void finish() {
    if (!words.isEmpty()) {
      throw bad("has words that its architecture doesn't know: " + String.join(", ", words));
    }
  }

  /// An error about this name.
  ///
  /// @param problem what is wrong with it, beginning with a verb
  public IllegalArgumentException bad(String problem) {
    return new IllegalArgumentException("regime (%s) %s".formatted(text, problem));
  }

  /// The whole name.
  @Override
  public String toString() {
    return text;
  }
}
