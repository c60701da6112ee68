package maplet.harness.trace;

import org.apache.commons.lang3.Validate;

/// What a subject did wrong when its trace was saved. It informs people; a replay judges anew.
///
/// @param subject the implementation under test
/// @param oracle that saw it, as in `translation`
/// @param step the number of the diverging step: 1 is the first operation
/// @param expected what the oracle expected, in one line
/// @param actual what it found, in one line
public record RecordedDivergence(
    String subject, String oracle, int step, String expected, String actual) {
  public RecordedDivergence {
    Validate.isTrue(step >= 1, "step (%d) must be 1 or more", step);
  }
}
