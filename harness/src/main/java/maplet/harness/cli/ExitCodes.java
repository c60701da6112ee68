package maplet.harness.cli;

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

  private ExitCodes() {}
}
