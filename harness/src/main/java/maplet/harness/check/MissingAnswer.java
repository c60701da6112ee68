package maplet.harness.check;

import java.util.Optional;
import maplet.harness.subject.Notice;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectProvider;

/// How a subject failed to answer the last step, if it did.
final class MissingAnswer {
  private final SubjectProvider provider;
  private final Findings findings;

  private Optional<SubjectFailure.Kind> kind = Optional.empty();
  private String place = "";

  MissingAnswer(SubjectProvider provider, Findings findings) {
    this.provider = provider;
    this.findings = findings;
  }

  /// The next step is another one.
  void forget() {
    kind = Optional.empty();
    place = "";
  }

  Optional<SubjectFailure.Kind> kind() {
    return kind;
  }

  /// What is known of it, see [SubjectFailure#place].
  String place() {
    return place;
  }

  /// Whether the subject is there for another operation: it only didn't answer this one.
  boolean mayBeFollowed() {
    return kind.isPresent()
        && switch (kind.get()) {
          case PANIC, UNDOCUMENTED, AGAIN, NOT_SUPPORTED -> true;
          case CRASH, HANG, GARBAGE, OVERSIZED, UNTOLD -> false;
        };
  }

  /// It threw an exception.
  void threw(Throwable error) {
    Optional<SubjectFailure> how =
        error instanceof SubjectFailure told ? Optional.of(told) : provider.failure(error);
    kind = how.map(SubjectFailure::kind);
    place = how.map(SubjectFailure::place).orElse("");
    findings.add(
        Symptom.NO_ANSWER,
        Violation.NOWHERE,
        "an answer",
        how.map(SubjectFailure::getMessage).orElse("an exception: " + error));
  }

  /// It created nothing, for a reason that isn't one of the model's.
  void created(Subject subject, long base) {
    switch (subject.notice()) {
      case NOT_SUPPORTED ->
          add(
              SubjectFailure.Kind.NOT_SUPPORTED,
              base,
              "create: the regime isn't supported; the profile has it");
      case PANICKED -> panicked(subject, base);
      default -> undocumented(subject, base, "create: code " + subject.code());
    }
  }

  /// Its answer to an operation is none of the model's, and never right.
  ///
  /// @param asked how often it was asked
  void answered(Subject subject, long gpa, int asked) {
    Notice notice = subject.notice();
    switch (notice) {
      case AGAIN -> add(SubjectFailure.Kind.AGAIN, gpa, "to ask again, %d times".formatted(asked));
      case PANICKED -> panicked(subject, gpa);
      case NOT_SUPPORTED ->
          add(
              SubjectFailure.Kind.NOT_SUPPORTED,
              gpa,
              "that it isn't supported; the profile's operations have it");
      case NONE, WIDENING_REFUSED, PARTLY_DONE, UNDOCUMENTED ->
          undocumented(subject, gpa, "code " + subject.code() + ", which isn't documented");
    }
  }

  private void undocumented(Subject subject, long gpa, String actual) {
    place = "code " + subject.code();
    add(SubjectFailure.Kind.UNDOCUMENTED, gpa, actual);
  }

  private void panicked(Subject subject, long gpa) {
    place = subject.panic().key();
    add(SubjectFailure.Kind.PANIC, gpa, subject.panic().text());
  }

  private void add(SubjectFailure.Kind how, long gpa, String actual) {
    kind = Optional.of(how);
    findings.add(Symptom.NO_ANSWER, gpa, "an answer", actual);
  }
}
