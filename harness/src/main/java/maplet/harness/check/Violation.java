package maplet.harness.check;

import java.util.Optional;
import java.util.stream.Stream;
import maplet.harness.text.PlainText;

/// One oracle's finding at one step.
///
/// @param oracle who found it
/// @param gpa first guest physical address concerned, or [#NOWHERE]
/// @param expected what should be, in words
/// @param actual what is, in words
/// @param symptom what it is like, whatever the addresses
public record Violation(Oracle oracle, long gpa, String expected, String actual, Symptom symptom) {
  /// The address of a finding that is about none.
  public static final long NOWHERE = Long.MIN_VALUE;

  /// A finding, its text made harmless: a part of it may be the subject's.
  public Violation {
    expected = PlainText.line(expected);
    actual = PlainText.line(actual);
  }

  /// Begins what is while a sequence's address space is destroyed, which is no operation.
  public static final String IN_DESTROY = "in destroy: ";

  /// Begins what is while a subject in a process of its own shows its tables, which is no
  /// operation.
  static final String IN_DUMP = "in dump: ";

  /// Begins what is while a subject is loaded, before there is an address space.
  public static final String IN_LOAD = "in load: ";

  /// What the subject did, if that was no operation: `load`, `destroy` or `dump`.
  public Optional<String> phase() {
    return Stream.of(IN_LOAD, IN_DESTROY, IN_DUMP)
        .filter(actual::startsWith)
        .map(phase -> phase.substring("in ".length(), phase.length() - ": ".length()))
        .findFirst();
  }

  /// One of which no more is known than who found it.
  public Violation(Oracle oracle, long gpa, String expected, String actual) {
    this(oracle, gpa, expected, actual, Symptom.of(oracle));
  }

  /// Whether it is about a guest physical address.
  public boolean hasAddress() {
    return gpa != NOWHERE;
  }

  /// Whether it was found after all operations, when what they had left was destroyed.
  public boolean isInDestroy() {
    return actual.startsWith(IN_DESTROY);
  }
}
