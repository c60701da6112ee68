package maplet.harness.attest;

import java.util.List;

/// What an answer says about the description.
public sealed interface Verdict {
  /// The machine agrees with the description in everything that it shows.
  record Agrees() implements Verdict {}

  /// The machine does what its known deviations say, and not what the description says.
  ///
  /// @param deviations their names, at least one
  record Deviates(List<String> deviations) implements Verdict {
    public Deviates {
      deviations = List.copyOf(deviations);
    }
  }

  /// The machine does something else.
  ///
  /// @param difference the first thing that differs, in a few words
  /// @param lines facts about it, one `key: value` a line
  record Differs(String difference, List<String> lines) implements Verdict {
    public Differs {
      lines = List.copyOf(lines);
    }
  }
}
