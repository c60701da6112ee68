package maplet.model.arch;

/// A rule of a manual that a register's value breaks.
///
/// @param reason what is wrong, in words and with the values
/// @param citation where the manual states the rule
public record Problem(String reason, Citation citation) {
  /// The reason with its citation in brackets.
  @Override
  public String toString() {
    return reason + " [" + citation + "]";
  }
}
