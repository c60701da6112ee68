package maplet.harness.check;

/// One oracle's finding at one step.
///
/// @param oracle who found it
/// @param gpa first guest physical address concerned
/// @param expected what should be, in words
/// @param actual what is, in words
public record Violation(Oracle oracle, long gpa, String expected, String actual) {}
