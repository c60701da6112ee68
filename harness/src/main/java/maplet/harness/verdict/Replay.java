package maplet.harness.verdict;

import java.util.Arrays;
import java.util.Locale;

/// Whether a finding shows again, from its trace, in a process that has done nothing else.
public enum Replay {
  /// Nobody has tried yet.
  NOT_TRIED("nobody has tried whether it shows again"),
  /// Its trace shows it.
  SHOWN("its trace shows it in a fresh process"),
  /// Its smallest trace doesn't, the whole sequence does.
  WHOLE_SEQUENCE(
      "a fresh process shows it after the whole sequence alone; the trace has all of it"),
  /// Not even that does, but the sequences before it, too.
  EARLIER_SEQUENCES("a fresh process shows it after the sequences before it alone"),
  /// Nothing that was tried does.
  NOT_SHOWN("nothing that was tried shows it again in a fresh process");

  private final String text;

  Replay(String text) {
    this.text = text;
  }

  /// In words.
  public String text() {
    return text;
  }

  /// Whether the trace of such a finding tells whether the bug is there.
  public boolean isByTrace() {
    return this == SHOWN || this == WHOLE_SEQUENCE;
  }

  /// The name as in `whole-sequence`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException for any other text
  static Replay parse(String text) {
    return Arrays.stream(values())
        .filter(each -> each.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no way of replay: " + text));
  }
}
