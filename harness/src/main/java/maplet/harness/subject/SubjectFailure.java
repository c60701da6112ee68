package maplet.harness.subject;

import java.util.Locale;

/// A subject in a process of its own gave no usable answer. Its address space is lost; the next one
/// is begun in a fresh process.
public final class SubjectFailure extends RuntimeException {
  /// What went wrong: each is a finding of its own.
  public enum Kind {
    /// The process ended.
    CRASH,
    /// No answer came in time.
    HANG,
    /// What came isn't a reply of the protocol.
    GARBAGE,
    /// A line was longer than the protocol allows.
    OVERSIZED,
    /// Tables hold words that the subject didn't tell.
    UNTOLD;

    /// The name in lower case.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final long serialVersionUID = 1;

  private final Kind kind;

  /// The message is as in `crash: the process ended with code 3`.
  ///
  /// @param reason in words, for reports
  public SubjectFailure(Kind kind, String reason) {
    super(kind + ": " + reason);
    this.kind = kind;
  }

  /// What went wrong.
  public Kind kind() {
    return kind;
  }
}
