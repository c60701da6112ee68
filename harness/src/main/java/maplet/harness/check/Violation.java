package maplet.harness.check;

/// One oracle's finding at one step.
///
/// @param oracle who found it
/// @param gpa first guest physical address concerned
/// @param expected what should be, in words
/// @param actual what is, in words
public record Violation(Oracle oracle, long gpa, String expected, String actual) {
  /// Begins what is while a sequence's address space is destroyed, which is no operation.
  public static final String IN_DESTROY = "in destroy: ";

  /// Whether it was found after all operations, when what they had left was destroyed.
  public boolean isInDestroy() {
    return actual.startsWith(IN_DESTROY);
  }
}
