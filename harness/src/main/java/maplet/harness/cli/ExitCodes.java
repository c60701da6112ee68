package maplet.harness.cli;

import maplet.harness.verdict.Verdict;

/// How commands end.
final class ExitCodes {
  /// What was checked conforms, or the command did what was asked.
  static final int CONFORMS = 0;

  /// A divergence was found.
  static final int DIVERGENCE = 1;

  /// An option, an argument or a file breaks a rule.
  static final int BAD_INPUT = 2;

  /// The machine lacks something, or a file can't be read or written.
  static final int ENVIRONMENT = 3;

  /// Nothing diverges, but something that is claimed wasn't exercised.
  static final int INCOMPLETE = 4;

  private ExitCodes() {}

  /// How a command with this verdict ends.
  ///
  /// @param incompleteAllowed whether claims that weren't exercised are somebody's choice
  static int of(Verdict verdict, boolean incompleteAllowed) {
    return switch (verdict) {
      case CONFORMS -> CONFORMS;
      case DIVERGES -> DIVERGENCE;
      case NO_VERDICT -> ENVIRONMENT;
      case INCOMPLETE -> incompleteAllowed ? CONFORMS : INCOMPLETE;
    };
  }
}
